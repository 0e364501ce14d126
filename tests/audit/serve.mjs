// A folder over HTTP, compressed with brotli as a CDN would send it, for the audits to look at.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { brotliCompressSync } from 'node:zlib';
import { extname, join, normalize } from 'node:path';

const types = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8',
  '.json': 'application/json', '.webmanifest': 'application/manifest+json', '.svg': 'image/svg+xml', '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml', '.wasm': 'application/wasm', '.png': 'image/png', '.jpg': 'image/jpeg', '.webp': 'image/webp',
  '.mp4': 'video/mp4', '.vtt': 'text/vtt; charset=utf-8', '.bin': 'application/octet-stream',
};
const compressible = new Set(['.html', '.js', '.css', '.json', '.webmanifest', '.svg', '.txt', '.xml', '.wasm', '.vtt', '.bin']);

async function read(folder, path) {
  const name = path.endsWith('/') ? `${path}index.html` : path;
  const file = join(folder, normalize(`/${decodeURIComponent(name)}`));
  return { name, bytes: await readFile(file) };
}

/** Serves `folder` on a free port; gives the address and what closes it. */
export async function serve(folder) {
  const compressed = new Map();
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    let status = 200;
    let found = await read(folder, pathname).catch(() => undefined);
    if (!found) {
      status = 404;
      found = await read(folder, '/404.html');
    }
    const extension = extname(found.name);
    const headers = {
      'content-type': types[extension] ?? 'application/octet-stream',
      'cache-control': /^\/(assets|media)\//.test(pathname) ? 'public, max-age=31536000, immutable' : 'no-cache',
      'x-content-type-options': 'nosniff',
    };
    let { bytes } = found;
    if (compressible.has(extension) && request.headers['accept-encoding']?.includes('br')) {
      if (!compressed.has(found.name)) compressed.set(found.name, brotliCompressSync(bytes));
      bytes = compressed.get(found.name);
      headers['content-encoding'] = 'br';
    }
    headers['content-length'] = bytes.length;
    response.writeHead(status, headers).end(request.method === 'HEAD' ? undefined : bytes);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { address: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}
