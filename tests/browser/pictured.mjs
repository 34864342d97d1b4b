// The pictures of the tutorial: its campaign, as `WALKED` kept it, on show. They are taken in every
// run, so that what they show is there; `PICTURES=docs/vi` also writes them.
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { show } from './served.mjs';

const books = 'docs/vi';
const heaviest = 60_000;
const lesson = 'content/packs/can-giup/goi-so-nao/lesson.vi.md';
const page = 'goi-so-nao.html';

/** By name; what spoils the campaign comes last. */
const pictures = {
  trang: async ({ tab, address }) => {
    await tab.goto(`${address}/vi/chung/${page}`);
    await tab.locator('loa-bar .bar button').first().waitFor();
  },
  'to-in': async ({ tab, address }) => {
    await tab.goto(`${address}/vi/xa-mau/${page}`);
    await tab.locator('loa-bar button.leaflets').click();
    await tab.waitForFunction(() => {
      const images = [...document.querySelector('loa-bar').shadowRoot.querySelectorAll('.panel img')];
      return images.length > 0 && images.every((image) => image.naturalWidth > 500);
    });
  },
  loi: async ({ tab, address, edit }) => {
    await tab.goto(`${address}/vi/xa-mau/${page}`);
    await tab.locator('loa-bar .bar button').first().waitFor();
    edit(lesson, (text) => text.replace('[[ place.inline ]]', '[[ place.inlin ]]'));
    await tab.locator('loa-bar .panel.problems li.error').first().waitFor();
  },
};

/** A picture of a tab as WebP, made by the browser. */
const taken = async (browser, tab) => {
  const png = (await tab.screenshot()).toString('base64');
  const empty = await browser.newPage();
  const webp = await empty.evaluate(async (png) => {
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.width, image.height];
    canvas.getContext('2d').drawImage(image, 0, 0);
    return canvas.toDataURL('image/webp', 0.75).split(',')[1];
  }, png);
  await empty.close();
  return Buffer.from(webp, 'base64');
};

export const pictured = async ({ browser, look, check }) => {
  const campaign = await show(resolve('target/browser-pictured'), 'target/browser-walked/gio-dau-tien');
  const tab = await browser.newPage({ viewport: { width: 900, height: 620 } });
  for (const [name, play] of Object.entries(pictures)) {
    try {
      await play({ ...campaign, tab });
      await tab.waitForTimeout(300);
      const picture = await taken(browser, tab);
      check(picture.length <= heaviest, `the picture ${name} has ${picture.length} bytes`);
      writeFileSync(join(look, `tutorial-${name}.webp`), picture);
      if (process.env.PICTURES) writeFileSync(join(process.env.PICTURES, `${name}.webp`), picture);
    } catch (error) {
      check(false, `the picture ${name}: ${error.message.split('\n').slice(0, 3).join(' ')}`);
    }
  }
  await tab.close();
  campaign.close();
  // A text shows the pictures that there are, and no other.
  const texts = readdirSync(books).filter((name) => name.endsWith('.md'));
  const shown = texts.flatMap((name) => [...readFileSync(join(books, name), 'utf8').matchAll(/\]\(([\w-]+\.webp)\)/g)]);
  const names = new Set(shown.map(([, name]) => name));
  for (const name of names) {
    const path = join(books, name);
    check(existsSync(path) && statSync(path).size <= heaviest, `${path} is not there, or too heavy`);
  }
  const made = Object.keys(pictures).map((name) => `${name}.webp`);
  check(made.every((name) => names.has(name)) && made.length === names.size, `${[...names]} are shown, ${made} are made`);
};
