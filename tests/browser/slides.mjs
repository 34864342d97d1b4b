// A lesson as slides for a classroom.
import { pathToFileURL } from 'node:url';
import { overlaps } from './large.mjs';
import { equal, played, sees } from './scenarios.mjs';
import { named } from './serve.mjs';

const projectors = [{ width: 1280, height: 720 }, { width: 1920, height: 1080 }];
const count = (page) => page.locator('.slides .count').innerText();
const open = async (page, url) => {
  await page.goto(url);
  await page.locator('a.show').click();
  await page.locator('.slides .count').waitFor();
  return Number((await count(page)).split('/')[1]);
};

const all = {
  'show a lesson as slides by the keyboard, over a network and from a stick': {
    options: { viewport: projectors[0] },
    play: async ({ page, site, address }) => {
      for (const base of [address, pathToFileURL(site).href]) {
        const asked = [];
        page.on('request', (request) => asked.push(request.url()));
        await page.goto(`${base}/vi/xa-mau/eyes-on.html`);
        equal(asked.filter((url) => /slides-/.test(url)).length, 0);
        await page.evaluate(() => scrollTo(0, 300));
        await page.locator('a.show').focus();
        await page.keyboard.press('Enter');
        await page.locator('.slides .count').waitFor();
        const many = Number((await count(page)).split('/')[1]);
        equal(many > 15, true);
        const at = async (key, number) => {
          await page.keyboard.press(key);
          equal([key, await count(page)].join(), [key, `${number}/${many}`].join());
        };
        await sees(page, 'Mắt trông, tay với');
        await at('ArrowRight', 2);
        await sees(page, 'Đứng trong tầm tay với.');
        equal(await page.locator('.stage .steps li').count(), 1);
        await at('Space', 3);
        await at('PageDown', 4);
        await at('ArrowDown', 5);
        await at('ArrowLeft', 4);
        await at('PageUp', 3);
        await at('ArrowUp', 2);
        await at('Shift+Space', 1);
        await at('ArrowLeft', 1);
        await at('End', many);
        for (const number of ['114', '115']) equal(await page.locator(`.stage a[href="tel:${number}"]`).isVisible(), true);
        await at('ArrowRight', many);
        await at('Home', 1);
        await page.keyboard.press('Escape');
        await page.locator('.slides').waitFor({ state: 'detached' });
        equal(await page.locator('h1').isVisible(), true);
        equal(new URL(page.url()).hash, '');
        // Asked for again, and by "back" left.
        await page.locator('a.show').click();
        await page.locator('.slides').waitFor();
        await page.goBack();
        await page.locator('.slides').waitFor({ state: 'detached' });
        equal(await page.evaluate(() => document.querySelectorAll('script[src*=slides]').length), 1);
      }
    },
  },
  'each step, pair and question of a lesson is on a slide, and each slide is read from the last row': {
    options: { viewport: projectors[0] },
    play: async ({ page, address }) => {
      for (const path of ['vi/xa-mau/eyes-on', 'en/loc-ninh/burns', 'km/xa-mau/first-aid-drowning', 'vi/loc-ninh/signs-and-fences']) {
        for (const size of projectors) {
          await page.setViewportSize(size);
          const many = await open(page, `${address}/${path}.html`);
          const wanted = await page.locator('main').evaluate((main) => [...main.querySelectorAll('.cols > section .steps li b, .call .steps li b, .pair .yes, .q h3')].map((one) => one.textContent.trim()));
          let shown = '';
          for (let slide = 1; slide <= many; slide += 1) {
            const said = `${path}, slide ${slide} at ${size.height}`;
            const seen = await page.evaluate(() => {
              const stage = document.querySelector('.stage');
              const letters = [];
              const walker = document.createTreeWalker(stage, NodeFilter.SHOW_TEXT);
              while (walker.nextNode()) {
                const { parentElement: one, data } = walker.currentNode;
                if (data.trim() && one.getClientRects().length && !one.closest('svg, .vh')) letters.push(parseFloat(getComputedStyle(one).fontSize));
              }
              return { text: stage.textContent, over: stage.scrollHeight - stage.clientHeight, wide: stage.scrollWidth - stage.clientWidth, least: Math.min(...letters) };
            });
            shown += seen.text;
            // A letter of a thirtieth of the picture is read from eight times its height.
            if (seen.over > 1 || seen.wide > 1 || seen.least < size.height / 34) throw new Error(`${said}: ${JSON.stringify(seen)}`);
            const over = await page.evaluate(overlaps);
            if (over.length) throw new Error(`${said}: ${over.join('; ')}`);
            await page.keyboard.press('ArrowRight');
          }
          const missing = wanted.filter((words) => !shown.includes(words));
          equal(missing.join(), '');
          await page.keyboard.press('Escape');
        }
      }
    },
  },
  'slides of a discreet lesson keep nothing, and have the quick exit': {
    options: { viewport: projectors[0] },
    play: async ({ page, context, address, site }) => {
      const lesson = `${address}/vi/xa-mau/${named(site, 'five-people')}.html`;
      for (const leave of [() => page.locator('.exit').click(), async () => { for (let i = 0; i < 3; i += 1) await page.keyboard.press('Shift'); }]) {
        await page.goto(`${address}/vi/xa-mau/index.html`);
        await page.locator('a', { hasText: 'Em được bảo vệ' }).first().click();
        await page.locator('a', { hasText: 'Năm người em tin' }).first().click();
        await page.waitForURL(lesson);
        await page.locator('a.show').click();
        await page.locator('.slides .count').waitFor();
        await page.keyboard.press('ArrowRight');
        equal(await page.title(), 'Bài học | Xã Mẫu');
        equal((await context.cookies()).length, 0);
        equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0);
        const reach = await page.locator('.exit').evaluate((exit) => {
          const { left, top, width, height } = exit.getBoundingClientRect();
          return exit.contains(document.elementFromPoint(left + width / 2, top + height / 2));
        });
        equal(reach, true);
        await leave();
        await page.waitForURL(/tables/);
        await page.goBack();
        await page.waitForURL(/vi\/xa-mau\/index\.html$/);
      }
    },
  },
  'slides with no script: each step fills a screen': {
    options: { viewport: projectors[0], javaScriptEnabled: false },
    play: async ({ page, site, address }) => {
      for (const base of [address, pathToFileURL(site).href]) {
        await page.goto(`${base}/vi/xa-mau/eyes-on.html`);
        await page.locator('a.show').click();
        const steps = page.locator('.part-do .steps li');
        equal(await steps.count(), 5);
        for (const step of await steps.all()) equal((await step.boundingBox()).height >= 720, true);
        const lowest = async (one) => (await page.locator(one).boundingBox()).y;
        equal((await lowest('.call .nums')) > (await lowest('.part-quiz')), true);
        equal(await page.evaluate(() => document.documentElement.scrollWidth) <= 1280, true);
      }
    },
  },
};

export const slides = async (world) => {
  await played(world, world.only ? { [world.only]: all[world.only] } : all);
  // Pictures, and what a screen reader is told.
  for (const [name, path, scheme] of [['vi', 'vi/xa-mau/eyes-on', 'light'], ['km', 'km/xa-mau/friend-in-water', 'dark'], ['discreet', `vi/xa-mau/${named(world.site, 'five-people')}`, 'light']]) {
    for (const viewport of [...projectors, { width: 360, height: 740 }]) {
      const page = await world.browser.newPage({ viewport, colorScheme: scheme });
      const many = await open(page, `${world.address}/${path}.html`);
      for (const [slide, key] of [[1, 'Home'], [2, 'ArrowRight'], [many, 'End']]) {
        await page.keyboard.press(key);
        await page.screenshot({ path: `${world.look}/slides-${name}-${viewport.width}-${slide === many ? 'last' : slide}.png` });
        const names = await page.locator('.slides button').evaluateAll((all) => all.every((one) => one.getAttribute('aria-label')));
        world.check(names, `slides of ${path}: a button has no name`);
      }
      await page.close();
    }
  }
};
