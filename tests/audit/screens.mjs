// Pictures of pages for a human eye: `node screens.mjs DIST OUT [page …]`.
import { mkdir } from 'node:fs/promises';
import { chromium } from './browser.mjs';
import { pages } from './pages.mjs';
import { serve } from './serve.mjs';

const [dist, out, ...chosen] = process.argv.slice(2);
const looks = {
  'light-360': { width: 360, height: 740 },
  'light-1280': { width: 1280, height: 900 },
  'dark-360': { width: 360, height: 740, features: [{ name: 'prefers-color-scheme', value: 'dark' }] },
  'dark-1280': { width: 1280, height: 900, features: [{ name: 'prefers-color-scheme', value: 'dark' }] },
  'narrow-320': { width: 320, height: 640 },
  'double-text-360': { width: 360, height: 740, text: 2 },
  'no-script-360': { width: 360, height: 740, script: false },
};
const wanted = (process.env.LOOKS ?? Object.keys(looks).join()).split(',');
await mkdir(out, { recursive: true });
const server = await serve(dist);
const browser = await chromium();
for (const name of wanted) {
  const look = looks[name];
  const page = await browser.newPage();
  await page.setViewport({ width: look.width, height: look.height });
  await page.emulateMediaFeatures(look.features ?? []);
  await page.setJavaScriptEnabled(look.script ?? true);
  for (const [kind, path] of Object.entries(await pages(dist))) {
    if (chosen.length && !chosen.includes(kind)) continue;
    await page.goto(server.address + path, { waitUntil: 'load' });
    if (look.text) {
      const style = `html{font-size:${look.text * 100}%!important}`;
      // The page's policy allows no other style; the debugger may add one.
      await page.evaluate((text) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(text);
        document.adoptedStyleSheets.push(sheet);
      }, style);
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) console.log(`${name} ${kind}: ${wide} px too wide`);
    await page.screenshot({ path: `${out}/${kind}-${name}.png`, fullPage: process.env.FOLD === undefined });
    if (name === 'light-1280') {
      await page.pdf({ path: `${out}/${kind}.pdf`, format: 'A4' });
    }
  }
  await page.close();
}
await browser.close();
server.close();
