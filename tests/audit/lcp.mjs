// Largest contentful paint on slow 4G with a six times slower processor, the median of nine: `node lcp.mjs DIST [page …]`.
import { chromium } from './browser.mjs';
import { pages } from './pages.mjs';
import { serve } from './serve.mjs';

const [dist, ...chosen] = process.argv.slice(2);
const median = (values) => values.sort((one, other) => one - other)[values.length >> 1];
const server = await serve(dist);
const browser = await chromium();
for (const [kind, path] of Object.entries(await pages(dist))) {
  if (chosen.length && !chosen.includes(kind)) continue;
  const times = { response: [], first: [], largest: [] };
  for (let run = 0; run < 9; run += 1) {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    await page.setViewport({ width: 360, height: 740, deviceScaleFactor: 2, isMobile: true, hasTouch: true });
    const client = await page.createCDPSession();
    await client.send('Network.emulateNetworkConditions', { offline: false, latency: 562.5, downloadThroughput: 1474.56 * 128, uploadThroughput: 675 * 128 });
    await client.send('Emulation.setCPUThrottlingRate', { rate: 6 });
    await page.goto(server.address + path, { waitUntil: 'load' });
    const found = await page.evaluate(() => new Promise((done) => {
      new PerformanceObserver((list) => setTimeout(() => done({
        response: performance.getEntriesByType('navigation')[0].responseStart,
        first: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
        largest: list.getEntries().pop().startTime,
      }), 100)).observe({ type: 'largest-contentful-paint', buffered: true });
    }));
    for (const name of Object.keys(times)) times[name].push(found[name]);
    await context.close();
  }
  console.log(`${kind}: response ${Math.round(median(times.response))} ms, first paint ${Math.round(median(times.first))} ms, largest ${Math.round(median(times.largest))} ms`);
}
await browser.close();
server.close();
