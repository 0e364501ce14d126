// node compare.mjs CACHE PORTAL SET WORK: see run.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { engines } from './engines.mjs';
import * as pagefind from './pagefind.mjs';

const [cache, portal, set, work] = process.argv.slice(2).map((name) => path.resolve(name));
const RUNS = Math.max(3, Number(process.env.RUNS ?? 3));
const wanted = process.env.SETS?.split(',');
const others = process.env.ENGINES?.toLowerCase().split(',');
const isWanted = (name) => !others || others.some((other) => name.toLowerCase().startsWith(other));

const lines = (file) => fs.readFileSync(file, 'utf8').split('\n').filter((line) => line.trim()).map((line) => JSON.parse(line));
const say = (text) => process.stderr.write(`${text}\n`);
const documents = lines(path.join(set, 'docs.jsonl'));
const queries = lines(path.join(set, 'queries-dev.jsonl')).filter((query) => !wanted || wanted.includes(query.set));
const sets = [...new Set(queries.map((query) => query.set))].sort();
const spellings = [...new Set(queries.flatMap((query) => Object.keys(query.v)))].sort();

// -- measures ----------------------------------------------------------------------------------------------------------

/** Recall@5 and MRR@10 in per cent by `set spelling`, from rankings by `qid spelling`. */
function measure(rankings) {
  const cells = {};
  for (const set of sets) {
    for (const spelling of spellings) {
      const asked = queries.filter((query) => query.set === set && spelling in query.v);
      let recall = 0;
      let reciprocal = 0;
      for (const query of asked) {
        const ranking = rankings.get(`${query.qid} ${spelling}`) ?? [];
        recall += ranking.slice(0, 5).filter((id) => query.rel.includes(id)).length / query.rel.length;
        const at = ranking.slice(0, 10).findIndex((id) => query.rel.includes(id));
        reciprocal += at < 0 ? 0 : 1 / (at + 1);
      }
      const percent = (sum) => ((100 * sum) / asked.length).toFixed(1);
      cells[`${set} ${spelling}`] = `${percent(recall)}/${percent(reciprocal)}`;
    }
  }
  return cells;
}

async function rankAll(search) {
  const rankings = new Map();
  for (const query of queries) {
    for (const [spelling, question] of Object.entries(query.v)) {
      rankings.set(`${query.qid} ${spelling}`, await search(question));
    }
  }
  return rankings;
}

// -- sizes and times ---------------------------------------------------------------------------------------------------

const brotli = (bytes) => brotliCompressSync(bytes, {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22 },
}).length;
const size = (files) => [files.reduce((sum, file) => sum + file.length, 0), files.reduce((sum, file) => sum + brotli(file), 0)];

function filesBelow(folder, keep = () => true) {
  const names = fs.readdirSync(folder, { recursive: true }).filter(keep).sort();
  return names.map((name) => path.join(folder, name)).filter((file) => fs.statSync(file).isFile()).map((file) => fs.readFileSync(file));
}

/** Runs a program: seconds on the clock, and seconds of processor time, which other programs on the machine do not touch. */
function timed(command, ...given) {
  const script = 'TIMEFORMAT="%R %U %S"; time "$@" >/dev/null 2>&1';
  const told = execFileSync('bash', ['-c', `{ ${script}; } 2>&1`, 'bash', command, ...given], { encoding: 'utf8' });
  const [clock, user, system] = told.trim().split('\n').at(-1).split(' ').map(Number);
  return [clock, user + system];
}

function spread(times) {
  const of = (part) => times.map((time) => time[part]).sort((left, right) => left - right);
  const middle = (sorted) => sorted[Math.floor(sorted.length / 2)];
  const [clock, processor] = [of(0), of(1)];
  return { clock: [clock[0], middle(clock)], processor: [processor[0], middle(processor)] };
}

// -- the runs ----------------------------------------------------------------------------------------------------------

const rows = [];
const sizes = [];
const row = (name, rankings) => {
  rows.push([name, measure(rankings)]);
  say(`  ${name}: ${sets.map((set) => `${set} ${rows.at(-1)[1][`${set} ${spellings[0]}`]}`).join(', ')}`);
};

say(`${documents.length} documents, ${queries.length} questions in ${spellings.length} spellings`);
const corpus = path.join(set, 'docs.jsonl');
const asked = path.join(work, 'queries.jsonl');
const ranked = path.join(work, 'rankings.jsonl');
const index = path.join(work, 'index');
fs.writeFileSync(asked, queries.map((query) => `${JSON.stringify(query)}\n`).join(''));
execFileSync(portal, ['search', '--corpus', corpus, '--queries', asked, '--out', ranked, '--index-out', index]);
row('ours', new Map(lines(ranked).map((line) => [`${line.qid} ${line.variant}`, line.ranking])));
sizes.push(['ours', ...size(filesBelow(index))]);

for (const [name, build] of engines(createRequire(path.join(cache, 'package.json')))) {
  if (!isWanted(name)) continue;
  const engine = await build(documents);
  row(name, await rankAll(engine.search));
  sizes.push([name, ...size([engine.bytes])]);
}

const pages = path.join(work, 'pages');
pagefind.writePages(documents, pages);
const program = path.join(cache, 'node_modules/.bin/pagefind');
// Started without node, whose own start would be counted to its cost.
const native = path.join(cache, `node_modules/@pagefind/${os.platform()}-${os.arch()}/bin/pagefind_extended`);
const builder = fs.existsSync(native) ? native : program;
const times = { ours: [], pagefind: [] };
for (let run = 0; run < RUNS; run += 1) {
  times.ours.push(timed(portal, 'search', '--corpus', corpus, '--index-out', index));
  fs.rmSync(path.join(pages, 'pagefind'), { recursive: true, force: true });
  times.pagefind.push(timed(builder, '--site', pages));
}
const searchPagefind = await pagefind.open(pages, documents);
row('Pagefind 1.6.0', await rankAll(searchPagefind));
const isIndex = (name) => /\.pf_(index|meta|fragment)$/.test(name);
sizes.push(['Pagefind 1.6.0 (index and fragments)', ...size(filesBelow(path.join(pages, 'pagefind'), isIndex))]);

// -- the tables --------------------------------------------------------------------------------------------------------

const columns = sets.flatMap((set) => spellings.map((spelling) => `${set} ${spelling}`));
const table = (head, body) => console.log([head, head.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n'));
console.log(`Recall@5/MRR@10, per cent; ${documents.length} documents, ${queries.length} questions.\n`);
table(['engine', ...columns], rows.map(([name, cells]) => [name, ...columns.map((column) => cells[column])]));

console.log(`\nBuilding the index of ${documents.length} documents, ${RUNS} runs by turns, seconds (least, median):\n`);
const [ours, theirs] = [spread(times.ours), spread(times.pagefind)];
const two = (pair) => pair.map((seconds) => seconds.toFixed(2)).join(', ');
const ratio = (part, which) => `${(theirs[part][which] / ours[part][which]).toFixed(1)}x`;
table(['', 'ours', 'Pagefind 1.6.0', 'ratio'], [
  ['clock', two(ours.clock), two(theirs.clock), `${ratio('clock', 0)}, ${ratio('clock', 1)}`],
  ['processor', two(ours.processor), two(theirs.processor), `${ratio('processor', 0)}, ${ratio('processor', 1)}`],
]);
console.log('\nBoth are whole programs from start to end: ours reads one file of JSON lines, Pagefind a folder of pages.\n');
table(['saved index', 'bytes', 'brotli -q 11'], sizes);
