// What this phone keeps for the page's own controls. A browser may refuse: then nothing is kept, and everything still works.
//
// In private mode it refuses, too: all that keeps anything, the client included, meets a storage that holds nothing and takes
// nothing. The switch itself and the size of text are read on; the loader, which may be here first, does the same.
const PRIVATE = 'portal.private.v1';
const isPrivate = (() => {
  try {
    if (!localStorage.getItem(PRIVATE)) return false;
    const { getItem } = Storage.prototype;
    const open = [PRIVATE, 'portal.reading.v1'];
    Storage.prototype.getItem = function read(key) {
      return open.includes(key) ? getItem.call(this, key) : null;
    };
    Storage.prototype.setItem = () => {
      throw new DOMException('private', 'SecurityError');
    };
    return true;
  } catch (refused) {
    return false;
  }
})();
const kept = {
  read(key) {
    try {
      return localStorage.getItem(key) || '';
    } catch (refused) {
      return '';
    }
  },
  write(key, text) {
    try {
      if (text) localStorage.setItem(key, text);
      else localStorage.removeItem(key);
      return true;
    } catch (refused) {
      return false;
    }
  },
};

// This script runs as soon as it is here, often before the page's end has come.
const whenRead = (act) => {
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', act);
  else act();
};
const all = (selector) => Array.from(document.querySelectorAll(selector));
