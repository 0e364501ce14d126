// Keeps the portal readable without a connection. The generator writes a line `const deploy = {…}` above this text.
//
// A page comes from the network; the phone's copy is shown only when the network fails or is slower than PATIENCE, and
// then says of which day it is. A file whose name carries a hash comes from the phone first. What was saved by a tap
// is brought up to date after a deploy. Rules and stores: docs/offline.md.
const { build, shell, files, away, packs, notices } = deploy;
const scope = new URL('./', self.location).href;
const PATIENCE = 3000;
// Visited pages that are kept besides what the member saved.
const VISITED = 60;
const AT_ONCE = 12;
const TIME = 'x-portal-time';
const VERSION = 'x-portal-version';
// Caches belong to the whole origin, which several portals may share.
const own = (name) => `${scope} ${name}`;
const SHELL = own(`shell ${build}`);
const PAGES = own('pages');
const FILES = own('files');
const PACKS = own('packs');
// What `page/reading.js` leaves here of the member's choice: size of text, and whether data is saved.
const READING = own('reading');

const href = (path) => new URL(path, scope).href;
// A day in Vietnam.
const dayOf = (time) => new Date(time + 7 * 3600e3).toISOString().slice(0, 10);
const today = () => dayOf(Date.now());
const sparing = () => self.navigator.connection?.saveData === true;
const isFile = (address) => /^(assets|media)\//.test(address.slice(scope.length));
const look = async (cache, address) => (await caches.open(cache)).match(address, { ignoreVary: true });

// Nothing is stored under a question or an anchor: the answer is the same, and what was asked is nobody's business.
function plain(address) {
  const url = new URL(address);
  return url.origin + url.pathname;
}

self.addEventListener('install', (event) => {
  self.skipWaiting();
  // Without the shell the worker still keeps what is visited; it is asked for again later.
  event.waitUntil(sparing() ? undefined : fill().catch(() => {}));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([self.clients.claim(), tidy().catch(() => {})]));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(scope) || request.headers.has('range')) return;
  const address = plain(request.url);
  if (request.mode === 'navigate') {
    if (!isFile(address) && !address.startsWith(href('admin/'))) event.respondWith(page(event, address).then(chosen));
  } else if (isFile(address)) {
    event.respondWith(file(event, address));
  }
});

// Fetches what every page needs: all or nothing.
async function fill() {
  const cache = await caches.open(SHELL);
  if (await cache.match(href(away))) return;
  await each(shell, async (path) => {
    const address = href(path);
    if (isFile(address)) await cache.put(address, await find(address) ?? await got(address));
    else await cache.put(address, await copyOf(await got(address)));
  });
}

async function got(address) {
  const answer = await fetch(address, isFile(address) ? {} : { cache: 'no-cache' });
  if (!answer.ok || answer.redirected) throw new Error(`${address}: ${answer.status}`);
  return answer;
}

// Runs `work` for every item, a few at a time.
async function each(items, work) {
  const waiting = [...items];
  const line = async () => {
    while (waiting.length) await work(waiting.shift());
  };
  await Promise.all(Array.from({ length: AT_ONCE }, line));
}

// The newest copy of a page or file on this phone.
async function find(address) {
  if (isFile(address)) return await look(FILES, address) ?? look(SHELL, address);
  const copies = (await Promise.all([look(PAGES, address), look(SHELL, address)])).filter(Boolean);
  const time = (copy) => Date.parse(copy.headers.get(TIME));
  return copies.sort((left, right) => time(right) - time(left))[0];
}

async function page(event, address) {
  const copy = await find(address).catch(() => undefined);
  // A copy that the browser took for fresh may be older than the last deploy.
  const coming = fetch(event.request, { cache: event.request.cache === 'reload' ? 'reload' : 'no-cache' });
  const told = coming.then((answer) => arrived(event, address, answer.clone())).catch(() => false);
  event.waitUntil(told);
  const patience = copy && new Promise((done) => { setTimeout(done, PATIENCE); });
  const answer = await Promise.race([coming, patience].filter(Boolean)).catch(() => undefined);
  if (answer && (answer.status < 500 || !copy)) return answer;
  if (!copy) return astray(address);
  const text = await copy.text();
  // The page is on its way all the same: say so when it turns out to be another.
  event.waitUntil(told.then((fresh) => fresh && compare(event, text, fresh)));
  const day = dayOf(Date.parse(copy.headers.get(TIME))).split('-').reverse().join('/');
  return html(noted(text, notices.saved.replaceAll('{}', day)));
}

// Keeps an answer of the network; gives its text, or false when it is no page of ours.
async function arrived(event, address, answer) {
  if (answer.status === 404 || answer.status === 410) {
    // Withdrawn: a copy must not outlive it.
    await (await caches.open(PAGES)).delete(address);
    return false;
  }
  if (!answer.ok || answer.redirected || !/^text\/html/.test(answer.headers.get('content-type') ?? '')) return false;
  const copy = await copyOf(answer);
  const text = await copy.clone().text();
  await keep(address, copy);
  return text;
}

