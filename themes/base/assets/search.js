// Finds lessons, waters and numbers on the home page of a place. Words are compared with their
// marks first and without them next, so that "duoi nuoc" finds "đuối nước" and the exact spelling
// comes first. The list of lessons is fetched when the field is first touched; nothing is sent.
(() => {
  'use strict';

  const form = document.getElementById('search');
  if (!form) return;
  const field = form.querySelector('input');
  const said = form.querySelector('[role=status]');
  const results = document.getElementById('results');

  const small = (text) => text.toLowerCase().normalize('NFC');
  const fold = (text) =>
    text.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/đ/g, 'd');
  const split = (text) => text.split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean);

  // A text with the words it has as written and as typed in a hurry.
  const known = (text, weight) => ({ weight, exact: split(small(text)), plain: split(fold(text)) });

  // What stands on the page itself: the waters and the people of the place.
  const here = () =>
    [...document.querySelectorAll('#waters-list li, #people-list li')]
      .filter((row) => row.querySelector('h3'))
      .map((row, at) => {
        row.id = `row-${at}`;
        const title = row.querySelector('h3').textContent;
        return { title, line: '', url: `#${row.id}`, fields: [known(title, 8), known(row.textContent, 2)] };
      });

  let entries;
  let vocabulary;
  const prepare = () => {
    const lessons = (self.loaLessons || []).map(([url, title, pack, action, words]) => ({
      title, line: action, url,
      fields: [known(title, 8), known(action, 4), known(pack, 2), known(words, 1)],
    }));
    entries = lessons.concat(here());
    vocabulary = new Set([].concat(...entries.map(({ fields }) => [].concat(...fields.map(({ exact }) => exact)))));
  };

  let fetching;
  const fetchLessons = () => {
    fetching = fetching || new Promise((done) => {
      const script = document.createElement('script');
      script.src = form.dataset.lessons;
      script.onload = script.onerror = done;
      document.head.append(script);
    }).then(prepare);
    return fetching;
  };

  // Khmer is written without spaces: the longest known word from each place on.
  const KHMER = /[\u1780-\u17ff]/;
  const wordsOf = (text) =>
    [].concat(...split(text).map((run) => {
      if (!KHMER.test(run)) return [run];
      const words = [];
      let from = 0;
      while (from < run.length) {
        let to = run.length;
        while (to > from + 1 && !vocabulary.has(run.slice(from, to))) to -= 1;
        if (to === from + 1) to = run.length;
        words.push(run.slice(from, to));
        from = to;
      }
      return words;
    }));

  const best = (words, wanted) => {
    let found = 0;
    for (const word of words) {
      if (word === wanted) return 1;
      if (word.startsWith(wanted)) found = 0.7;
    }
    return found;
  };

  // Every word must be found somewhere; written with its marks it counts twice.
  const score = ({ fields }, exact, plain) => {
    let sum = 0;
    for (let at = 0; at < exact.length; at += 1) {
      let most = 0;
      for (const text of fields) {
        const value = Math.max(best(text.exact, exact[at]), best(text.plain, plain[at]) / 2);
        most = Math.max(most, value * text.weight);
      }
      if (!most) return 0;
      sum += most;
    }
    // All of the words in the title, best of all next to each other, are what was meant.
    const title = ` ${fields[0].plain.join(' ')} `;
    if (plain.every((word) => best(fields[0].plain, word))) sum += 4;
    return sum + (title.includes(` ${plain.join(' ')}`) ? 6 : 0);
  };

  const show = (found, wanted) => {
    results.textContent = '';
    for (const { title, line, url } of found) {
      const item = document.createElement('li');
      const link = document.createElement('a');
      const name = document.createElement('b');
      name.textContent = title;
      link.append(name);
      link.href = url;
      item.append(link);
      if (line) {
        const text = document.createElement('p');
        text.textContent = line;
        item.append(text);
      }
      results.append(item);
    }
    results.hidden = !found.length;
    const { none, one, many } = form.dataset;
    said.textContent = !wanted ? '' : !found.length ? none : found.length === 1 ? one : many.replace('{n}', found.length);
  };

  const MOST = 12;
  const search = () =>
    fetchLessons().then(() => {
      const exact = wordsOf(small(field.value));
      const plain = exact.map(fold);
      const found = exact.length
        ? entries
          .map((entry) => ({ entry, value: score(entry, exact, plain) }))
          .filter(({ value }) => value)
          .sort((a, b) => b.value - a.value)
          .slice(0, MOST)
          .map(({ entry }) => entry)
        : [];
      show(found, exact.length);
    });

  field.addEventListener('focus', fetchLessons);
  field.addEventListener('input', search);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    search().then(() => {
      const first = results.querySelector('a');
      if (first) first.focus();
    });
  });
})();
