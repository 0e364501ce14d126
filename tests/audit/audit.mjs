// Holds built pages to their bars and prints a table: `node audit.mjs DIST [--only finders,html,axe,bytes,text,lighthouse]`.
// The section `finders` looks at the folder FINDERS of the environment, built with a public address; at DIST when none is set.
// Ends with 1 when a bar is missed.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { createRequire } from 'node:module';
import lighthouse from 'lighthouse';
import { chromium } from './browser.mjs';
import { finders } from './finders.mjs';
import { pages } from './pages.mjs';
import { serve } from './serve.mjs';

const require = createRequire(import.meta.url);
const run = promisify(execFile);
const [dist, ...rest] = process.argv.slice(2);
const only = rest[0] === '--only' ? rest[1].split(',') : ['finders', 'html', 'axe', 'bytes', 'text', 'lighthouse'];
/** Bars of issue 5, with their units. */
const BARS = { html: 14_600, load: 35_000, lcp: 850, cls: 0.01, tbt: 50, score: 100, text: 0.98 };
/** Not texts but tools: who opens one means to use it, so its client comes at once, and brings controls with words of their own. */
const TOOLS = ['record', 'codes', 'compose'];
/** Looks of Lighthouse at each page; the median counts. */
const LOOKS = 5;
/** Lighthouse's slow 4G, applied by the browser itself, and a phone six times slower than this machine. */
const SLOW = {
  formFactor: 'mobile', throttlingMethod: 'devtools',
  throttling: { requestLatencyMs: 562.5, downloadThroughputKbps: 1474.56, uploadThroughputKbps: 675, cpuSlowdownMultiplier: 6 },
  screenEmulation: { mobile: true, width: 360, height: 740, deviceScaleFactor: 2 },
};
const missed = [];
const miss = (text) => {
  missed.push(text);
  console.log(`  MISSED ${text}`);
};

function end() {
  console.log(missed.length ? `\n${missed.length} bars missed.` : '\nEvery bar is met.');
  process.exit(missed.length ? 1 : 0);
}

/** Nu HTML checker over the whole folder. */
async function html() {
  const result = await run('java', ['-jar', require.resolve('vnu-jar/build/dist/vnu.jar'), '--skip-non-html', '--format', 'json', dist], { maxBuffer: 1e9 })
    .catch((error) => error);
  const { messages } = JSON.parse(result.stderr || '{"messages":[]}');
  const errors = messages.filter((message) => message.type === 'error');
  console.log(`Nu HTML checker: ${errors.length} errors, ${messages.length - errors.length} other messages`);
  for (const { url, lastLine, message } of errors.slice(0, 20)) miss(`${url}:${lastLine} ${message}`);
}

/** axe-core in both schemes and at both widths. */
async function axe(browser, address, paths) {
  const source = await readFile(require.resolve('axe-core/axe.min.js'), 'utf8');
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  let violations = 0;
  for (const scheme of ['light', 'dark']) {
    for (const width of [360, 1280]) {
      const page = await browser.newPage();
      await page.setBypassCSP(true);
      await page.setViewport({ width, height: 800 });
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }, { name: 'prefers-reduced-motion', value: 'reduce' }]);
      for (const [kind, path] of Object.entries(paths)) {
        await page.goto(address + path, { waitUntil: 'networkidle0' });
        await page.evaluate(source);
        const found = await page.evaluate((values) => axe.run({ runOnly: { type: 'tag', values } }), tags);
        violations += found.violations.length;
        for (const { id, nodes } of found.violations) {
          miss(`axe ${kind} ${scheme} ${width}: ${id}: ${nodes.length} × ${nodes[0].html.slice(0, 160)} ${nodes[0].failureSummary?.split('\n')[1] ?? ''}`);
        }
      }
      await page.close();
    }
  }
  console.log(`axe-core ${require('axe-core/package.json').version}: ${violations} violations on ${Object.keys(paths).length} pages, light and dark, 360 and 1280 px`);
}

