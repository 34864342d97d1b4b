// Finds a place by its new or its old name, marks and case aside.
// It asks nothing of the network and keeps nothing.
(() => {
  'use strict';

  const form = document.getElementById('find');

  const field = form.querySelector('input');
  const said = form.querySelector('[role=status]');
  const hint = said.textContent;
  const lists = [...document.querySelectorAll('.choice details')];

  // "Hoà Bình", "hòa  binh" and "HOA BINH" give the same key; đ is d.
  const key = (text) =>
    text
      .toLowerCase()
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .replace(/đ/g, 'd')
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
      .trim();

  // A name is the first element of its row; the rest of the row says where it is now.
  const rows = lists.map((list) =>
    [...list.querySelectorAll('li')].map((row) => ({
      row,
      name: ' ' + key(row.firstElementChild.textContent),
      whole: ' ' + key(row.textContent),
    }))
  );

  // "P. Bình Long" is "phường Bình Long".
  const kinds = { x: 'xa', p: 'phuong', tt: 'thi tran', tx: 'thi xa', tp: 'thanh pho', h: 'huyen', dk: 'dac khu' };
  const inFull = (name) => name.replace(/^(x|p|tt|tx|tp|h|dk) /, (_, kind) => kinds[kind] + ' ');

  // From the start of any word; four letters or more also without spaces.
  const fits = (name, wanted) =>
    name.includes(' ' + wanted) ||
    (wanted.length > 3 && name.replace(/ /g, '').includes(wanted.replace(/ /g, '')));

  const all = [].concat(...rows);
  const found = () => all.filter(({ row }) => !row.hidden);

  // After a comma stands what the place lies in: it parts namesakes, and hides nothing where a row
  // does not say it.
  function wantedRows(wanted, within) {
    const named = all.filter(({ name }) => fits(name, wanted) || fits(name, inFull(wanted)));
    const inside = named.filter(({ whole }) => within.every((outer) => whole.includes(' ' + outer)));
    return new Set(inside.length ? inside : named);
  }

  function filter() {
    const [wanted, ...within] = field.value.split(/[,(]/).map(key).filter(Boolean);
    const hits = wanted && wantedRows(wanted, within);
    lists.forEach((list, i) => {
      let some = false;
      rows[i].forEach((entry) => {
        entry.row.hidden = Boolean(wanted) && !hits.has(entry);
        some = some || !entry.row.hidden;
      });
      list.querySelectorAll('.az > div').forEach((letter) => {
        letter.hidden = !letter.querySelector('li:not([hidden])');
      });
      list.open = Boolean(wanted) && some;
      list.hidden = !some;
    });
    const n = found().length;
    const { none, one, many } = form.dataset;
    said.textContent = !wanted ? hint : n === 0 ? none : n === 1 ? one : many.replace('{n}', n);
  }

  field.addEventListener('input', filter);

  // Enter opens the only place that all rows found lead to, else goes to the first of them.
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    filter();
    const links = key(field.value)
      ? [].concat(...found().map(({ row }) => [...row.querySelectorAll('a')]))
      : [];
    if (new Set(links.map((link) => link.href)).size === 1) location.href = links[0].href;
    else if (links.length) links[0].focus();
    else field.focus();
  });

  if (field.value) filter();
})();
