// What a page costs on a slow link, and that it asks nobody else for anything.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const FIRST_VIEW = 14 * 1024;
const WHOLE = 100 * 1024;

const small = (text) => gzipSync(text, { level: 9 }).length;

export const budgets = ({ site, langs, check }) => {
  const assets = new Map(readdirSync(`${site}/assets`).map((name) => [name, readFileSync(`${site}/assets/${name}`)]));
  let largest = { bytes: 0 };
  for (const lang of langs) {
    const ofPlace = readdirSync(`${site}/${lang}/xa-mau`).filter((name) => name.endsWith('.html')).map((name) => `xa-mau/${name}`);
    for (const name of ofPlace.concat('index.html', 'safety.html')) {
      const html = readFileSync(`${site}/${lang}/${name}`, 'utf8');
      // Of a photograph a browser takes the WebP, and the other only if it is too old for that.
      const besides = new Set([...html.matchAll(/<source[^>]*>\s*<img[^>]* src="?[^" >]*\/assets\/([^" >]+)/g)].map(([, asset]) => asset));
      // What a page only names in `data-…` comes when a reader asks for it.
      const waits = html.replace(/ data-[a-z]+=(?:"[^"]*"|[^" >]*)/g, '');
      const taken = (asset) => waits.includes(asset) && !besides.has(asset);
      const used = [...assets].filter(([asset]) => taken(asset));
      // No page waits for what it looks like on paper, and where scripts run it has none of what is for elsewhere.
      const page = used.filter(([asset]) => /\.(css|js)$/.test(asset) && !/^(print|noscript)-/.test(asset)).reduce((sum, [, bytes]) => sum + small(bytes), small(html));
      const shown = html.match(/(?<=\.\.\/thumbnails\/)[\w./-]+/g) ?? [];
      const thumbnails = shown.reduce((sum, file) => sum + statSync(`${site}/${lang}/thumbnails/${file}`).size, 0);
      const whole = used.reduce((sum, [asset, bytes]) => sum + (/\.(css|js)$/.test(asset) ? 0 : bytes.length), page + thumbnails);
      if (page > largest.bytes) largest = { bytes: page, name: `${lang}/${name}` };
      check(page <= FIRST_VIEW, `${lang}/${name}: ${page} bytes of page, style and script`);
      check(whole <= WHOLE, `${lang}/${name}: ${whole} bytes with pictures`);
    }
  }
  console.log(`largest page with style and script: ${largest.bytes} bytes (${largest.name})`);
};