/** Bytes on the wire at load, and the text that is there without scripts. */
async function bytesAndText(browser, address, paths) {
  const rows = {};
  for (const [kind, path] of Object.entries(paths)) {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    const client = await page.createCDPSession();
    await client.send('Network.enable');
    const sizes = new Map();
    const names = new Map();
    client.on('Network.responseReceived', ({ requestId, response }) => names.set(requestId, response.url));
    client.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => sizes.set(requestId, encodedDataLength));
    const faults = [];
    page.on('console', (message) => { if (message.type() === 'error') faults.push(message.text()); });
    page.on('pageerror', (error) => faults.push(String(error)));
    await page.goto(address + path, { waitUntil: 'networkidle0' });
    // Controls that only scripts make work, and what they say, are no text of the page.
    const letters = () => {
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      let count = 0;
      while (texts.nextNode()) {
        const { parentElement, data } = texts.currentNode;
        if (!parentElement.closest('button, summary, [data-open], [data-reading], script, style') && parentElement.checkVisibility()) count += data.replace(/\s+/g, '').length;
      }
      return count;
    };
    const withScript = await page.evaluate(letters);
    const bodies = [...sizes].map(([id, size]) => [names.get(id) ?? '', size]);
    const document_ = bodies.find(([url]) => url === address + path)?.[1] ?? 0;
    await page.setJavaScriptEnabled(false);
    await page.goto(address + path, { waitUntil: 'load' });
    const withoutScript = await page.evaluate(letters);
    const dead = await page.evaluate(() => Array.from(document.querySelectorAll('button, input, select'))
      .filter((element) => element.checkVisibility() && !element.closest('form[action]') && !element.closest('[data-quiz]'))
      .map((element) => element.outerHTML.slice(0, 80)));
    rows[kind] = { html: document_, load: bodies.reduce((sum, [, size]) => sum + size, 0), requests: bodies.length, text: withoutScript / withScript };
    if (document_ > BARS.html) miss(`${kind}: HTML ${document_} B`);
    if (!['lesson', 'course', ...TOOLS].includes(kind) && rows[kind].load > BARS.load) miss(`${kind}: ${rows[kind].load} B at load`);
    if (!TOOLS.includes(kind) && rows[kind].text < BARS.text) miss(`${kind}: ${(100 * rows[kind].text).toFixed(1)} % of the text without scripts`);
    for (const element of dead) miss(`${kind}: dead without scripts: ${element}`);
    for (const fault of faults) miss(`${kind}: console: ${fault}`);
    await context.close();
  }
  return rows;
}

/** One look of Lighthouse at a page, in a browser of its own. */
async function look(address) {
  const browser = await chromium();
  const { lhr } = await lighthouse(address, { output: 'json', logLevel: 'error', ...SLOW }, undefined, await browser.newPage());
  await browser.close();
  const value = (name) => lhr.audits[name].numericValue;
  return {
    scores: ['performance', 'accessibility', 'best-practices', 'seo'].map((name) => Math.round(100 * lhr.categories[name].score)),
    lcp: value('largest-contentful-paint'), cls: value('cumulative-layout-shift'), tbt: value('total-blocking-time'),
    failed: Object.values(lhr.audits).filter((audit) => audit.score !== null && audit.score < 0.9 && audit.scoreDisplayMode !== 'informative').map((audit) => audit.id),
  };
}

/** Lighthouse, mobile, with the browser's own throttling: medians, as one look differs from the next by some 80 ms. */
async function lighthouses(address, paths) {
  const rows = {};
  for (const [kind, path] of Object.entries(paths)) {
    const looks = [];
    for (let run = 0; run < LOOKS; run += 1) looks.push(await look(address + path));
    const median = (value) => looks.map(value).sort((one, other) => one - other)[looks.length >> 1];
    const row = {
      scores: [0, 1, 2, 3].map((at) => median(({ scores }) => scores[at])),
      lcp: median(({ lcp }) => lcp), cls: median(({ cls }) => cls), tbt: median(({ tbt }) => tbt),
      lcps: looks.map(({ lcp }) => Math.round(lcp)).sort((one, other) => one - other),
    };
    rows[kind] = row;
    const failed = [...new Set(looks.flatMap((one) => one.failed))];
    if (row.scores.some((one) => one < BARS.score)) miss(`${kind}: Lighthouse ${row.scores.join(' ')} (${failed.join(', ')})`);
    if (row.lcp > BARS.lcp) miss(`${kind}: LCP ${Math.round(row.lcp)} ms`);
    if (row.cls > BARS.cls) miss(`${kind}: CLS ${row.cls.toFixed(3)}`);
    if (row.tbt > BARS.tbt) miss(`${kind}: TBT ${Math.round(row.tbt)} ms`);
    console.log(`${kind}: LCP of ${LOOKS} looks ${row.lcps.join(', ')} ms`);
  }
  return rows;
}

if (only.includes('finders')) {
  await finders(process.env.FINDERS ?? dist, miss);
  if (only.length === 1) end();
}
const paths = await pages(dist);
const bars = Object.fromEntries(['home', 'policy', 'question', 'lesson', 'story', 'directory', 'search'].map((kind) => [kind, paths[kind]]));
const server = await serve(dist);
const browser = await chromium();
console.log(`${await browser.version()}, Lighthouse ${require('lighthouse/package.json').version}, ${new Date().toISOString().slice(0, 10)}`);
if (only.includes('html')) await html();
if (only.includes('axe')) await axe(browser, server.address, paths);
const sizes = only.includes('bytes') || only.includes('text') ? await bytesAndText(browser, server.address, paths) : {};
await browser.close();
const speeds = only.includes('lighthouse') ? await lighthouses(server.address, bars) : {};
server.close();
console.log('\n| page | HTML B | at load B (requests) | text without scripts | Lighthouse P A B S | LCP ms | CLS | TBT ms |\n|---|---|---|---|---|---|---|---|');
for (const kind of Object.keys(paths)) {
  const size = sizes[kind];
  const speed = speeds[kind];
  console.log(`| ${kind} | ${size?.html ?? ''} | ${size ? `${size.load} (${size.requests})` : ''} | ${size ? `${(100 * size.text).toFixed(1)} %` : ''} | ${speed?.scores.join(' ') ?? ''} | ${speed ? Math.round(speed.lcp) : ''} | ${speed?.cls.toFixed(3) ?? ''} | ${speed ? Math.round(speed.tbt) : ''} |`);
}
end();
