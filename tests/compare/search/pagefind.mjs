// Pagefind: the same documents as pages; its own program builds, its own script searches, run here instead of in a browser.
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { heading } from './engines.mjs';

const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Writes one page per document; its name is the document's number. */
export function writePages(documents, folder) {
  fs.mkdirSync(folder, { recursive: true });
  documents.forEach((document, number) => {
    const page = `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>${escape(document.title)}</title></head>`
      + `<body><main data-pagefind-body><h1>${escape(document.title)}</h1><p>${escape(heading(document))}</p>`
      + `<p>${escape(document.text)}</p></main></body></html>`;
    fs.writeFileSync(path.join(folder, `${number}.html`), page);
  });
}

/** Opens an index below `folder`; its script asks for files by addresses, which are read from there. */
export async function open(folder, documents) {
  const script = path.join(folder, 'pagefind-in-node.mjs');
  fs.copyFileSync(path.join(folder, 'pagefind/pagefind.js'), script);
  globalThis.fetch = async (address) => new Response(fs.readFileSync(path.join(folder, new URL(address, 'http://local/').pathname)));
  globalThis.location = { origin: 'http://local', href: 'http://local/' };
  globalThis.window = { location: globalThis.location };
  globalThis.document = { currentScript: null, querySelector: () => ({ getAttribute: () => 'vi' }) };
  const pagefind = await import(pathToFileURL(script).href);
  await pagefind.options({ basePath: 'http://local/pagefind/', baseUrl: '/' });
  await pagefind.init('vi');
  return async (question) => {
    const { results } = await pagefind.search(question);
    // Ten are enough for both measures, and each costs a file.
    const pages = await Promise.all(results.slice(0, 10).map((result) => result.data()));
    return pages.map((page) => documents[Number.parseInt(path.basename(page.url), 10)].id);
  };
}
