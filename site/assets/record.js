// What the page of the record does by the browser alone: copying, files, sharing, reading pictures, private mode, erasing.
// What is in a record only the client knows; the two meet in the fields of the page. Plain JavaScript of 2017, so that who
// borrows an old phone can erase what she left on it.
{
  const PRIVATE = 'portal.private.v1';
  const page = document.querySelector('.record');
  const words = page.dataset;
  const find = (selector) => page.querySelector(selector);
  const act = (name) => find(`[data-do="${name}"]`);
  const say = (text) => {
    find('[data-said]').textContent = text;
  };
  const parts = () => Array.from(page.querySelectorAll('[data-part]'), (field) => field.value);
  const text = () => parts().join('\n\n');
  // Tells the client that the record has left this phone.
  const carried = (told) => {
    page.dispatchEvent(new Event('carried'));
    say(told);
  };

  // Of several parts all must have gone before the record has.
  const gone = new Set();
  const copy = async (what, field) => {
    try {
      await navigator.clipboard.writeText(what);
      gone.add(what);
      if (gone.has(text()) || parts().every((part) => gone.has(part))) carried(words.copied);
      else say(words.copied);
    } catch (refused) {
      field.closest('details').open = true;
      field.focus();
      field.select();
      say(words.byHand);
    }
  };

  const saveFile = () => {
    saveAs(pageName(), words.fileHead, text());
    carried(words.saved);
  };

  const share = async () => {
    try {
      await navigator.share({ text: text() });
      carried(words.shared);
    } catch (refused) { /* refused, or the member changed her mind */ }
  };

  // A completion code leaves alone: the record has not been carried off by it.
  const code = () => find('[data-completion-code]');
  const sayOfCode = (told) => {
    find('[data-completion-gone]').textContent = told;
  };
  const copyCode = async () => {
    try {
      await navigator.clipboard.writeText(code().value);
      sayOfCode(words.codeCopied);
    } catch (refused) {
      code().focus();
      code().select();
      sayOfCode(words.byHand);
    }
  };
  const saveCode = () => {
    saveAs(code().value.slice(0, 2), words.codeHead, code().value);
    sayOfCode(words.saved);
  };
  const shareCode = async () => {
    try {
      await navigator.share({ text: code().value });
      sayOfCode(words.shared);
    } catch (refused) { /* refused, or the member changed her mind */ }
  };

  // What was picked goes the way of what is pasted.
  const hand = (what) => {
    find('[data-paste]').value = what;
    find('[data-act="look"]').click();
  };
  const fault = (told) => {
    find('[data-heard]').textContent = told;
    find('[data-preview]').hidden = true;
  };
  const pickText = async ([file]) => {
    if (file.size > 2e6) return fault(words.tooLarge);
    return hand(await read(file, 'readAsText'));
  };
  const pickPictures = async (files, take, refuse) => {
    try {
      const found = await scan(files);
      if (found.length) take(found.join('\n'));
      else refuse(words.pictureEmpty);
    } catch (refused) {
      refuse(words.pictureFailed);
    }
  };
  // The meeting's picture fills its field; the code is made when the learner says so.
  const pickMeeting = (files) => pickPictures(files, (found) => {
    find('[data-completion-meeting]').value = found;
    find('[data-completion-said]').textContent = '';
    find('[data-completion-meeting]').focus();
  }, (told) => {
    find('[data-completion-said]').textContent = told;
  });
  page.addEventListener('change', ({ target }) => {
    if (!target.files || !target.files.length) return;
    const files = Array.from(target.files);
    // The same file can be picked again.
    target.value = '';
    if (target.dataset.pick === 'text') pickText(files).catch(() => fault(words.pictureFailed));
    else if (target.dataset.pick === 'meeting') pickMeeting(files);
    else pickPictures(files, hand, fault);
  });

  // What was erased, in the words of the page: each kind once.
  const kinds = (keys) => {
    const named = find('[data-erased]').dataset.kinds.split(';').map((pair) => pair.split('='));
    const other = named[named.length - 1][1];
    const name = (key) => {
      const known = named.find(([kind]) => key.startsWith(`portal.${kind}.`));
      return known ? known[1] : other;
    };
    return Array.from(new Set(keys.map(name)));
  };
  const emptied = (storage, keep) => {
    const keys = Object.keys(storage).filter((key) => key !== keep);
    for (const key of keys) storage.removeItem(key);
    return keys;
  };
  const databases = async () => {
    if (!window.indexedDB || !indexedDB.databases) return [];
    const names = (await indexedDB.databases()).map(({ name }) => name);
    await Promise.all(names.map((name) => new Promise((done) => {
      const request = indexedDB.deleteDatabase(name);
      request.onsuccess = done;
      request.onerror = done;
      // A page that holds it open lets go when it is closed.
      request.onblocked = done;
    })));
    return names;
  };
  const stores = async () => {
    if (!window.caches) return [];
    const names = await caches.keys();
    await Promise.all(names.map((name) => caches.delete(name)));
    return names;
  };
  const workers = async () => {
    if (!navigator.serviceWorker) return;
    const known = await navigator.serviceWorker.getRegistrations();
    await Promise.all(known.map((one) => one.unregister()));
  };
  const attempt = async (work) => {
    try {
      return await work();
    } catch (refused) {
      return [];
    }
  };
  const erase = async () => {
    const told = find('[data-erased]');
    const { dataset } = told;
    // The worker first: it would keep the next page. Private mode stays on, as it keeps nothing of anybody.
    await attempt(workers);
    const keys = [...await attempt(() => emptied(localStorage, PRIVATE)), ...await attempt(() => emptied(sessionStorage))];
    const caught = await attempt(stores);
    const held = await attempt(databases);
    // The client of this page hears of other tabs only.
    dispatchEvent(new Event('storage'));
    const erased = kinds(keys);
    if (caught.length) erased.push(dataset.pages.replace('{}', caught.length));
    if (held.length) erased.push(dataset.stores.replace('{}', held.length));
    const left = [
      ...await attempt(() => Object.keys(localStorage).filter((key) => key !== PRIVATE)),
      ...await attempt(() => Object.keys(sessionStorage)),
      ...await attempt(() => (window.caches ? caches.keys() : [])),
    ];
    const done = erased.length ? dataset.done.replace('{}', erased.join(', ')) : dataset.nothing;
    told.textContent = left.length ? dataset.left : done;
    told.focus();
  };

  const isPrivate = () => {
    try {
      return Boolean(localStorage.getItem(PRIVATE));
    } catch (refused) {
      // What keeps nothing needs no such mode.
      return true;
    }
  };
  const goPrivate = async () => {
    localStorage.setItem(PRIVATE, '1');
    // First, or the worker would keep the page that comes.
    await attempt(workers);
    location.reload();
  };
  const sure = (asks) => {
    find('[data-sure]').hidden = !asks;
    (asks ? find('[data-sure]') : act('erase')).focus();
  };
  const acts = {
    copy: () => copy(text(), find('[data-part]')),
    'copy-part': (button) => {
      const field = button.previousElementSibling.querySelector('textarea');
      return copy(field.value, field);
    },
    file: saveFile,
    share,
    'code-copy': copyCode,
    'code-file': saveCode,
    'code-share': shareCode,
    print: () => window.print(),
    private: goPrivate,
    erase: () => sure(true),
    'erase-not': () => sure(false),
    'erase-now': () => {
      find('[data-sure]').hidden = true;
      return erase();
    },
  };
  page.addEventListener('click', ({ target }) => {
    const button = target.closest('[data-do]');
    if (button) acts[button.dataset.do](button);
  });

  for (const name of ['file', 'code-file']) act(name).hidden = !canSave();
  for (const name of ['share', 'code-share']) act(name).hidden = !navigator.share;
  act('print').hidden = !window.print;
  act('private').hidden = isPrivate();
  offerScan(page);
  find('[data-shared-phone]').hidden = false;
}