// A page as the member wants to read it, from the first paint on: the page's own script often comes after that.
async function chosen(answer) {
  const isPage = answer.body && /^text\/html/.test(answer.headers.get('content-type') ?? '');
  const kept = isPage && await look(READING, href('reading')).catch(() => undefined);
  const [, text, saver] = kept ? /^(usual|large|huge) (on|off)$/.exec(await kept.text()) ?? [] : [];
  if (!text) return answer;
  let isFirst = true;
  const write = new TransformStream({
    transform(bytes, controller) {
      // The first bytes are ASCII, `<html` is among them, and nothing behind it is touched.
      const at = isFirst ? String.fromCharCode(...bytes.subarray(0, 64)).indexOf('<html') + 5 : 0;
      isFirst = false;
      if (at < 5) return controller.enqueue(bytes);
      controller.enqueue(bytes.subarray(0, at));
      controller.enqueue(new TextEncoder().encode(` data-text="${text}" data-saver="${saver}"`));
      return controller.enqueue(bytes.subarray(at));
    },
  });
  const { status, statusText } = answer;
  const headers = new Headers(answer.headers);
  // They tell of other bytes.
  for (const name of ['content-length', 'content-encoding']) headers.delete(name);
  return new Response(answer.body.pipeThrough(write), { status, statusText, headers });
}

async function compare(event, shown, fresh) {
  const client = await self.clients.get(event.resultingClientId);
  client?.postMessage({ about: 'copy', changed: shown !== fresh });
}

// A page as it is kept: with the time at which the host gave it, which a copy in the browser's own cache keeps, and with
// its version when that is known.
async function copyOf(answer, version) {
  const time = Date.parse(answer.headers.get('date') ?? '') || Date.now();
  const headers = { 'content-type': 'text/html; charset=utf-8', [TIME]: new Date(time).toISOString() };
  if (version) headers[VERSION] = version;
  return new Response(await answer.text(), { headers });
}

// Keeps a page. Storage may be full or refused: what the member sees does not depend on it.
async function keep(address, copy) {
  const store = async () => (await caches.open(PAGES)).put(address, copy.clone());
  try {
    await store();
  } catch {
    await trim(VISITED / 4).then(store).catch(() => {});
  }
}

const html = (text) => new Response(text, { headers: { 'content-type': 'text/html; charset=utf-8' } });

// Puts a notice at the head of a page's content.
const noted = (text, notice) => text.replace(/<main\b[^>]*>/, (main) => `${main}\n${notice}`);

// Without a connection, and not on this phone.
async function astray(address) {
  if (!address.endsWith('/') && await find(`${address}/`)) return Response.redirect(`${address}/`);
  const found = await find(href(away)).catch(() => undefined);
  if (!found) return Response.error();
  // Its links are relative to its own address; it is shown at another.
  const text = (await found.text()).replaceAll('"../', `"${new URL(scope).pathname}`);
  return html(noted(text, notices.astray));
}

// A picture of this phone in place of one in another size or form: all have one name but for `-WIDTH.FORM`.
async function otherSize(address) {
  const [name] = /^.*\/media\/[^/]+-[0-9a-f]{10}-(?=\d+\.\w+$)/.exec(address) ?? [];
  const cache = await caches.open(FILES);
  const key = name && (await cache.keys()).find(({ url }) => url.startsWith(name));
  return key && cache.match(key);
}

async function file(event, address) {
  const known = await find(address).catch(() => undefined);
  if (known) return known;
  const answer = await fetch(event.request).catch(() => undefined);
  if (!answer) return await otherSize(address).catch(() => undefined) ?? Response.error();
  if (answer.status === 200) {
    const copy = answer.clone();
    event.waitUntil(caches.open(FILES).then((cache) => cache.put(address, copy)).catch(() => {}));
  }
  return answer;
}

// What the member saved: by the name of the topic, its day, its deploy and its list.
async function saved() {
  const cache = await caches.open(PACKS);
  const lists = await Promise.all((await cache.keys()).map(async (key) => (await cache.match(key)).json()));
  return Object.fromEntries(lists.map((pack) => [pack.name, pack]));
}

const write = async (pack) => (await caches.open(PACKS)).put(href(`packs/${pack.name}`), new Response(JSON.stringify(pack)));

const addresses = (pack) => Object.keys(pack.pages).map(href);
const addressesOfFiles = (pack) => Object.keys(pack.files).map(href);

