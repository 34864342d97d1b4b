// Large text: at 200 % on a small screen, by the zoom of the browser and by letters alone, nothing is wider than
// the screen, no words lie over others, and none leave their box. On a projector text grows with the screen.

const small = [
  // Zoom makes pixels larger, and fewer of them fit.
  { how: '200 % zoom', viewport: { width: 180, height: 370 }, deviceScaleFactor: 2 },
  { how: 'its own size', viewport: { width: 360, height: 740 } },
  { how: 'letters of 200 %', viewport: { width: 360, height: 740 }, letters: '32px' },
];

/** What is wrong with how the words of a page lie. Runs in the page. */
export const overlaps = () => {
  const seen = (node) => {
    for (let one = node.parentElement; one; one = one.parentElement) {
      const style = getComputedStyle(one);
      if (style.visibility === 'hidden' || style.clipPath !== 'none' || style.display === 'none') return false;
      // The quick exit lies over the page, on purpose.
      if (style.position === 'fixed' && one.matches('.exit')) return false;
    }
    return true;
  };
  const found = [];
  const lines = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.data.trim() || node.parentElement.closest('script, noscript, svg') || !seen(node)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = node.parentElement.closest('a, button, li, p, .call, .alert, .pair, .gap, .btn, .mark, summary, div, body');
    const room = box.getBoundingClientRect();
    const said = node.data.trim().slice(0, 30);
    for (const rect of range.getClientRects()) {
      if (rect.width < 2 || rect.left < -99) continue;
      if (rect.right > innerWidth + 1 || rect.left < -1) found.push(`“${said}” leaves the screen`);
      if (getComputedStyle(box).display !== 'inline' && (rect.right > room.right + 2 || rect.left < room.left - 2)) found.push(`“${said}” leaves its box`);
      lines.push({ node, said, rect });
    }
  }
  // A box in running text keeps between its lines.
  for (const box of document.querySelectorAll('main span, main b, main mark, main a')) {
    const style = getComputedStyle(box);
    if (style.display !== 'inline' || parseFloat(style.borderTopWidth) === 0) continue;
    for (const edge of box.getClientRects()) {
      for (const { node, said, rect } of lines) {
        if (box.contains(node)) continue;
        const wide = Math.min(edge.right, rect.right) - Math.max(edge.left, rect.left);
        const high = Math.min(edge.bottom, rect.bottom) - Math.max(edge.top, rect.top);
        if (wide > 2 && high > 2 && Math.abs(edge.top + edge.bottom - rect.top - rect.bottom) > 8) found.push(`a box lies over “${said}”`);
      }
    }
  }
  // Lines of one text stand close; what is compared is the middle of each, where its letters are.
  lines.sort((a, b) => a.rect.top - b.rect.top);
  for (let i = 0; i < lines.length; i += 1) {
    for (let j = i + 1; j < lines.length && lines[j].rect.top < lines[i].rect.bottom; j += 1) {
      const [a, b] = [lines[i], lines[j]];
      if (a.node === b.node) continue;
      const wide = Math.min(a.rect.right, b.rect.right) - Math.max(a.rect.left, b.rect.left);
      const high = Math.min(a.rect.bottom, b.rect.bottom) - Math.max(a.rect.top, b.rect.top);
      if (wide > 2 && high > 0.45 * Math.min(a.rect.height, b.rect.height)) found.push(`“${a.said}” and “${b.said}” lie over each other`);
    }
  }
  return [...new Set(found)];
};

export const large = async ({ pages, address, browser, check, look }) => {
  // Numbers that nobody sent stand in running text too.
  const more = [{ name: 'vi-lesson-unknown', path: 'vi/loc-ninh/eyes-on.html' }];
  for (const { name, path } of pages.concat(more).filter((page) => !page.leads)) {
    for (const { how, viewport, deviceScaleFactor, letters } of small) {
      const context = await browser.newContext({ viewport, deviceScaleFactor, bypassCSP: true });
      const page = await context.newPage();
      await page.goto(`${address}/${path}`, { waitUntil: 'load' });
      if (letters) await page.addStyleTag({ content: `html,html:lang(km){font-size:${letters}}` });
      for (const summary of await page.locator('summary').all()) await summary.evaluate((one) => { one.parentElement.open = true; });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      check(wide <= viewport.width, `${name} at ${how}: ${wide} wide on a screen of ${viewport.width}`);
      const found = await page.evaluate(overlaps);
      check(found.length === 0, `${name} at ${how}: ${found.slice(0, 4).join('; ')}${found.length > 4 ? ` and ${found.length - 4} more` : ''}`);
      if (found.length) await page.screenshot({ path: `${look}/${name}-${how.replace(/\W+/g, '-')}.png`, fullPage: true });
      await context.close();
    }
  }
  // From a small laptop to a projector the words grow.
  const page = await browser.newPage();
  const sizes = [];
  for (const [width, height] of [[1024, 768], [1280, 720], [1920, 1080]]) {
    await page.setViewportSize({ width, height });
    await page.goto(`${address}/vi/xa-mau/eyes-on.html`);
    sizes.push(await page.locator('#why + .text p').first().evaluate((one) => parseFloat(getComputedStyle(one).fontSize)));
    check((await page.evaluate(() => document.documentElement.scrollWidth)) <= width, `a lesson is wider than ${width}`);
  }
  check(sizes[0] >= 18 && sizes[1] >= 20 && sizes[2] >= 24, `on a projector a lesson has letters of ${sizes.join(', ')}`);
  await page.close();
};
