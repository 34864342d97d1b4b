// What search engines are told: every address listed is a page of the site that stands for itself,
// and nothing discreet or unreviewed is among them.
import { existsSync, readFileSync } from 'node:fs';

const all = (text, pattern) => [...text.matchAll(pattern)].map((found) => found[1]);

export const listed = ({ site, check }) => {
  const robots = readFileSync(`${site}/robots.txt`, 'utf8');
  const index = robots.match(/^Sitemap: (.*)\/sitemap\.xml$/m);
  check(index, 'robots.txt names the sitemap');
  const base = index[1];
  const here = (url) => url.replace(base, site);
  const maps = all(readFileSync(`${site}/sitemap.xml`, 'utf8'), /<loc>(.*?)<\/loc>/g);
  check(maps.length > 80, `${maps.length} places are listed`);
  check(!maps.some((map) => map.includes('/km/') || map.includes('xa-mau')), 'drafts and the made-up place are not listed');
  for (const map of maps.map(here).filter(existsSync)) {
    for (const url of readFileSync(map, 'utf8').split('<url>').slice(1)) {
      const [loc] = all(url, /<loc>(.*?)<\/loc>/g);
      const page = existsSync(here(loc)) ? readFileSync(here(loc), 'utf8') : '';
      check(page.includes(`href="${loc}" rel=canonical`), `${loc} stands for itself`);
      check(!/name=robots/.test(page), `${loc} is discreet or a draft`);
      const others = all(url, /href="(.*?)"/g);
      check(others.every((other) => page.includes(other)), `${loc} names its languages`);
    }
  }
};