// Saves a pack or brings it up to date: only what is not here in this version is fetched.
async function save(name, tell) {
  const list = await (await got(href(`${packs}/${name}.json`))).json();
  const { quota, usage } = await self.navigator.storage?.estimate?.() ?? {};
  if (quota - usage < list.bytes) throw new DOMException(name, 'QuotaExceededError');
  await fill();
  const before = (await saved())[name] ?? { pages: {}, files: {} };
  const [pages, files] = [Object.entries(list.pages), Object.entries(list.files)];
  const [cache, store] = await Promise.all([caches.open(PAGES), caches.open(FILES)]);
  let done = 0;
  const step = () => tell({ done: done += 1, all: pages.length + files.length });
  // One changed text renames the folder of the whole index; most files in it are the same as before.
  const same = new Map(Object.entries(before.files).map(([path, version]) => [version, path]));
  await each(files, async ([path, version]) => {
    const address = href(path);
    if (!await find(address)) {
      const former = same.has(version) && await find(href(same.get(version)));
      await store.put(address, former || await got(address));
    }
    step();
  });
  await each(pages, async ([path, version]) => {
    const address = href(path);
    if ((await look(PAGES, address))?.headers.get(VERSION) !== version) {
      await cache.put(address, await copyOf(await got(address), version));
    }
    step();
  });
  await write({ ...list, name, build, day: today() });
  await forget(PAGES, addresses(before));
  await forget(FILES, addressesOfFiles(before));
  return today();
}

// Deletes what no pack holds.
async function forget(name, what) {
  const held = new Set(Object.values(await saved()).flatMap((pack) => [...addresses(pack), ...addressesOfFiles(pack)]));
  const cache = await caches.open(name);
  await Promise.all(what.filter((address) => !held.has(address)).map((address) => cache.delete(address)));
}

async function remove(name) {
  const pack = (await saved())[name];
  if (!pack) return;
  await (await caches.open(PACKS)).delete(href(`packs/${name}`));
  await forget(PAGES, addresses(pack));
  await forget(FILES, addressesOfFiles(pack));
}

// Deletes the pages visited longest ago.
async function trim(most) {
  const held = new Set(Object.values(await saved()).flatMap(addresses));
  const visited = (await (await caches.open(PAGES)).keys()).map((key) => key.url).filter((address) => !held.has(address));
  await forget(PAGES, visited.slice(0, Math.max(0, visited.length - most)));
}

// Deletes the shells of other deploys, once this one's is whole, and files that
// neither this deploy nor anything saved names.
async function tidy() {
  if (await look(SHELL, href(away))) {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith(own('shell ')) && name !== SHELL).map((name) => caches.delete(name)));
  }
  const named = new Set(Object.values(await saved()).flatMap((pack) => Object.keys(pack.files)));
  const pages = await caches.open(PAGES);
  for (const key of await pages.keys()) {
    const text = await (await pages.match(key)).text();
    for (const [name] of text.matchAll(/(assets|media)\/[^"'\s<>?#]+/g)) named.add(name);
  }
  const stored = await caches.open(FILES);
  for (const { url } of await stored.keys()) {
    const path = url.slice(scope.length);
    if (!named.has(path) && !files.some((known) => path === known || path.startsWith(`${known}/`))) await stored.delete(url);
  }
}

// A page was opened: keep it if the worker came after it, and catch up on what a deploy changed.
async function visited(address, spare) {
  if (!isFile(address) && !await find(address)) {
    const answer = await fetch(address, { cache: 'force-cache' });
    if (answer.ok && !answer.redirected) await keep(address, await copyOf(answer));
  }
  await trim(VISITED);
  if (spare || sparing()) return;
  if (!await look(SHELL, href(away))) await fill().then(tidy);
  catching ??= catchUp().finally(() => { catching = undefined; });
  await catching;
}

let catching;

async function catchUp() {
  for (const pack of Object.values(await saved())) {
    // A topic that is gone from the portal cannot be brought up to date; it stays with its day until it is removed.
    if (pack.build !== build) await save(pack.name, () => {}).catch(() => {});
  }
}

async function days() {
  return { packs: Object.values(await saved()).map(({ name, day }) => ({ name, day })) };
}

// Visited pages on this phone with their titles, the last first.
async function read() {
  const held = new Set(Object.values(await saved()).flatMap(addresses));
  const cache = await caches.open(PAGES);
  const others = (await cache.keys()).map((key) => key.url).filter((address) => !held.has(address)).reverse();
  const pages = await Promise.all(others.map(async (address) => {
    const [, title] = /<h1[^>]*>([^<]*)/.exec(await (await cache.match(address)).text()) ?? [];
    return { address, title: title?.trim() };
  }));
  return { pages: pages.filter((found) => found.title) };
}

async function clear() {
  await Promise.all([PAGES, PACKS, FILES].map((name) => caches.delete(name)));
}

const acts = {
  visit: ({ address, spare }) => visited(plain(address), spare),
  save: async ({ name }, tell) => ({ day: await save(name, tell) }),
  remove: ({ name }) => remove(name),
  days,
  read,
  clear,
};

self.addEventListener('message', (event) => {
  const port = event.ports[0];
  const tell = (words) => port?.postMessage(words);
  const act = acts[event.data?.about];
  if (!act) return;
  event.waitUntil(act(event.data, tell).then(
    (answer) => tell({ ...answer, end: true }),
    (error) => tell({ end: true, fault: error?.name === 'QuotaExceededError' ? 'full' : 'network' }),
  ));
});
