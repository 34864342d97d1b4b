// What pages offer: what this is and whom to tell, sheets by what they are for, whom to call.
import { existsSync, readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { equal, played, sees } from './scenarios.mjs';

const all = {
  'the home page says what this is, for whom and by whom, with a picture and a sign in the tab': {
    play: async ({ page, site, address }) => {
      for (const base of [address, pathToFileURL(site).href]) {
        await page.goto(`${base}/vi/index.html`);
        equal((await page.locator('h1').innerText()).trim(), 'Trẻ em an toàn');
        equal(await page.locator('.what .sun svg, .what .sun img').first().isVisible(), true);
        for (const words of ['Bài học an toàn cho trẻ em', 'Bạn ở xã, phường nào?', 'Thầy cô', 'Đơn vị phát hành:', 'Nước an toàn', '115']) await sees(page, words);
        // The question stands in the first screen of a telephone.
        const { y, height } = await page.getByRole('searchbox').boundingBox();
        equal(y + height < 740, true);
        const icon = await page.locator('link[rel=icon]').evaluate((link) => link.href);
        equal(/\/assets\/icon-[0-9a-f]{16}\.svg$/.test(icon) && (base !== address || (await page.request.get(icon)).ok()), true);
      }
      for (const path of ['tables', 'safety']) {
        await page.goto(`${address}/vi/${path}.html`);
        equal(await page.locator('link[rel=icon]').getAttribute('href') === 'data:,', path === 'tables');
      }
    },
  },
  'send a page on: by the telephone, by copying its address, and with no script by reading it': {
    play: async ({ page, context, browser, address }) => {
      await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: address });
      await page.addInitScript(() => { navigator.share = (what) => { window.sent = what; return Promise.resolve(); }; });
      for (const path of ['vi/index.html', 'vi/loc-ninh/index.html']) {
        await page.goto(`${address}/${path}`);
        await page.getByRole('button', { name: 'Gửi qua Zalo' }).click();
        equal(await page.evaluate(() => window.sent.url), `https://loa.example/${path}`);
        await page.getByRole('button', { name: 'Chép địa chỉ' }).click();
        await page.locator('#share [role=status]', { hasText: 'Đã chép' }).waitFor();
        equal(await page.evaluate(() => navigator.clipboard.readText()), `https://loa.example/${path}`);
      }
      const bare = await browser.newPage({ javaScriptEnabled: false });
      await bare.goto(`${address}/vi/index.html`);
      await sees(bare, 'https://loa.example/vi/index.html');
      equal(await bare.getByRole('button', { name: 'Chép' }).isVisible(), false);
      await bare.close();
    },
  },
  'an address that is not there shows the numbers to call, at any depth': {
    play: async ({ page, address }) => {
      for (const path of ['nothing.html', 'vi/xa-mau/nothing.html', 'a/b/c/d']) {
        await page.goto(`${address}/${path}`);
        for (const number of ['115', '114', '111']) equal(await page.locator(`.call a[href="tel:${number}"]`).isVisible(), true);
        equal(await page.locator('.call').evaluate((box) => getComputedStyle(box).borderTopStyle), 'solid');
      }
    },
  },
  'every sheet that was built for a lesson is offered once, under what it is for': {
    play: async ({ page, site, address }) => {
      const layouts = readdirSync(`${site}/vi/xa-mau`).filter((name) => existsSync(`${site}/vi/xa-mau/${name}/burns.pdf`));
      equal(layouts.length > 1, true);
      await page.goto(`${address}/vi/xa-mau/burns.html`);
      for (const layout of layouts) {
        const link = page.locator(`.downloads .get a[href$="${layout}/burns.pdf"]`);
        equal([layout, await link.count()].join(), [layout, 1].join());
        const heading = await link.evaluate((one) => one.parentElement.previousElementSibling.textContent);
        equal(heading, 'Để phát tận tay');
      }
    },
  },
  'what is in a lesson, its sheets and its slides are a tap away from the top of a telephone': {
    play: async ({ page, address }) => {
      for (const path of ['vi/xa-mau/eyes-on', 'en/xa-mau/burns', 'km/loc-ninh/friend-in-water']) {
        await page.goto(`${address}/${path}.html`);
        for (const part of ['toc', 'leaflets', 'slides']) {
          const { y, height } = await page.locator(`.jump a[href="#${part}"]`).boundingBox();
          equal([path, part, y + height < 740].join(), [path, part, true].join());
        }
        for (const part of ['toc', 'leaflets']) {
          await page.locator(`.jump a[href="#${part}"]`).click();
          const { y } = await page.locator(`#${part}`).boundingBox();
          equal(y >= 0 && y < 700, true);
        }
        const links = await page.locator('.toc a').evaluateAll((all) => all.filter((link) => !document.querySelector(link.hash)).length);
        equal(links, 0);
      }
    },
  },
  'numbers that nobody sent take one line on a screen, and a line to write on each on paper': {
    play: async ({ page, address }) => {
      for (const [path, many] of [['eyes-on', 3], ['index', 4]]) {
        await page.goto(`${address}/vi/loc-ninh/${path}.html`);
        const missing = page.locator('.people .missing');
        equal(await missing.count(), 1);
        equal(await missing.locator('span').count(), many);
        // One sentence, of two lines at most on a telephone.
        equal((await missing.boundingBox()).height < 110, true);
        equal(await page.locator('.people > li').count(), 1);
        await page.emulateMedia({ media: 'print' });
        const tops = await missing.locator('span').evaluateAll((all) => all.map((one) => [one.getBoundingClientRect().top, getComputedStyle(one, '::after').borderBottomStyle].join()));
        equal(new Set(tops).size === many && tops.every((top) => top.endsWith('solid')), true);
        await page.emulateMedia({ media: 'screen' });
      }
      await page.goto(`${address}/vi/xa-mau/eyes-on.html`);
      equal(await page.locator('.missing').count(), 0);
      equal(await page.locator('.people a.tel').count(), 3);
    },
  },
};

export const offers = (world) => played(world, all);
