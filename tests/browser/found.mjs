// What parents type, and what they must find first: the table `found.json`. A search leads to a lesson or
// a pack by its id, to a number to call, to a title, or (null) to nothing; a name that is typed into the
// chooser shows places, of which a third cell is the one that Enter opens.
// `node found.mjs SITE` runs this part alone.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { named, serve } from './serve.mjs';

const table = JSON.parse(readFileSync(new URL('found.json', import.meta.url), 'utf8'));

/** Where the first result leads, and its title; nothing if the page says that there is none. */
const first = (page) =>
  page.evaluate(() => {
    const link = document.querySelector('#results a');
    const none = document.getElementById('found').textContent === document.getElementById('search').dataset.none;
    return none ? null : { url: link.getAttribute('href'), title: link.textContent };
  });

const type = async (page, text) => {
  await page.getByRole('searchbox').fill(text);
  // The list is there, and what it gives is shown before the next frame.
  await page.evaluate(() => new Promise((done) => { setTimeout(done, 0); }));
};

const searches = async ({ page, address, site, check }) => {
  for (const [lang, rows] of Object.entries(table.searches)) {
    await page.goto(`${address}/${lang}/xa-mau/index.html`);
    const fetched = page.waitForResponse(/\/search\.js$/);
    await page.getByRole('searchbox').focus();
    await fetched;
    await page.waitForFunction(() => self.loaSearch);
    for (const [typed, wanted] of rows) {
      await type(page, typed);
      const found = await first(page);
      const pages = /^[a-z-]+$/.test(wanted ?? '111') ? [`${named(site, wanted)}.html`] : [];
      const holds = wanted === null
        ? found === null
        : found !== null && (found.title === wanted || pages.concat(`tel:${wanted}`).includes(found.url));
      check(holds, `${lang}: “${typed}” finds ${JSON.stringify(found)} and not ${wanted}`);
    }
  }
};

const choosers = async ({ page, address, check }) => {
  await page.goto(`${address}/vi/index.html`);
  // What is opened is asked for and not given, so that the chooser stays.
  let asked;
  await page.route(/\/vi\/[^/]+\/index\.html$/, (route) => {
    [, asked] = route.request().url().match(/\/vi\/([^/]+)\//);
    return route.fulfill({ status: 204 });
  });
  for (const [typed, wanted, opens] of table.choosers) {
    asked = undefined;
    await type(page, typed);
    const shown = await page.locator('#find li').evaluateAll((rows) => rows
      .map((row) => [row.firstElementChild, row.querySelector('.muted')].filter(Boolean).map((part) => part.textContent).join(' ')));
    check(shown.join() === wanted.join(), `“${typed}” shows ${shown.join(', ')} and not ${wanted.join(', ')}`);
    if (wanted.length) {
      const { y } = await page.locator('#find li a').first().boundingBox();
      check(y < 740 - 44, `“${typed}”: the answer is ${y} pixels down`);
    }
    await page.keyboard.press('Enter');
    for (let tries = opens ? 100 : 5; tries && !asked; tries -= 1) await page.waitForTimeout(20);
    check(asked === opens, `“${typed}” opens ${asked} and not ${opens}`);
  }
};

export const found = async ({ browser, address, site, check }) => {
  const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
  await searches({ page, address, site, check });
  await choosers({ page, address, check });
  await page.close();
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { chromium } = await import('playwright-core');
  const site = resolve(process.argv[2]);
  const { address, close } = await serve(site);
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
  let [checks, failed] = [0, 0];
  await found({
    browser, address, site, check: (holds, what) => {
      checks += 1;
      if (!holds) failed += 1;
      if (!holds) console.error(`failed: ${what}`);
    },
  });
  await browser.close();
  close();
  console.log(`${checks} checks, ${failed} failed`);
  process.exitCode = failed ? 1 : 0;
}
