// What this phone keeps for the page's own controls. A browser may refuse: then nothing is kept, and everything still works.
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
