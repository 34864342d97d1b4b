// Every type of page, over HTTP and from the disk, at three widths: nothing wider than the screen,
// nothing asked of anybody else, no mistake in the console, no violation of WCAG 2.2 AA.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const widths = [360, 768, 1280];

export const accessible = async ({ site, look, pages, address, browser, check }) => {
  for (const { name, path, leads, served } of pages) {
    // The page for a lost address is shown by servers only.
    for (const base of served ? [address] : [address, pathToFileURL(site).href]) {
      // A policy of the page forbids scripts that are not its own; the checker is one.
      const context = await browser.newContext({ bypassCSP: true, javaScriptEnabled: true });
      const page = await context.newPage();
      const said = [];
      page.on('console', (message) => ['error', 'warning'].includes(message.type()) && said.push(message.text()));
      page.on('pageerror', (error) => said.push(error.message));
      page.on('request', (request) => {
        const url = request.url();
        if (!url.startsWith(base) && !url.startsWith('data:')) said.push(`asks for ${url}`);
      });
      // A picture that nobody scrolled to is given up when the next page is opened.
      page.on('requestfailed', (request) => leads || request.failure().errorText === 'net::ERR_ABORTED' || said.push(`${request.url()} failed`));
      const over = base === address ? 'http' : 'file';
      for (const width of base === address ? widths : [360]) {
        await page.setViewportSize({ width, height: 800 });
        await page.goto(`${base}/${path}`, { waitUntil: 'load' });
        if (leads) await page.waitForTimeout(300);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        check(wide <= width, `${name} (${over}): ${wide} wide on a screen of ${width}`);
        if (base === address) await page.screenshot({ path: `${look}/${name}-${width}.png`, fullPage: true });
      }
      check(said.length === 0, `${name} (${over}): ${said.join('; ')}`);
      await page.evaluate(axe);
      for (const scheme of base === address ? ['light', 'dark'] : ['light']) {
        await page.emulateMedia({ colorScheme: scheme });
        const { violations } = await page.evaluate(() =>
          window.axe.run(document, { preload: false, runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
        );
        check(true);
        for (const { id, help, nodes } of violations) {
          check(false, `${name} (${over}, ${scheme}): ${id}: ${help}: ${nodes.slice(0, 2).map((node) => node.html.slice(0, 160)).join(' … ')}`);
        }
      }
      await context.close();
    }
  }
};
