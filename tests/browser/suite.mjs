// Holds the built site against what readers need. `node suite.mjs SITE SCREENSHOTS`
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { accessible } from './accessible.mjs';
import { budgets } from './budgets.mjs';
import { fast } from './fast.mjs';
import { found } from './found.mjs';
import { large } from './large.mjs';
import { listed } from './listed.mjs';
import { offers } from './offers.mjs';
import { old } from './old.mjs';
import { pictured } from './pictured.mjs';
import { scenarios } from './scenarios.mjs';
import { named, serve } from './serve.mjs';
import { served } from './served.mjs';
import { slides } from './slides.mjs';
import { valid } from './valid.mjs';

const site = resolve(process.argv[2]);
const look = resolve(process.argv[3]);
rmSync(look, { recursive: true, force: true });
mkdirSync(look, { recursive: true });

// A page of each type. What a type has in no language (Khmer has three lessons) falls back.
const langs = ['vi', 'en', 'km'];
// Printed codes lead to all places; this run made three.
const code = readdirSync(`${site}/q`).find((name) => {
  const target = readFileSync(`${site}/q/${name}`, 'utf8').match(/url=([^"'> ]+)/)[1];
  return existsSync(`${site}/q/${target}`);
});
const pages = langs.flatMap((lang) => [
  { name: `${lang}-chooser`, path: `${lang}/index.html` },
  { name: `${lang}-place`, path: `${lang}/loc-ninh/index.html` },
  { name: `${lang}-place-sample`, path: `${lang}/xa-mau/index.html` },
  { name: `${lang}-general`, path: `${lang}/chung/index.html` },
  { name: `${lang}-pack`, path: `${lang}/loc-ninh/drowning.html` },
  { name: `${lang}-lesson`, path: `${lang}/loc-ninh/friend-in-water.html` },
  { name: `${lang}-lesson-sample`, path: `${lang}/xa-mau/burns.html` },
  { name: `${lang}-lesson-general`, path: `${lang}/chung/first-aid-drowning.html` },
  { name: `${lang}-lesson-discreet`, path: `${lang}/xa-mau/${named(site, 'five-people')}.html` },
  { name: `${lang}-signpost`, path: `${lang}/old/an-khuong.html` },
  { name: `${lang}-safety`, path: `${lang}/safety.html` },
  { name: `${lang}-tables`, path: `${lang}/tables.html` },
]);
pages.push({ name: 'start', path: 'index.html' }, { name: 'lost', path: '404.html', served: true });
pages.push({ name: 'code', path: `q/${code}`, leads: true });

const failures = [];
let checks = 0;
/** Counts a check, and keeps what failed. */
export const check = (holds, what) => {
  checks += 1;
  if (!holds) failures.push(what);
};

const { address, close } = await serve(site);
const launch = (options = {}) => chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  ...options,
});
const browser = await launch();
const world = { site, look, pages, langs, address, browser, launch, check };
for (const [name, part] of Object.entries({ valid, listed, old, budgets, accessible, large, found, scenarios, slides, offers, served, pictured, fast })) {
  const before = checks;
  const start = Date.now();
  await part(world);
  console.log(`${name}: ${checks - before} checks, ${((Date.now() - start) / 1000).toFixed(0)} s`);
}
await browser.close();
close();

for (const failure of failures) console.error(`failed: ${failure}`);
console.log(`${checks} checks, ${failures.length} failed; pictures in ${look}`);
process.exit(failures.length ? 1 : 0);
