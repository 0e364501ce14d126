// Registers the worker that keeps pages for days without a connection, and runs the controls that save more of them.
// In a browser that refuses, nothing is shown and nothing is said.
const root = new URL('../', import.meta.url);
// By the browser's switch, or by the portal's own, which `page/reading.js` sets.
const spare = () => navigator.connection?.saveData === true || document.documentElement.dataset.saver === 'on';
const day = (iso) => iso.split('-').reverse().join('/');
const controls = document.querySelectorAll('[data-pack]');
const shelf = document.querySelector('[data-shelf]');

// Asks the worker; `tell` hears of its progress.
function ask(worker, question, tell = () => {}) {
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => {
      if (!data.end) return tell(data);
      port1.close();
      return done(data);
    };
    worker.postMessage(question, [port2]);
  });
}

async function worker() {
  await navigator.serviceWorker.register(new URL('sw.js', root), { scope: root.href, updateViaCache: 'none' });
  return (await navigator.serviceWorker.ready).active;
}

function control(element, known) {
  const [save, drop] = element.querySelectorAll('button');
  const progress = element.querySelector('progress');
  const state = element.querySelector('[role=status]');
  const { pack: name, saved, full, network } = element.dataset;
  const show = (on) => {
    save.hidden = Boolean(on);
    drop.hidden = !on;
    progress.hidden = true;
    state.textContent = on ? saved.replace('{}', day(on)) : '';
  };
  save.addEventListener('click', async () => {
    save.disabled = true;
    progress.hidden = false;
    const answer = await ask(await worker(), { about: 'save', name }, ({ done, all }) => {
      Object.assign(progress, { max: all, value: done });
    }).catch(() => ({ fault: 'network' }));
    save.disabled = false;
    show(answer.day);
    if (answer.fault) state.textContent = answer.fault === 'full' ? full : network;
    else drop.focus();
  });
  drop.addEventListener('click', async () => {
    await ask(await worker(), { about: 'remove', name });
    show();
    save.focus();
  });
  show(known);
  element.hidden = false;
}

function row(address, title, note) {
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = address;
  link.append(Object.assign(document.createElement('span'), { textContent: title }));
  if (note) link.append(Object.assign(document.createElement('small'), { textContent: note }));
  item.append(link);
  return item;
}

// The page that lists what is on this phone.
function lay(element, packs, pages, active) {
  const [topics, read] = element.querySelectorAll('ul');
  const topic = ({ name, day: on }) => {
    const link = element.querySelector(`[data-topic="${CSS.escape(name)}"]`);
    return link && row(link.href, link.textContent, element.dataset.saved.replace('{}', day(on)));
  };
  topics.replaceChildren(...packs.map(topic).filter(Boolean));
  read.replaceChildren(...pages.map(({ address, title }) => {
    // Titles come out of HTML: their entities are read, and nothing else.
    const text = new DOMParser().parseFromString(title, 'text/html').body.textContent;
    return row(address, text);
  }));
  for (const list of [topics, read]) list.closest('section').hidden = !list.children.length;
  const clear = element.querySelector('button');
  clear.hidden = !packs.length && !pages.length;
  clear.onclick = async () => {
    await ask(active, { about: 'clear' });
    lay(element, [], [], active);
  };
  element.querySelector('[data-nothing]').hidden = !clear.hidden;
  element.hidden = false;
}

// A copy is shown while the page itself was on its way: it has come.
function copied({ data }) {
  const notice = document.querySelector('[data-copy]');
  if (data?.about !== 'copy' || !notice) return;
  if (data.changed) notice.querySelector('span').textContent = notice.dataset.copy;
  else notice.remove();
}

async function furnish(active) {
  // Throws where storage is refused: a control would be dead there.
  await caches.keys();
  const { packs = [] } = active ? await ask(active, { about: 'days' }) : {};
  for (const element of controls) control(element, packs.find(({ name }) => name === element.dataset.pack)?.day);
  if (!shelf) return;
  const { pages = [] } = active ? await ask(active, { about: 'read' }) : {};
  lay(shelf, packs, pages, active);
}

// The switch of the page of the record: then nothing is kept here, and no control offers to.
function isPrivate() {
  try {
    return Boolean(localStorage.getItem('portal.private.v1'));
  } catch {
    return false;
  }
}

async function start() {
  const known = await navigator.serviceWorker.getRegistration(root.href);
  if (isPrivate()) {
    await known?.unregister();
    return;
  }
  // Nothing is fetched unasked on a line that is to be spared; a tap on a control is asking.
  const active = known || !spare() ? await worker() : undefined;
  const visit = () => navigator.serviceWorker.ready.then(({ active: newest }) => {
    newest.postMessage({ about: 'visit', address: location.href, spare: spare() });
  });
  if (active) visit();
  // A deploy brought another worker while the page was open.
  navigator.serviceWorker.addEventListener('controllerchange', visit);
  if (controls.length || shelf) await furnish(active);
}

if ('serviceWorker' in navigator && 'MessageChannel' in window) {
  navigator.serviceWorker.addEventListener('message', copied);
  const begin = () => start().catch(() => {});
  if (document.readyState === 'complete') begin();
  else addEventListener('load', begin);
}
