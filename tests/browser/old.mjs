// Old in-app browsers: what scripts and styles use was there in Chromium 87.
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'acorn';
import doiuse from 'doiuse';
import postcss from 'postcss';

export const old = async ({ site, check }) => {
  const files = [...readdirSync(`${site}/assets`), '../sw.js'];
  for (const file of files.filter((name) => name.endsWith('.js'))) {
    const text = readFileSync(`${site}/assets/${file}`, 'utf8');
    try {
      parse(text, { ecmaVersion: 2020, sourceType: 'script' });
      check(true);
    } catch (error) {
      check(false, `${file}: ${error.message}`);
    }
    for (const late of ['.at(', 'replaceAll(', 'structuredClone', 'Object.hasOwn', 'findLast', '.toSorted(', 'AbortSignal.timeout', 'Array.fromAsync', '.groupBy(']) {
      check(!text.includes(late), `${file} uses ${late}`);
    }
  }
  for (const file of files.filter((name) => name.endsWith('.css'))) {
    const text = readFileSync(`${site}/assets/${file}`, 'utf8');
    const found = [];
    await postcss([doiuse({ browsers: ['chrome 87'], onFeatureUsage: (usage) => found.push(usage.message) })])
      .process(text, { from: file });
    // Of a feature that is there in part, what is used is seen in the pictures.
    for (const message of found) check(/only partially/.test(message), message);
    // What the list of features does not know.
    for (const late of [/:has\(/, /:is\(/, /:where\(/, /@layer/, /@container/, /color-mix\(/, /\d[dsl]v[hw]\b/, /aspect-ratio:/, /accent-color/, /^\s*&/m, /@property/]) {
      check(!late.test(text), `${file} uses ${late}`);
    }
  }
};
