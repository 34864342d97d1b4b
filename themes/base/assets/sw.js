// Pages of the places that a reader keeps, for when there is no network. Each place has a cache of
// its own, named after its folder; what may lie in it is what `keep.json` lists and the leaflets
// of lessons listed there. Nothing discreet is listed, so nothing discreet is ever kept.
(() => {
  'use strict';

  // So long the network may take before the copy is shown.
  const LIMIT = 3000;
  const scope = self.registration.scope;
  const nameOf = (folder) => `loa ${folder}`;
  const listOf = (folder) => new URL('../keep.json', folder).href;

  // Some hosts send a reader of `x.html` on to `x`, and of `index.html` to its folder.
  const bare = (url) => new URL(url).pathname.replace(/\.html$/, '').replace(/\/index$/, '').replace(/\/$/, '');

  // As the server has it now, whatever the browser remembers. What has only a barer address is the
  // same page, and an answer under its own one; to follow any other redirect is up to the browser.
  const ask = async (url) => {
    const answer = await fetch(url, { cache: 'no-cache', credentials: 'same-origin', redirect: 'manual' });
    if (answer.type !== 'opaqueredirect') return answer;
    const led = await fetch(url, { cache: 'no-cache', mode: 'same-origin', credentials: 'same-origin' }).catch(() => null);
    if (!led || bare(led.url) !== bare(url)) return answer;
    // A browser refuses an answer that was redirected where it did not ask to be.
    return new Response(await led.blob(), { status: led.status, headers: led.headers });
  };
  const fresh = async (url) => {
    const answer = await ask(url);
    if (!answer.ok) throw new Error(url);
    return answer;
  };

  // All is fetched before anything is changed: a place is kept whole or not at all.
  const fill = async (folder, again) => {
    const text = await (await fresh(listOf(folder))).text();
    const list = JSON.parse(text);
    const own = list.own[folder.split('/').slice(-2)[0]] || [];
    const pages = list.pages.concat(own).map((name) => new URL(name, folder).href);
    const assets = list.assets.map((name) => new URL(`assets/${name}`, scope).href);
    const got = await Promise.all(
      pages.map(async (url) => [url, await fresh(url)])
        .concat(assets.map(async (url) => [url, (await caches.match(url)) || (await fresh(url))]))
    );
    // The reader may have taken it away meanwhile.
    if (again && !(await caches.has(nameOf(folder)))) return;
    const cache = await caches.open(nameOf(folder));
    for (const [url, answer] of got) await cache.put(url, answer);
    await cache.put(listOf(folder), new Response(text));
    const wanted = new Set(pages.concat(assets, listOf(folder)));
    for (const { url } of await cache.keys()) {
      const leaflet = url.endsWith('.pdf') && wanted.has(lessonOf(url));
      if (!wanted.has(url) && !leaflet) await cache.delete(url);
    }
  };

  // The page whose leaflet this is.
  const lessonOf = (leaflet) => leaflet.replace(/[^/]+\/([^/]+)\.pdf$/, '$1.html');

  // What came from the network takes the place of the copy. When it differs, so may the others.
  const renew = async (cache, folder, url, old, answer) => {
    if (!(await caches.has(nameOf(folder)))) return;
    await cache.put(url, answer.clone());
    if (!old || url.endsWith('.pdf')) return;
    let changed = (await old.text()) !== (await answer.text());
    if (!changed && url.endsWith('/index.html')) {
      const list = await cache.match(listOf(folder));
      changed = (await (await fresh(listOf(folder))).text()) !== (list ? await list.text() : '');
    }
    if (changed) await fill(folder, true);
  };

  const read = async (event, url, page) => {
    const folder = new URL('./', page).href;
    const kept = await caches.has(nameOf(folder));
    const cache = kept && (await caches.open(nameOf(folder)));
    if (!cache || !(await cache.match(page))) return fetch(event.request);
    const copy = await cache.match(url);
    const before = copy && copy.clone();
    const asked = ask(url);
    const renewed = asked.then((answer) => {
      if (answer.ok) return renew(cache, folder, url, before, answer.clone());
    });
    event.waitUntil(renewed.catch(() => {}));
    if (!copy) return asked;
    const late = new Promise((done) => setTimeout(done, LIMIT, copy));
    const sound = asked.then((answer) => (answer.status < 500 ? answer : copy), () => copy);
    return Promise.race([sound, late]);
  };

  self.addEventListener('fetch', (event) => {
    const { request } = event;
    const url = new URL(request.url);
    url.search = '';
    url.hash = '';
    if (request.method !== 'GET' || !url.href.startsWith(scope)) return;
    if (url.href.startsWith(`${scope}assets/`)) {
      event.respondWith(caches.match(url.href).then((kept) => kept || fetch(request)));
      return;
    }
    if (url.pathname.endsWith('/')) url.pathname += 'index.html';
    if (!/\.[^/]*$/.test(url.pathname)) url.pathname += '.html';
    if (url.pathname.endsWith('.html')) event.respondWith(read(event, url.href, url.href));
    else if (url.pathname.endsWith('.pdf')) event.respondWith(read(event, url.href, lessonOf(url.href)));
  });

  self.addEventListener('message', (event) => {
    const [port] = event.ports;
    const { keep } = event.data;
    if (!port || !String(keep).startsWith(scope)) return;
    event.waitUntil(fill(keep, false).then(() => port.postMessage(true), () => port.postMessage(false)));
  });

  self.addEventListener('install', () => self.skipWaiting());
  self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
})();
