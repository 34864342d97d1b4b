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
    [...list.querySelectorAll('li')].map((row) => ({ row, name: ' ' + key(row.firstElementChild.textContent) }))
  );

  // From the start of any word; four letters or more also without spaces.
  const fits = (name, wanted) =>
    name.includes(' ' + wanted) ||
    (wanted.length > 3 && name.replace(/ /g, '').includes(wanted.replace(/ /g, '')));

  const all = [].concat(...rows);
  const found = () => all.filter(({ row }) => !row.hidden);

  function filter() {
    const wanted = key(field.value);
    lists.forEach((list, i) => {
      let some = false;
      rows[i].forEach((entry) => {
        entry.row.hidden = Boolean(wanted) && !fits(entry.name, wanted);
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
