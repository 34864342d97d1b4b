// What readers do, in a real browser.
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';
import { named } from './serve.mjs';

export const scenarios = (world) => played(world, all);

/** Plays scenarios, each in a window of its own. */
export const played = async (world, all) => {
  for (const [name, scenario] of Object.entries(all)) {
    const context = await world.browser.newContext({ viewport: { width: 360, height: 740 }, ...scenario.options });
    const page = await context.newPage();
    try {
      await scenario.play({ ...world, page, context });
      world.check(true);
    } catch (error) {
      world.check(false, `${name}: ${error.message.split('\n').slice(0, 3).join(' ')}`);
    }
    await context.close();
  }
};

export const sees = async (page, words) => {
  const text = await page.locator('body').innerText();
  if (!text.toLowerCase().includes(words.toLowerCase())) throw new Error(`“${words}” is not on ${page.url()}`);
};
export const equal = (found, wanted) => {
  if (found !== wanted) throw new Error(`${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`);
};

// The site behind a network that can fail, hang, or bring other words.
const network = (address) =>
  new Promise((done) => {
    const state = { mode: 'on', change: (text) => text, asked: [] };
    const server = createServer(async (request, response) => {
      state.asked.push(request.url);
      if (state.mode === 'off') return request.socket.destroy();
      if (state.mode === 'hangs') return undefined;
      // Some hosts know a page by its name without the ending alone.
      const [path] = request.url.split('?');
      if (state.pretty && path.endsWith('.html')) {
        response.writeHead(308, { location: path.replace(/(index)?\.html$/, '') });
        return response.end();
      }
      const bare = state.pretty && !/\.[^/]*$/.test(path) && !path.endsWith('/');
      const answer = await fetch(address + path + (bare ? '.html' : ''));
      const type = answer.headers.get('content-type');
      response.writeHead(answer.status, { 'content-type': type, 'cache-control': 'no-cache' });
      const body = Buffer.from(await answer.arrayBuffer());
      return response.end(/html|json/.test(type) ? state.change(body.toString()) : body);
    });
    server.listen(0, '127.0.0.1', () => {
      state.address = `http://127.0.0.1:${server.address().port}`;
      state.end = () => server.closeAllConnections();
      state.close = () => {
        state.end();
        server.close();
      };
      done(state);
    });
  });

const kept = (page) =>
  page.evaluate(async () => {
    const urls = [];
    for (const name of await caches.keys()) {
      for (const { url } of await (await caches.open(name)).keys()) urls.push(new URL(url).pathname);
    }
    return urls;
  });

