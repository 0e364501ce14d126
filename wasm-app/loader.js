// Loads the client when a member means to use a widget; other pages load nothing more.
const here = import.meta.url;
const file = (name) => new URL(name, here).href;
const modules = {
  finding: ['{{ finding_glue }}', '{{ finding_wasm }}'],
  learning: ['{{ learning_glue }}', '{{ learning_wasm }}'],
  keeping: ['{{ keeping_glue }}', '{{ keeping_wasm }}'],
  checking: ['{{ checking_glue }}', '{{ checking_wasm }}'],
  composing: ['{{ composing_glue }}', '{{ composing_wasm }}'],
};
// By widget; lessons and courses learn.
const names = { search: 'finding', record: 'keeping', codes: 'checking', compose: 'composing', outbox: 'composing' };
const moduleOf = (widget) => names[widget] ?? 'learning';
const loaded = {};

// Comes down beside the client, not after it.
function expect(name) {
  const link = document.createElement('link');
  Object.assign(link, { rel: 'preload', as: 'fetch', crossOrigin: 'anonymous', href: file(name) });
  document.head.append(link);
}

function load(module) {
  const [glue, wasm] = modules[module];
  loaded[module] ??= import(file(glue)).then(async (client) => {
    await client.default({ module_or_path: file(wasm) });
    return client;
  });
  // A line that broke once may hold the next time.
  loaded[module].catch(() => { delete loaded[module]; });
  return loaded[module];
}

function start(element) {
  if (element.dataset.started) return;
  element.dataset.started = 'yes';
  const module = moduleOf(element.dataset.widget);
  if (module === 'finding') expect('{{ index }}/head.bin');
  load(module).then(
    (client) => {
      element.querySelector('[data-results]')?.replaceChildren();
      client.mount(element.dataset.widget, element, client.words, element.dataset.root ?? '', file('{{ index }}'), file('{{ catalogue }}'));
      element.dataset.ready = 'yes';
    },
    () => {
      delete element.dataset.started;
      if (element.dataset.asked || element.dataset.failed) leave(element);
    },
  );
}

// Asked before the client is here: say so at once, answer when it comes.
function asked(element, event) {
  if (element.dataset.ready) return;
  event.preventDefault();
  element.dataset.asked = 'yes';
  element.querySelector('[data-results]').textContent = element.dataset.waiting;
  start(element);
}

// The client does not come: the page with every question. What stands behind # is in no request. On that very page there is
// nowhere to go: it says so above its list.
function leave(element) {
  delete element.dataset.asked;
  if (element.dataset.failed) {
    element.querySelector('[data-results]').textContent = element.dataset.failed;
    return;
  }
  const question = element.querySelector('input').value;
  location.assign(`${element.action}?#q=${encodeURIComponent(question)}`);
}

// Hands words of the client on: to an app that the member chooses, else to the clipboard; says what became of them.
async function hand(element, share) {
  const text = element.dataset.hand;
  let handed = 'kept';
  try {
    if (share && navigator.share) {
      await navigator.share({ text });
      handed = 'shared';
    } else {
      await navigator.clipboard.writeText(text);
      handed = 'copied';
    }
  } catch { /* refused, or the member changed her mind */ }
  element.dataset.handed = handed;
  element.dispatchEvent(new Event('handed'));
}

// A table of external references is the youngest thing in the client (Chrome 96, Safari 15). To compile one asks the
// policy, too: 'wasm-unsafe-eval' is younger still (Chrome 97, Safari 16), and without it nothing may be compiled.
function able() {
  try {
    return Boolean(new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 4, 4, 1, 111, 0, 0)));
  } catch {
    return false;
  }
}

const idle = window.requestIdleCallback ?? ((work) => setTimeout(work, 200));

// Private mode, as in the page's own script (`site/assets/page/storage.js`), which may come later than this one: the client
// must meet a storage that holds nothing and takes nothing.
function closeStorage() {
  try {
    if (!localStorage.getItem('portal.private.v1')) return;
    const { getItem } = Storage.prototype;
    const open = ['portal.private.v1', 'portal.reading.v1'];
    Storage.prototype.getItem = function read(key) {
      return open.includes(key) ? getItem.call(this, key) : null;
    };
    Storage.prototype.setItem = () => {
      throw new DOMException('private', 'SecurityError');
    };
  } catch { /* refused anyway */ }
}

// Whether this browser holds anything of a kind, as a record that a lesson could show; a storage that refuses holds nothing.
function remembers(kind) {
  try {
    return Object.keys(localStorage).some((key) => key.startsWith(`portal.${kind}.`));
  } catch {
    return false;
  }
}

// The end of the text was on the screen: told to the client, who may be here already or come later.
function readToEnd(element) {
  const end = element.querySelector('[data-text-end]');
  if (!end) return;
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    seen.disconnect();
    element.dataset.read = 'yes';
    element.dispatchEvent(new Event('read'));
  });
  seen.observe(end);
}

// Reading needs no client. It comes when there is something to show, when a member touches the lesson, and when she
// reads on to what it keeps: the video, the questions, the end.
function learn(element) {
  readToEnd(element);
  for (const event of ['focusin', 'pointerdown', 'play']) {
    element.addEventListener(event, () => start(element), { capture: true, passive: true });
  }
  // Who saves data gets it only when she touches what needs it.
  if (document.documentElement.dataset.saver === 'on') return;
  if (remembers('record')) idle(() => start(element));
  const near = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    near.disconnect();
    idle(() => start(element));
  }, { rootMargin: '50%' });
  addEventListener('scroll', () => {
    for (const place of document.querySelectorAll('[data-video], [data-quiz], [data-lesson-end]')) near.observe(place);
  }, { once: true, passive: true });
}

// Questions that come again: nothing where nothing was learned. Who saves data is asked before anything comes down.
function repeat(element) {
  if (!remembers('record')) return;
  if (document.documentElement.dataset.saver !== 'on') {
    idle(() => start(element));
    return;
  }
  element.hidden = false;
  element.querySelector('button').addEventListener('click', () => {
    if (element.dataset.ready) return;
    element.dataset.begin = 'yes';
    start(element);
  });
}

closeStorage();

// Where the client cannot run nothing waits for it: the page stays as it is without scripts.
for (const element of able() ? document.querySelectorAll('[data-widget]') : []) {
  if (element.dataset.widget === 'search') {
    for (const event of ['focusin', 'pointerdown', 'keydown']) {
      element.addEventListener(event, () => start(element), { passive: true });
    }
    element.addEventListener('submit', (event) => asked(element, event));
    element.addEventListener('share', () => hand(element, true));
    element.addEventListener('copy-words', () => hand(element, false));
    const given = element.dataset.page === 'search' && /[?#&]q=./.test(location.search + location.hash);
    if (given || element.contains(document.activeElement)) start(element);
  } else if (['record', 'codes', 'compose'].includes(element.dataset.widget)) {
    // Who opens these pages means to use them.
    idle(() => start(element));
  } else if (element.dataset.widget === 'today') {
    repeat(element);
  } else {
    learn(element);
  }
}

// What waits to be sent goes from whatever page is open; the page to write sends by itself.
if (document.body.dataset.post && !document.querySelector('[data-widget=compose]') && remembers('outbox') && able()) {
  const outbox = Object.assign(document.createElement('div'), { hidden: true });
  outbox.dataset.widget = 'outbox';
  document.body.append(outbox);
  idle(() => start(outbox));
}
