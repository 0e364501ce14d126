// Loads the client when a member means to use a widget; other pages load nothing more.
const here = import.meta.url;
const file = (name) => new URL(name, here).href;
const modules = {
  finding: ['{{ finding_glue }}', '{{ finding_wasm }}'],
  learning: ['{{ learning_glue }}', '{{ learning_wasm }}'],
};
const loaded = {};

// Both come down beside the client, not after it.
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
  const finding = element.dataset.widget === 'search';
  if (finding) ['{{ index }}', '{{ catalogue }}'].forEach(expect);
  load(finding ? 'finding' : 'learning').then(
    (client) => {
      client.mount(element.dataset.widget, element, element.dataset.root ?? '', file('{{ index }}'), file('{{ catalogue }}'));
      element.dataset.ready = 'yes';
    },
    () => { delete element.dataset.started; },
  );
}

const idle = window.requestIdleCallback ?? ((work) => setTimeout(work, 200));
const seen = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (entry.isIntersecting) {
      seen.unobserve(entry.target);
      idle(() => start(entry.target));
    }
  }
});

for (const element of document.querySelectorAll('[data-widget]')) {
  if (element.dataset.widget === 'search') {
    for (const event of ['focusin', 'pointerdown', 'keydown']) {
      element.addEventListener(event, () => start(element), { passive: true });
    }
    const asked = element.dataset.page === 'search' && new URLSearchParams(location.search).get('q');
    if (asked || element.contains(document.activeElement)) start(element);
  } else {
    seen.observe(element);
  }
}
