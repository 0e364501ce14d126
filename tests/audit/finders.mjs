// What finders read of a portal with a public address, held against tools from outside: the map against the schema of
// sitemaps.org (xmllint), feeds read by feedparser, the data of every page against the vocabulary of schema.org (schema-dts).
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, 'node_modules');
/** Faults shown in full; the rest are counted. */
const SHOWN = 20;

/** Runs a program; gives its lines on both outputs, and whether it ended well. */
async function lines(program, args) {
  const ended = await run(program, args, { maxBuffer: 1e9 }).then((result) => ({ ...result, good: true }), (error) => ({ stdout: '', stderr: String(error), ...error, good: false }));
  return { good: ended.good, said: `${ended.stdout}${ended.stderr}`.split('\n').filter(Boolean) };
}

function tell(name, { good, said }, miss) {
  if (good) return;
  for (const line of said.slice(0, SHOWN)) miss(`${name}: ${line.slice(0, 400)}`);
  if (said.length > SHOWN || !said.length) miss(`${name}: ${said.length} lines in all`);
}

async function files(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name)).sort();
}

/** Every map: an index and its parts have schemas of their own, the npm package `sitemap` carries that of a map. */
async function maps(all, dist, miss) {
  const found = all.filter((file) => /^sitemap(-\d+)?\.xml$/.test(relative(dist, file)));
  if (!found.length) miss('no sitemap.xml: build with --base-url');
  for (const file of found) {
    if ((await readFile(file, 'utf8')).includes('<sitemapindex')) continue;
    tell('sitemap', await lines('xmllint', ['--noout', '--nonet', '--schema', join(modules, 'sitemap/schema/sitemap.xsd'), file]), miss);
  }
  console.log(`xmllint: ${found.length} map(s) of addresses read`);
}

async function feeds(all, miss) {
  const found = all.filter((file) => file.endsWith('.atom'));
  if (!found.length) miss('no feed');
  const read = await lines(join(here, '.venv/bin/python'), [join(here, 'feeds.py'), ...found]);
  tell('feed', read, miss);
  if (read.good) console.log(read.said.join('\n'));
}

/** The block of a page as a statement whose type is the vocabulary: what does not fit is an error of the compiler. */
const statement = (name, data) => `// ${name}\nexport const ${name.replace(/\W/g, '_')}_: Graph = ${data};\n`;

/** Faults that schema-dts finds in the blocks, a list of [address, JSON]. */
async function vocabulary(blocks) {
  const folder = await mkdtemp(join(tmpdir(), 'portal-data-'));
  await symlink(modules, join(folder, 'node_modules'));
  const file = join(folder, 'data.ts');
  const statements = blocks.map(([address, data]) => statement(`page_${address}`, data));
  await writeFile(file, `import type { Graph } from 'schema-dts';\n${statements.join('')}`);
  const result = await lines(join(modules, '.bin/tsc'), ['--noEmit', '--strict', '--skipLibCheck', '--pretty', 'false', '--module', 'nodenext', '--target', 'es2022', file]);
  await rm(folder, { recursive: true });
  // Each statement has a line with its page's name above it.
  const named = (line) => line.replace(/^.*?\((\d+),(\d+)\)/, (_, at) => blocks[Math.floor((at - 2) / 2)]?.[0] ?? at);
  return { ...result, said: result.said.map(named) };
}

async function data(all, dist, miss) {
  const blocks = [];
  for (const file of all.filter((one) => one.endsWith('.html'))) {
    const html = await readFile(file, 'utf8');
    const address = `/${relative(dist, file).replace(/index\.html$/, '')}`;
    for (const [, text] of html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)) {
      try {
        blocks.push([address, JSON.stringify(JSON.parse(text))]);
      } catch (error) {
        miss(`data: ${address}: ${error.message}`);
      }
    }
  }
  if (!blocks.length) miss('no page has data');
  tell('data', await vocabulary(blocks), miss);
  // A tool that finds no fault where there is one would find none anywhere.
  const wrong = ['{"@type":"FAQPage","urrl":"https://example.vn/"}', '{"@type":"FAQPag","url":"https://example.vn/"}', '{"@type":"Article","author":5}'];
  for (const thing of wrong) {
    const { good } = await vocabulary([['/wrong/', `{"@context":"https://schema.org","@graph":[${thing}]}`]]);
    if (good) miss(`data: nothing is said against ${thing}`);
  }
  console.log(`schema-dts: data of ${blocks.length} pages read`);
}

/** All of it over the built folder `dist`; `miss` is told of each fault. */
export async function finders(dist, miss) {
  const all = await files(dist);
  await maps(all, dist, miss);
  await feeds(all, miss);
  await data(all, dist, miss);
}
