// Finds a place by its new or its old name, or that of its old district, and shows what it found
// below the field. Marks, kinds and one wrong letter are forgiven; only what is certain is opened.
// It asks nothing of the network and keeps nothing.
(() => {
  'use strict';

  const form = document.getElementById('find');

  const field = form.querySelector('input');
  const said = form.querySelector('[role=status]');
  const results = form.querySelector('ul');
  const general = document.querySelector('a.go');
  const hint = said.textContent;
  const lists = [...document.querySelectorAll('.choice details')];

  // Words in small letters. "Hoà Bình", "hòa  binh" and "HOA BINH" have the same key; đ is d.
  const plain = (text) => text.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ').trim();
  const key = (text) =>
    plain(text.normalize('NFD').replace(/[\u0300-\u036f]/g, '')).replace(/đ/g, 'd');
  // The same with the marks of each word, whichever letter the tone stands on.
  const spell = (text) =>
    plain(text.normalize('NFD')).split(' ').map((word) =>
      word.replace(/[\u0300-\u036f]/g, '') + (word.match(/[\u0300-\u036f]/g) || []).sort().join('')).join(' ');

  // "P. Bình Long" is "phường Bình Long".
  const kinds = { x: 'xa', p: 'phuong', tt: 'thi tran', tx: 'thi xa', tp: 'thanh pho', h: 'huyen', t: 'tinh', dk: 'dac khu' };
  const inFull = (name) => name.replace(/^(x|p|tt|tx|tp|h|t|dk) /, (_, kind) => kinds[kind] + ' ');
  const KIND = /^(xa|phuong|thi tran|thi xa|thanh pho|huyen|tinh|dac khu) /;
  const bare = (name) => name.replace(KIND, '');

  // A name is the first element of its row; behind it stands what it lay in, and where it is now.
  const all = [].concat(...lists.map((list) =>
    [...list.querySelectorAll('li')].map((row) => {
      const [name, outer] = [row.firstElementChild.textContent, row.querySelector('.muted')];
      return {
        row, name: key(name), spelled: ` ${spell(name)}`, outers: outer ? [key(outer.textContent)] : [],
        links: [...row.querySelectorAll('a')].map(({ href }) => href),
      };
    })
  ));
  // What lay in a district lay in what the district lay in.
  const outersOf = new Map(all.map(({ name, outers }) => [name, outers]));
  for (const entry of all) entry.outers = entry.outers.concat(...entry.outers.map((outer) => outersOf.get(outer) || []));
  const above = (form.dataset.above || '').split(',').map(key).concat(...all.map(({ outers }) => outers));
  const lies = ({ outers }, wanted) =>
    outers.some((outer) => outer.startsWith(wanted) || bare(outer).startsWith(wanted));

  // Whether one letter too many, too few, another or moved parts two names.
  const isSlip = (a, b) => {
    let at = 0;
    while (at < a.length && a[at] === b[at]) at += 1;
    const rest = (text, skip) => text.slice(at + skip);
    const moved = a[at] === b[at + 1] && a[at + 1] === b[at] && rest(a, 2) === rest(b, 2);
    return moved || rest(a, 1) === rest(b, 1) || rest(a, 1) === rest(b, 0) || rest(a, 0) === rest(b, 1);
  };
  const run = (text) => text.replace(/ /g, '');

  // How certain a name is meant: 3 it is the name, 2 a part of it from the start of a word, with or
  // without spaces; 0 it is not.
  const certain = (name, wanted) => {
    if (name === wanted || bare(name) === wanted) return 3;
    const words = name.split(' ');
    const joined = run(wanted);
    const starts = (_, from) => {
      const rest = words.slice(from);
      return rest.join(' ').startsWith(wanted) || (joined.length > 3 && rest.join('').startsWith(joined));
    };
    return words.some(starts) ? 2 : 0;
  };
  // And whether it may be meant: 1 a place of another kind, or but for one letter.
  const ofKind = (name, wanted) => (bare(name) === bare(wanted) ? 1 : 0);
  const slipped = (name, wanted) => {
    const [a, b] = [run(bare(name)), run(bare(wanted))];
    return b.length > 3 && isSlip(a, b) ? 1 : 0;
  };

  // What lies in the units that are named behind it. A new place, which says of none, lies where
  // those lay that it was made of; where no row is inside, nothing is hidden.
  function inside(found, within) {
    const stated = found.filter(({ entry }) => within.every((outer) => lies(entry, outer)));
    const links = new Set([].concat(...stated.map(({ entry }) => entry.links)));
    return stated.length
      ? found.filter((one) => stated.includes(one) || (!one.entry.outers.length && links.has(one.entry.links[0])))
      : [];
  }

  const fitting = (fits, wanted) =>
    all.map((entry) => ({ entry, value: fits(entry.name, wanted) })).filter(({ value }) => value);

  // The rows that are meant, the most certain first.
  function find(text) {
    const [first, ...outer] = text.split(/[,(]/).filter((part) => key(part));
    if (!first) return [];
    const wanted = inFull(key(first));
    const within = outer.map((part) => inFull(key(part)));
    let found = fitting(certain, wanted);
    // Marks that are typed are meant, where any place has them.
    const words = bare(wanted).split(' ');
    const spelled = spell(first).split(' ').slice(-words.length).join(' ');
    const marked = found.filter(({ entry }) => entry.spelled.includes(` ${spelled}`));
    if (spelled !== words.join(' ') && marked.length) found = marked;
    if (!found.length) found = fitting(ofKind, wanted);
    // What it lies in may be typed without a comma.
    const typed = wanted.split(' ');
    for (let cut = typed.length - 1; cut && !found.length; cut -= 1) {
      const [name, rest] = [typed.slice(0, cut).join(' '), inFull(typed.slice(cut).join(' '))];
      found = inside(fitting(certain, name), [rest]);
    }
    if (!found.length) found = fitting(slipped, wanted);
    const narrowed = within.length ? inside(found, within) : [];
    return (narrowed.length ? narrowed : found).sort((a, b) => b.value - a.value);
  }

  const MOST = 50;
  function show() {
    const found = find(field.value);
    const wanted = key(field.value);
    results.textContent = '';
    found.slice(0, MOST).forEach(({ entry }) => results.append(entry.row.cloneNode(true)));
    if (wanted && !found.length && general) {
      const [item, link] = [document.createElement('li'), document.createElement('a')];
      link.href = general.href;
      link.textContent = general.querySelector('b').textContent;
      item.append(link);
      results.append(item);
    }
    results.hidden = !wanted;
    if (wanted) lists.forEach((list) => { list.open = false; });
    const { none, one, many } = form.dataset;
    const n = found.length;
    said.textContent = !wanted ? hint : n === 0 ? none : n === 1 ? one : many.replace('{n}', n);
    return found;
  }

  field.addEventListener('input', show);

  // Enter opens the only place that all rows of this name lead to, else goes to the first of them.
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const found = show();
    const named = found.filter(({ value }) => value === 3);
    const meant = named.length ? named : found.filter(({ value }) => value === 2);
    // A province may be meant, which has no row.
    const isAbove = above.some((outer) => bare(outer) === key(field.value));
    const links = new Set([].concat(...meant.map(({ entry }) => entry.links)));
    const first = results.querySelector('a');
    if (links.size === 1 && !isAbove) location.href = [...links][0];
    else if (first) first.focus();
    else field.focus();
  });

  if (field.value) show();
})();
