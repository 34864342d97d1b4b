// What an author sees with `loa serve`: a copy of the campaign is shown, and edited.
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A copy of a campaign on show, and how to edit it. */
export const show = async (root, from = '.') => {
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  for (const name of ['campaign.yaml', 'content', 'i18n', 'themes']) {
    if (existsSync(join(from, name))) cpSync(join(from, name), join(root, name), { recursive: true });
  }
  const words = ['run', '-q', '--locked', '--', 'serve', '--root', root, '--port', '0', '--no-open', '--as-of', '2026-11-23', '--sample'];
  const child = spawn('cargo', words, { stdio: ['ignore', 'pipe', 'inherit'] });
  const { value } = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
  const address = value.match(/http:\/\/[^/]+/)[0];
  const edit = (name, change) => {
    const path = join(root, name);
    writeFileSync(path, change(readFileSync(path, 'utf8')));
  };
  return { address, edit, close: () => child.kill() };
};

const lesson = 'content/packs/injury/burns/lesson.vi.md';
const say = (words) => (text) => text.replace('{#why}\n', `{#why}\n\n${words}\n`);

const all = {
  'a saved lesson shows, and the page keeps its place': async ({ page, address, edit }) => {
    await page.goto(`${address}/vi/loc-ninh/burns.html`);
    await page.locator('loa-bar .bar button').first().waitFor();
    await page.locator('details.lead-others').first().evaluate((details) => { details.open = true; });
    await page.evaluate(() => scrollTo(0, 700));
    edit(lesson, say('Câu vừa viết.'));
    await page.getByText('Câu vừa viết.').waitFor({ state: 'attached' });
    await page.waitForFunction(() => Math.abs(scrollY - 700) < 5);
    await page.locator('details.lead-others[open]').first().waitFor({ state: 'attached' });
  },
  'a mistake lies over the last good page until it is mended': async ({ page, address, edit, look }) => {
    await page.goto(`${address}/vi/loc-ninh/burns.html`);
    await page.locator('loa-bar .bar button').first().waitFor();
    edit(lesson, say('Xem [bài khác](lesson:khong-co).'));
    const panel = page.locator('loa-bar .panel.problems');
    await panel.locator('li.error').first().waitFor();
    const text = await panel.innerText();
    for (const words of [lesson, 'khong-co', 'Cách sửa']) {
      if (!text.includes(words)) throw new Error(`“${words}” is not in: ${text}`);
    }
    await page.waitForFunction(() => !document.body.innerText.includes('Xem bài khác'));
    await page.screenshot({ path: `${look}/served-mistake.png` });
    edit(lesson, (text) => text.replace('(lesson:khong-co)', '(lesson:eyes-on)'));
    await page.locator('a', { hasText: 'bài khác' }).waitFor({ state: 'attached' });
    await panel.waitFor({ state: 'hidden' });
  },
  'a style sheet changes while the page stays': async ({ page, address, edit }) => {
    await page.goto(`${address}/vi/loc-ninh/index.html`);
    await page.locator('loa-bar .bar button').first().waitFor();
    await page.evaluate(() => { window.stays = true; });
    edit('themes/base/assets/style.css', (text) => `${text}\nh1 { letter-spacing: 3px; }\n`);
    await page.waitForFunction(() => getComputedStyle(document.querySelector('h1')).letterSpacing === '3px');
    if (!(await page.evaluate(() => window.stays))) throw new Error('the page was loaded again');
  },
  'another place by typing, another language, the same lesson': async ({ page, address }) => {
    await page.goto(`${address}/vi/loc-ninh/burns.html`);
    await page.locator('loa-bar button.places').click();
    await page.locator('loa-bar input').fill('dong xoai');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/vi\/dong-xoai\/burns\.html/);
    await page.locator('loa-bar select').selectOption({ label: 'English' });
    await page.waitForURL(/\/en\/dong-xoai\/burns\.html/);
  },
  'a leaflet as a picture and as a file, gaps beside it': async ({ page, address, look }) => {
    await page.goto(`${address}/vi/loc-ninh/burns.html`);
    await page.locator('loa-bar button.leaflets').click();
    const pictures = page.locator('loa-bar .panel img');
    await pictures.first().waitFor();
    await page.waitForFunction(() => [...document.querySelector('loa-bar').shadowRoot.querySelectorAll('img')].every((image) => image.naturalWidth > 500));
    await page.screenshot({ path: `${look}/served-leaflets.png` });
    const pdf = await page.locator('loa-bar .pdf').first().getAttribute('href');
    const answer = await page.request.get(new URL(pdf, address).href);
    if ((await answer.body()).subarray(0, 5).toString() !== '%PDF-') throw new Error('no PDF');
    await page.locator('loa-bar button.gaps').click();
    await page.locator('loa-bar li.gap').first().waitFor();
    await page.keyboard.press('Escape');
    await page.locator('loa-bar .panel').waitFor({ state: 'hidden' });
  },
  'the window of an old phone': async ({ page, address, look }) => {
    await page.goto(`${address}/vi/loc-ninh/burns.html`);
    await page.locator('loa-bar a.narrow').click();
    const frame = page.frameLocator('iframe');
    await frame.locator('h1').waitFor();
    const width = await frame.locator('html').evaluate((html) => [innerWidth, html.scrollWidth]);
    if (width.some((wide) => wide !== 320)) throw new Error(`${width} wide`);
    if (await frame.locator('loa-bar').count()) throw new Error('the bar is in the window too');
    await page.screenshot({ path: `${look}/served-narrow.png` });
  },
};

export const served = async ({ browser, look, check }) => {
  const campaign = await show(resolve('target/browser-served'));
  const sizes = [{ width: 1100, height: 800 }, { width: 360, height: 740 }];
  for (const [number, [name, play]] of Object.entries(all).entries()) {
    const page = await browser.newPage({ viewport: sizes[0] });
    const said = [];
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && said.push(message.text()));
    page.on('pageerror', (error) => said.push(error.message));
    try {
      await play({ ...campaign, look, page });
      check(said.length === 0, `served, ${name}: ${said.join('; ')}`);
    } catch (error) {
      check(false, `served, ${name} (${number}): ${error.message.split('\n').slice(0, 3).join(' ')}`);
    }
    await page.close();
  }
  // The bar with each of its panels, wide and narrow.
  for (const viewport of sizes) {
    const context = await browser.newContext({ viewport, bypassCSP: true });
    const page = await context.newPage();
    await page.goto(`${campaign.address}/vi/loc-ninh/burns.html`);
    for (const panel of ['places', 'leaflets', 'gaps', 'problems']) {
      await page.locator(`loa-bar button.${panel}`).click();
      await page.locator('loa-bar .panel .close').waitFor();
      await page.waitForTimeout(300);
      await page.screenshot({ path: `${look}/served-${panel}-${viewport.width}.png` });
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run('loa-bar', { preload: false }));
      check(violations.length === 0, `served, ${panel} at ${viewport.width}: ${violations.map(({ id, nodes }) => `${id} ${nodes[0].html.slice(0, 120)}`).join('; ')}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      check(wide <= viewport.width, `served, ${panel}: ${wide} wide`);
    }
    await context.close();
  }
  campaign.close();
};