const all = {
  'keep a commune, read without a network, and see a new number at once when it is back': {
    play: async ({ page, context, address, site }) => {
      const net = await network(address);
      const at = (path) => `${net.address}/vi/xa-mau/${path}`;
      const ids = ['five-people', 'abuse', 'noticing', 'whom-to-tell', 'threatened-with-a-picture'];
      const discreet = new RegExp([...ids, ...ids.map((id) => named(site, id)), 'private', 'search\\.js', '\\.pdf'].join('|'));
      const [five, , adult] = ids.map((id) => named(site, id));
      await page.goto(at('index.html'));
      equal(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
      await page.locator('#keep button:visible').click();
      await page.locator('#keep [role=status]', { hasText: /^Đã giữ/ }).waitFor();
      const urls = await kept(page);
      equal(urls.filter((url) => discreet.test(url)).join(), '');
      equal(urls.includes('/vi/xa-mau/burns.html'), true);

      // A leaflet is kept when it is opened, one of a discreet lesson never.
      const leaflets = await page.evaluate(async (names) => {
        const opened = [];
        for (const name of names) opened.push((await fetch(`copier/${name}.pdf`)).status);
        return opened.join();
      }, ['burns', adult]);
      equal(leaflets, '200,200');
      await page.goto(at(`${five}.html`));
      await sees(page, 'Năm người');
      await page.goto(at('burns.html'));
      equal((await kept(page)).filter((url) => url.endsWith('.pdf') || discreet.test(url)).join(), '/vi/xa-mau/copier/burns.pdf');

      net.mode = 'off';
      await page.goto(at('friend-in-water.html'));
      await sees(page, 'Em đừng nhảy xuống');
      equal(await page.evaluate(() => getComputedStyle(document.querySelector('.q')).borderTopStyle), 'solid');
      equal(await page.evaluate(async () => (await fetch('copier/burns.pdf')).status), 200);
      const discreetly = (name) => fetch(`${name}.html`).then(() => 'shown', () => 'not there');
      equal(await page.evaluate(discreetly, five), 'not there');

      // A network that hangs costs three seconds.
      net.mode = 'hangs';
      const before = Date.now();
      await page.goto(at('index.html'));
      const waited = Date.now() - before;
      if (waited < 2500 || waited > 6000) throw new Error(`waited ${waited} ms`);

      // Back online: the number of today, on the page opened and on those that were not.
      net.mode = 'on';
      net.end();
      const old = (await page.locator('a.tel').first().innerText()).trim();
      net.change = (text) => text.split(old).join('0900 000 000');
      await page.goto(at('index.html'));
      await sees(page, '0900 000 000');
      equal((await page.locator('body').innerText()).includes(old), false);
      await page.waitForFunction(
        async ([url, number]) => (await (await caches.match(url)).text()).includes(number),
        [at('first-aid-drowning.html'), '0900 000 000'],
      );

      // And away with all of it.
      await page.getByRole('button', { name: 'Bỏ các trang đã giữ' }).click();
      await page.locator('#keep [role=status]', { hasText: /^Đã bỏ/ }).waitFor();
      equal((await kept(page)).length, 0);
      equal(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
      equal((await context.cookies()).length, 0);
      equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0);
      net.close();
    },
  },
  'keep a commune on a host that takes the ending off its addresses': {
    play: async ({ page, address }) => {
      const net = await network(address);
      net.pretty = true;
      const at = (path) => `${net.address}/vi/xa-mau/${path}`;
      await page.goto(at('index.html'));
      equal(page.url(), at(''));
      await page.locator('#keep button:visible').click();
      await page.locator('#keep [role=status]', { hasText: /^Đã giữ/ }).waitFor();
      equal((await kept(page)).includes('/vi/xa-mau/burns.html'), true);

      // With and without the ending, while there is a network and when there is none.
      for (const mode of ['on', 'off']) {
        net.mode = mode;
        net.end();
        for (const path of ['friend-in-water.html', 'friend-in-water']) {
          await page.goto(at(path));
          await sees(page, 'Em đừng nhảy xuống');
        }
        await page.goto(at(''));
        await page.locator('a', { hasText: 'Nước an toàn' }).first().click();
        await page.locator('h1', { hasText: 'Nước an toàn' }).waitFor();
      }
      net.close();
    },
  },
  'from a stick there is nothing to keep': {
    play: async ({ page, site }) => {
      await page.goto(`${pathToFileURL(site)}/vi/xa-mau/index.html`);
      equal(await page.locator('#keep').isVisible(), false);
    },
  },
  'see every step of what to do now on a laptop, in no box that scrolls': {
    options: { viewport: { width: 1280, height: 700 } },
    play: async ({ page, address }) => {
      for (const lesson of ['eyes-on', 'burns']) {
        await page.goto(`${address}/vi/xa-mau/${lesson}.html`);
        equal(await page.locator('.side .steps li').count() > 4, true);
        equal(await page.locator('.side').evaluate((side) => side.scrollHeight <= side.clientHeight), true);
      }
    },
  },

  'find a commune by typing without marks': {
    play: async ({ page, address }) => {
      await page.goto(`${address}/vi/index.html`);
      await page.getByRole('searchbox').fill('p loc ninh');
      await page.keyboard.press('Enter');
      await page.waitForURL(/loc-ninh/);
      await sees(page, 'Lộc Ninh');
    },
  },
  'find a commune by its kind in short, and by what it lies in': {
    play: async ({ page, address }) => {
      await page.goto(`${address}/vi/index.html`);
      const ward = page.locator('#find li', { hasText: /^Phường Lộc Ninh/ });
      for (const [typed, rows] of [
        ['P. Lộc Ninh', 1],
        ['phường lộc ninh', 1],
        ['lộc ninh, bình phước', 1],
        ['X. Lộc Ninh', 1],
        ['X. Lộc Thái', 0],
      ]) {
        await page.getByRole('searchbox').fill(typed);
        equal([typed, await ward.count()].join(), [typed, rows].join());
      }
    },
  },
  'find a commune by its old name, from a stick': {
    play: async ({ page, site }) => {
      await page.goto(`${pathToFileURL(site)}/vi/index.html`);
      await page.getByRole('searchbox').fill('loc thai');
      await sees(page, 'Xã Lộc Thái');
      await page.locator('#find li a').first().click();
      await sees(page, 'Phường Lộc Ninh');
    },
  },
  'choose and read with no script at all': {
    options: { javaScriptEnabled: false },
    play: async ({ page, address }) => {
      await page.goto(`${address}/vi/index.html`);
      for (const summary of await page.locator('summary').all()) await summary.click();
      await page.locator('a:visible', { hasText: /^(Phường )?Lộc Ninh/ }).first().click();
      await page.locator('a', { hasText: 'Nước an toàn' }).first().click();
      await page.locator('a', { hasText: 'Bạn rơi xuống nước' }).first().click();
      await sees(page, 'Em đừng nhảy xuống');
      await page.locator('.q summary').first().click();
    },
  },
  'switch the language and stay on the lesson': {
    play: async ({ page, address }) => {
      await page.goto(`${address}/vi/loc-ninh/burns.html`);
      await page.locator('.langs a[hreflang=en]').click();
      await page.waitForURL(/en\/loc-ninh\/burns/);
      await sees(page, 'cool water');
      equal(await page.locator('html').getAttribute('lang'), 'en');
    },
  },
  'take a quiz by keyboard alone': {
    play: async ({ page, address }) => {
      await page.goto(`${address}/vi/loc-ninh/friend-in-water.html`);
      const quiz = page.locator('.q').first();
      const summary = quiz.locator('summary').first();
      await summary.focus();
      await page.keyboard.press('Enter');
      if (!(await quiz.locator('details').first().evaluate((details) => details.open))) throw new Error('the answer stays shut');
    },
  },
  'choose an answer by keyboard, and hear whether it is right and why': {
    play: async ({ page, address }) => {
      await page.goto(`${address}/vi/loc-ninh/friend-in-water.html`);
      const quiz = page.locator('.q').first();
      const status = quiz.getByRole('status');
      const why = (await quiz.locator('details .ans p').last().textContent()).trim();
      const wrong = quiz.locator('li:not([data-right]) button').first();
      await wrong.focus();
      await page.keyboard.press('Enter');
      equal((await status.innerText()).startsWith('Chưa đúng.'), true);
      equal((await status.innerText()).includes(why), true);
      const right = quiz.locator('li[data-right] button');
      await right.focus();
      await page.keyboard.press('Space');
      equal((await status.innerText()).startsWith('Đúng rồi.'), true);
      equal((await status.innerText()).includes(why), true);
      equal(await right.getAttribute('aria-pressed'), 'true');
      equal(await wrong.getAttribute('aria-pressed'), 'false');
      equal(await quiz.locator('details').isVisible(), false);
      equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0);
    },
  },
  'only a page with a quiz loads its script': {
    play: async ({ page, address }) => {
      await page.goto(`${address}/vi/loc-ninh/friend-in-water.html`);
      equal(await page.locator('script[src*=quiz]').count(), 1);
      await page.goto(`${address}/vi/loc-ninh/drowning.html`);
      equal(await page.locator('script[src*=quiz]').count(), 0);
    },
  },
  'leave quickly, and back does not return': {
    options: { viewport: { width: 1280, height: 800 } },
    play: async ({ page, address, site }) => {
      await page.goto(`${address}/vi/xa-mau/index.html`);
      await page.locator('a', { hasText: 'Em được bảo vệ' }).first().click();
      await page.locator('a', { hasText: 'Năm người em tin' }).first().click();
      await page.waitForURL(`**/${named(site, 'five-people')}.html`);
      // Parts of the page are no steps to go back by.
      await page.locator('.toc a').first().click();
      await page.waitForURL(/#/);
      await page.locator('.exit').click();
      await page.waitForURL(/tables/);
      equal(await page.title(), 'Bảng cửu chương');
      await page.goBack();
      await page.waitForURL(/vi\/xa-mau\/index\.html$/);
    },
  },
  'leave quickly, and no page that was opened by its address comes back': {
    play: async ({ page, address, site }) => {
      const at = (id) => `${address}/vi/xa-mau/${named(site, id)}.html`;
      await page.goto(`${address}/vi/xa-mau/index.html`);
      await page.goto(at('abuse'));
      await page.goto(at('five-people'));
      await page.locator('.exit').click();
      await page.waitForURL(/tables/);
      await page.goBack();
      await page.waitForURL(/tables/);
      await sees(page, '7 × 8 = 56');
      await page.goBack();
      await page.waitForURL(/vi\/xa-mau\/index\.html$/);
      // Whoever comes again by a link may read.
      await page.locator('a', { hasText: 'Em được bảo vệ' }).first().click();
      await page.locator('h1', { hasText: 'Em được bảo vệ' }).waitFor();
    },
  },
  'no address of a discreet page names it, and the old one leads on': {
    play: async ({ page, address, site }) => {
      await page.goto(`${address}/vi/xa-mau/abuse.html`);
      await page.waitForURL(`**/${named(site, 'abuse')}.html`);
      const links = await page.locator('a').evaluateAll((all) => all.map((link) => link.getAttribute('href')).join(' '));
      equal(/abuse|five-people|noticing|whom-to-tell/.test(links), false);
      await page.locator('a', { hasText: 'Năm người em tin' }).first().click();
      await page.waitForURL(`**/${named(site, 'five-people')}.html`);
      await page.locator('.get a').first().waitFor();
    },
  },
  'leave quickly by pressing Shift three times': {
    play: async ({ page, site }) => {
      await page.goto(`${pathToFileURL(site)}/vi/xa-mau/${named(site, 'five-people')}.html`);
      await page.keyboard.press('Shift');
      await page.keyboard.press('a');
      await page.keyboard.press('Shift');
      await page.keyboard.press('Shift');
      if (/tables/.test(page.url())) throw new Error('another key between did not count');
      await page.keyboard.press('Shift');
      await page.waitForURL(/tables/);
    },
  },
  'leave quickly with no script': {
    options: { javaScriptEnabled: false },
    play: async ({ page, address, site }) => {
      await page.goto(`${address}/en/xa-mau/${named(site, 'threatened-with-a-picture')}.html`);
      equal((await page.title()).includes('picture'), false);
      await sees(page, '“back” may still open this page');
      // Whoever passes over it with the keyboard reads on.
      const covers = () => page.locator('.exit').evaluate((exit) => getComputedStyle(exit, '::before').position === 'fixed');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      equal(await page.locator('.exit').evaluate((exit) => exit === document.activeElement), true);
      equal(await covers(), false);
      await page.locator('.exit').click();
      await page.waitForURL(/tables/);
    },
  },
  'leave quickly with no script, and what "back" brings is blank and leaves again': {
    play: async ({ launch, address, site }) => {
      // As telephones do, and no browser that is driven from outside does by itself.
      const browser = await launch({ ignoreDefaultArgs: ['--disable-back-forward-cache'] });
      try {
        const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 }, hasTouch: true });
        const page = await context.newPage();
        const lesson = `${address}/vi/xa-mau/${named(site, 'five-people')}.html`;
        await page.goto(`${address}/vi/xa-mau/index.html`);
        await page.goto(lesson);
        await page.locator('.exit').tap();
        await page.waitForURL(/tables/);
        await page.goBack({ waitUntil: 'commit' });
        equal(page.url(), lesson);
        await page.touchscreen.tap(180, 300);
        await page.waitForURL(/tables/);
      } finally {
        await browser.close();
      }
    },
  },
  'the photograph of a page is not called by what it shows': {
    play: async ({ page, address }) => {
      await page.goto(`${address}/vi/loc-ninh/signs-and-fences.html`);
      const names = await page.locator('img.figure, picture source').evaluateAll((all) => all.map((one) => one.getAttribute('src') || one.getAttribute('srcset')));
      equal(names.length > 1 && names.every((name) => /\/picture-[0-9a-f]{16}\.(jpg|webp)$/.test(name)), true);
    },
  },
  'nothing is kept on the machine': {
    play: async ({ page, context, address, site }) => {
      await page.goto(`${address}/vi/xa-mau/${named(site, 'five-people')}.html`);
      await page.keyboard.press('Shift');
      equal((await context.cookies()).length, 0);
      equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0);
    },
  },
  'search without marks, with them, and from a stick': {
    play: async ({ page, site, address }) => {
      for (const base of [address, pathToFileURL(site).href]) {
        await page.goto(`${base}/vi/xa-mau/index.html`);
        const first = async (wanted) => {
          await page.getByRole('searchbox').fill(wanted);
          await page.locator('#results a').first().waitFor();
          return page.locator('#results a').first().innerText();
        };
        equal(await first('so cuu duoi nuoc'), 'Sơ cứu đuối nước');
        equal(await first('bỏng'), 'Bỏng: nước mát 20 phút');
        equal(await first('noi truoc'), 'Nổi trước đã');
        equal(await first('cho can'), 'Chó, mèo cắn');
        // On the page itself: who to call.
        equal(await first('tram y te'), 'Trạm y tế');
        await page.getByRole('searchbox').fill('zzzz');
        await sees(page, 'Không tìm thấy');
      }
    },
  },
  'search in Khmer, which has no spaces': {
    play: async ({ page, address }) => {
      await page.goto(`${address}/km/xa-mau/index.html`);
      await page.getByRole('searchbox').fill('ទឹកជ្រៅ');
      await page.locator('#results a').first().waitFor();
    },
  },
  'an address of before leads on, from a stick and with no script': {
    options: { javaScriptEnabled: false },
    play: async ({ page, site, address }) => {
      for (const base of [address, pathToFileURL(site).href]) {
        await page.goto(`${base}/vi/loc-ninh/fences.html`);
        await page.waitForURL(/loc-ninh\/signs-and-fences/);
      }
    },
  },
  'a photograph is WebP, upright, and has its room before it comes': {
    play: async ({ page, address }) => {
      await page.goto(`${address}/vi/loc-ninh/signs-and-fences.html`);
      const photograph = page.locator('img.figure');
      await photograph.scrollIntoViewIfNeeded();
      await page.waitForFunction(() => document.querySelector('img.figure').complete);
      const seen = await photograph.evaluate((img) => ({
        source: img.currentSrc.split('.').pop(), natural: [img.naturalWidth, img.naturalHeight].join(), loading: img.loading,
        said: [img.getAttribute('width'), img.getAttribute('height')].join(), ratio: Math.round((100 * img.clientWidth) / img.clientHeight),
      }));
      equal(JSON.stringify(seen), JSON.stringify({ source: 'webp', natural: '960,640', loading: 'lazy', said: '960,640', ratio: 150 }));
      const lead = await page.locator('.sun img').evaluate((img) => img.complete && img.clientWidth === img.clientHeight);
      equal(lead, true);
    },
  },
  'the sketch of deep water has the numbers of the list, and is printed in black': {
    options: { colorScheme: 'dark' },
    play: async ({ page, address }) => {
      await page.goto(`${address}/vi/loc-ninh/index.html`);
      equal(await page.locator('.map').count(), 0);
      for (const name of ['index', 'where-is-deep-water']) {
        await page.goto(`${address}/vi/xa-mau/${name}.html`);
        await page.getByRole('img', { name: 'Sơ đồ nơi nước sâu ở xã Mẫu' }).waitFor();
        const drawn = await page.locator('.map g:not(.legend) text').allTextContents();
        equal(drawn.join(), '1,2,3,4');
        const listed = await page.locator('.waters .on-map').evaluateAll((all) => all.map((one) => one.lastChild.textContent.trim()));
        equal(listed.join(), drawn.join());
      }
      await page.emulateMedia({ media: 'print', colorScheme: 'light' });
      equal(await page.locator('.map .frame').evaluate((frame) => getComputedStyle(frame).stroke), 'rgb(0, 0, 0)');
    },
  },
  'open a leaflet': {
    play: async ({ page, address }) => {
      await page.goto(`${address}/vi/loc-ninh/burns.html`);
      const link = await page.locator('a[href$=".pdf"]').first().getAttribute('href');
      const answer = await page.request.get(new URL(link, page.url()).href);
      equal(answer.status(), 200);
      equal((await answer.body()).subarray(0, 5).toString(), '%PDF-');
    },
  },
};
