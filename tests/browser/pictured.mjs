// The pictures of the tutorial in each language: its campaign, as `WALKED` kept it, on show. They are
// taken in every run, so that what they show is there; `PICTURES=docs` also writes them.
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { show } from './served.mjs';

const books = [
  { lang: 'vi', walked: 'gio-dau-tien', lesson: 'can-giup/goi-so-nao', names: { page: 'trang', leaflet: 'to-in', mistake: 'loi' } },
  { lang: 'en', walked: 'first-hour', lesson: 'getting-help/which-number', names: { page: 'page', leaflet: 'leaflet', mistake: 'mistake' } },
];
const heaviest = 60_000;

/** By what they show; what spoils the campaign comes last. */
const pictures = {
  page: async ({ tab, general }) => {
    await tab.goto(general);
    await tab.locator('loa-bar .bar button').first().waitFor();
  },
  leaflet: async ({ tab, local }) => {
    await tab.goto(local);
    await tab.locator('loa-bar button.leaflets').click();
    await tab.waitForFunction(() => {
      const images = [...document.querySelector('loa-bar').shadowRoot.querySelectorAll('.panel img')];
      return images.length > 0 && images.every((image) => image.naturalWidth > 500);
    });
  },
  mistake: async ({ tab, local, text, edit }) => {
    await tab.goto(local);
    await tab.locator('loa-bar .bar button').first().waitFor();
    edit(text, (text) => text.replace('[[ place.inline ]]', '[[ place.inlin ]]'));
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

/** Takes the pictures of a book, and holds its texts against them. */
const book = async ({ lang, walked, lesson, names }, { browser, look, check }) => {
  const campaign = await show(resolve(`target/browser-pictured-${lang}`), `target/browser-walked/${walked}`);
  const page = `${lesson.split('/').pop()}.html`;
  const [general, local] = ['chung', 'xa-mau'].map((place) => `${campaign.address}/${lang}/${place}/${page}`);
  const text = `content/packs/${lesson}/lesson.${lang}.md`;
  const tab = await browser.newPage({ viewport: { width: 900, height: 620 }, locale: lang });
  for (const [what, play] of Object.entries(pictures)) {
    const name = names[what];
    try {
      await play({ ...campaign, tab, general, local, text });
      await tab.waitForTimeout(300);
      const picture = await taken(browser, tab);
      check(picture.length <= heaviest, `the picture ${name} has ${picture.length} bytes`);
      writeFileSync(join(look, `tutorial-${name}.webp`), picture);
      if (process.env.PICTURES) writeFileSync(join(process.env.PICTURES, lang, `${name}.webp`), picture);
    } catch (error) {
      check(false, `the picture ${name}: ${error.message.split('\n').slice(0, 3).join(' ')}`);
    }
  }
  await tab.close();
  campaign.close();
  // A text shows the pictures that there are, and no other.
  const folder = `docs/${lang}`;
  const texts = readdirSync(folder).filter((name) => name.endsWith('.md'));
  const shown = texts.flatMap((name) => [...readFileSync(join(folder, name), 'utf8').matchAll(/\]\(([\w-]+\.webp)\)/g)]);
  const found = new Set(shown.map(([, name]) => name));
  for (const name of found) {
    const path = join(folder, name);
    check(existsSync(path) && statSync(path).size <= heaviest, `${path} is not there, or too heavy`);
  }
  const made = Object.values(names).map((name) => `${name}.webp`);
  check(made.every((name) => found.has(name)) && made.length === found.size, `${[...found]} are shown, ${made} are made`);
};

export const pictured = async (world) => {
  for (const one of books) await book(one, world);
};
