// The picture of the README: the home page and a search, on two phones side by side. `node home.mjs DIST PICTURE.png`
import { chromium } from './browser.mjs';
import { serve } from './serve.mjs';

const [dist, picture] = process.argv.slice(2);
const phone = { width: 360, height: 840 };
const gap = 16;
const server = await serve(dist);
const browser = await chromium();

async function shown(path, question) {
  const page = await browser.newPage();
  await page.setViewport(phone);
  await page.goto(server.address + path, { waitUntil: 'load' });
  if (question) {
    await page.type('input[type=search]', question);
    await page.waitForSelector('.result');
  }
  // Pictures and faces of letters come a moment after the page.
  await page.waitForNetworkIdle();
  const bytes = await page.screenshot({ encoding: 'base64' });
  await page.close();
  return `data:image/png;base64,${bytes}`;
}

const both = [await shown(''), await shown('tim-kiem/', 'nghi thai san')];
const sheet = await browser.newPage();
await sheet.setViewport({ width: phone.width * 2 + gap, height: phone.height });
await sheet.setContent(`<body style="margin:0;display:flex;gap:${gap}px">${both.map((src) => `<img src="${src}">`).join('')}</body>`);
await sheet.screenshot({ path: picture });
await browser.close();
server.close();
