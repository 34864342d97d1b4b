// Finds lessons, waters and numbers on the home page of a place. In Vietnamese a word is several
// syllables, so those of a query count where they stand next to each other. Marks that are typed are
// meant; without marks all spellings are found. What people type who need help leads where the
// campaign says. It comes with its list when the field is first touched; nothing is sent.
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
  // The tone of "hoả" and "hỏa" stands on another letter, and the word is the same.
  const spell = (text) => {
    const marks = text.normalize('NFD').match(/[\u0300-\u036f]/g) || [];
    return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '') + marks.sort().join('');
  };
  const split = (text) => text.split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean);

  // Every word has a number, and a text is a list of them.
  const words = [];
  const numbers = new Map();
  const number = (word) => {
    if (!numbers.has(word)) {
      numbers.set(word, words.length);
      words.push({ word, exact: spell(word), plain: fold(word) });
    }
    return numbers.get(word);
  };
  const END = -1;
  const known = (text, weight) => ({ weight, text: split(small(text)).map(number) });
  const runs = (text, weight) => ({
    weight, text: [].concat(...text.split('|').map((run) => split(run).map(number).concat(END))),
  });
  const apart = (text, weight) => runs(text.replace(/ /g, '|'), weight);

  // What stands on the page itself: whom to call, the waters and the people of the place.
  const here = () =>
    [...document.querySelectorAll('.call .nums a')]
      .map((link) => ({
        title: `${link.querySelector('b').textContent} ${link.querySelector('span').textContent}`,
        line: '', url: link.getAttribute('href'), calls: true,
      }))
      .concat([...document.querySelectorAll('#waters-list .waters > li, #people-list .people > li:not(.missing), .missing span')]
        .map((row, at) => {
          row.id = `row-${at}`;
          return { title: (row.querySelector('h3') || row).textContent, line: '', url: `#${row.id}`, more: row.textContent };
        }))
      .filter(({ url }) => url)
      .map((entry) => ({ ...entry, fields: [known(entry.title, 8), known(entry.more || '', 2)] }));

  let entries;
  let needs;
  let numbersHere;
  const prepare = () => {
    const listed = self.loaSearch || { pages: [], needs: [] };
    const pages = listed.pages.map(([url, title, pack, line, text, others, whole]) => ({
      url, title, line, whole,
      fields: [known(title, 8), known(line, 4), known(pack, 2), runs(text, 1), apart(others, 1)],
    }));
    const own = here();
    numbersHere = own.filter(({ calls }) => calls);
    entries = own.concat(pages);
    needs = listed.needs.map(([typed, call, show]) => ({
      typed: typed.map((text) => split(text).map(number)),
      leads: call
        .map(([value, tel, label]) => ({ title: `${value} ${label}`, line: '', url: tel && `tel:${tel}` }))
        .concat(show.map((url) => pages.find((page) => page.url === url)).filter(Boolean)),
    }));
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
      const found = [];
      let from = 0;
      while (from < run.length) {
        let to = run.length;
        while (to > from + 1 && !numbers.has(run.slice(from, to))) to -= 1;
        if (to === from + 1) to = run.length;
        found.push(run.slice(from, to));
        from = to;
      }
      return found;
    }));

  const BARE = 0.6;
  const SLIP = 0.15;
  // Whether one letter too many, too few, another or moved parts two words.
  const isSlip = (typed, meant) => {
    const [a, b] = [[...typed], [...meant]];
    if (Math.abs(a.length - b.length) > 1) return false;
    let at = 0;
    while (at < a.length && a[at] === b[at]) at += 1;
    const rest = (text, skip) => text.slice(at + skip).join('');
    if (a.length !== b.length) return a.length > b.length ? rest(a, 1) === rest(b, 0) : rest(a, 0) === rest(b, 1);
    if (a[at] === b[at + 1] && a[at + 1] === b[at]) return rest(a, 2) === rest(b, 2);
    // Two tones are two words, and no slip.
    return rest(a, 1) === rest(b, 1) && (fold(a[at]) !== fold(b[at]) || a[at] === fold(a[at]));
  };

  // How well each word there is fits one that is typed: as it is, without marks, as far as it goes,
  // or but for a letter where it is no word at all.
  const fit = (typed, goesOn) => {
    const [exact, plain] = [spell(typed), fold(typed)];
    const bare = exact === plain;
    const fits = words.map((known) =>
      known.exact === exact ? 1
        : bare && known.plain === plain ? BARE
          : !goesOn || typed.length < 2 ? 0
            : known.word.startsWith(typed) ? 0.3
              : bare && known.plain.startsWith(plain) ? 0.2 : 0);
    if (typed.length < 4 || KHMER.test(typed) || fits.some(Boolean)) return fits;
    return words.map(({ word, plain: other }) =>
      (word.length > 2 && (isSlip(typed, word) || (bare && isSlip(plain, other))) ? SLIP : 0));
  };

  // What of a query an entry has: for each word its worth alone and next to another of the query.
  const look = ({ fields }, fits) => {
    const alone = fits.map(() => 0);
    const tied = fits.map(() => 0);
    let whole = 0;
    for (const { weight, text } of fields) {
      for (let at = 0; at < text.length; at += 1) {
        for (let first = 0; first < fits.length; first += 1) {
          // A run is looked at from its start on.
          if (!fits[first][text[at]] || (first && at && fits[first - 1][text[at - 1]])) continue;
          let length = 1;
          while (first + length < fits.length && fits[first + length][text[at + length]]) length += 1;
          const to = length > 1 ? tied : alone;
          for (let i = 0; i < length; i += 1) {
            to[first + i] = Math.max(to[first + i], weight * fits[first + i][text[at + i]]);
          }
          if (length === fits.length) whole += weight * fits[first][text[at]];
        }
      }
    }
    const inTitle = fits.every((fit) => fields[0].text.some((word) => fit[word] > 0.15));
    return { alone, tied, whole, inTitle };
  };

  const ENOUGH = 0.7;
  // What an entry is worth. A word of the query that few have says what is meant: it must be there,
  // and where words are syllables next to another of them.
  const score = (seen, isWhole, rare) => {
    const { alone, tied, whole, inTitle } = seen;
    const counts = (i) => (tied[i] ? 1 : !alone[i] ? 0 : isWhole || rare.length === 1 ? 1 : 0.5);
    const sum = (value) => rare.reduce((all, weight, i) => all + weight * value(i), 0);
    const rarest = rare.indexOf(Math.max(...rare));
    const enough = counts(rarest) === 1 && sum(counts) >= ENOUGH * sum(() => 1);
    if (!enough && !inTitle) return 0;
    const worth = sum((i) => Math.max(tied[i], alone[i] * (rare.length === 1 ? 1 : 0.4)));
    return worth + (inTitle ? 6 : 0) + Math.log2(1 + whole) * 2;
  };

  const search = (fits) => {
    const seen = entries.map((entry) => look(entry, fits));
    const rare = fits.map((_, i) => {
      const having = seen.filter(({ alone, tied }) => alone[i] || tied[i]).length;
      return Math.log(1 + entries.length / (having || 0.5));
    });
    const found = entries
      .map((entry, at) => ({ entry, value: score(seen[at], entry.whole, rare) }))
      .filter(({ value }) => value)
      .sort((a, b) => b.value - a.value);
    return found.filter(({ value }) => value > found[0].value / 5).map(({ entry }) => entry);
  };

  // How many of the words that are typed are a need. A short word among many others is none.
  const fulfils = (meant, fits) => {
    const [{ length }, n] = [meant, fits.length];
    if (length === 1 && n > 2 && words[meant[0]].word.length < 5) return 0;
    const is = (value) => value === 1 || value === SLIP || (value === BARE && (length > 1 || n === 1));
    const from = fits.findIndex((_, at) => meant.every((word, i) => fits[at + i] && is(fits[at + i][word])));
    return from < 0 ? 0 : length;
  };

  // Where the campaign leads whoever types this: numbers first, of the need that says most.
  const help = (fits) => {
    const asked = needs
      .map(({ typed, leads }) => ({ leads, most: Math.max(...typed.map((meant) => fulfils(meant, fits))) }))
      .filter(({ most }) => most > 0)
      .sort((a, b) => b.most - a.most);
    const leads = [].concat(...asked.map(({ leads: some }) => some));
    return leads.filter(({ fields }) => !fields).concat(leads.filter(({ fields }) => fields));
  };

  const list = (found) => {
    results.textContent = '';
    for (const { title, line, url } of found) {
      const item = document.createElement('li');
      const link = document.createElement('a');
      const name = document.createElement('b');
      name.textContent = title;
      link.append(name);
      if (url) link.href = url;
      item.append(link);
      if (line) {
        const text = document.createElement('p');
        text.textContent = line;
        item.append(text);
      }
      results.append(item);
    }
    results.hidden = !found.length;
  };

  const MOST = 12;
  const show = () =>
    fetchLessons().then(() => {
      const typed = wordsOf(small(field.value));
      const fits = typed.map((word, at) => fit(word, at === typed.length - 1));
      const all = typed.length ? help(fits).concat(search(fits)) : [];
      const found = all
        .filter(({ url }, at) => all.findIndex((other) => other.url === url) === at)
        .slice(0, MOST);
      const { none, one, many } = form.dataset;
      said.textContent = !typed.length ? '' : !found.length ? none : found.length === 1 ? one : many.replace('{n}', found.length);
      list(typed.length && !found.length ? numbersHere : found);
    });

  field.addEventListener('input', show);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    show().then(() => {
      const first = results.querySelector('a');
      if (first) first.focus();
    });
  });

  // This script came when the field was touched, and something may be typed by now.
  show();
})();
