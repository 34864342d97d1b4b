// On every page that `loa serve` shows: reloads when the campaign changes, says what is wrong, and
// leads to other places, languages and leaflets.
'use strict';
(() => {
  let version = Number(document.currentScript.dataset.version);
  let told = -1;
  let events;
  let words = {};
  // In the window of an old phone the page is alone.
  const framed = self !== top;

  // A reload keeps the place, and what was opened.
  const kept = `loa ${location.pathname}`;
  const opened = () => [...document.querySelectorAll('details')];
  const reload = () => {
    try {
      const open = opened().flatMap((details, at) => (details.open ? [at] : []));
      sessionStorage.setItem(kept, JSON.stringify({ y: scrollY, open, panel }));
    } catch { /* a browser may refuse to keep anything */ }
    events.close();
    location.reload();
  };
  let before = {};
  try {
    before = JSON.parse(sessionStorage.getItem(kept)) ?? {};
    sessionStorage.removeItem(kept);
  } catch { /* the page opens at its top */ }
  if (before.y !== undefined) {
    opened().forEach((details, at) => { details.open = before.open.includes(at); });
    history.scrollRestoration = 'manual';
    scrollTo(0, before.y);
    addEventListener('load', () => scrollTo(0, before.y));
  }

  const make = (name, look, text, ...inner) => {
    const element = document.createElement(name);
    if (look) element.className = look;
    if (text) element.textContent = text;
    element.append(...inner);
    return element;
  };
  const link = (look, text, to, ...inner) => {
    const element = make('a', look, text, ...inner);
    element.href = to;
    return element;
  };
  const json = async (path) => (await fetch(path)).json();

  // Apart from the page, so that neither's style sheet reaches the other.
  const host = make('loa-bar');
  const root = host.attachShadow({ mode: 'open' });
  const style = make('link');
  style.rel = 'stylesheet';
  style.href = '/_loa/bar.css';
  const bar = make('nav', 'bar');
  const sheet = make('section', 'panel');
  sheet.hidden = true;
  sheet.tabIndex = -1;
  root.append(style, sheet, bar);

  // One panel at a time, above the bar.
  let panel = '';
  const panels = {};
  const buttons = {};
  const open = async (name) => {
    panel = name;
    for (const [of, button] of Object.entries(buttons)) button.setAttribute('aria-expanded', of === name);
    sheet.hidden = !name;
    if (!name) return;
    const close = make('button', 'close', words.close);
    close.addEventListener('click', () => { open(''); buttons[name]?.focus(); });
    sheet.className = `panel ${name}`;
    sheet.replaceChildren(close, ...(await panels[name]()));
  };
  root.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !panel) return;
    buttons[panel]?.focus();
    open('');
  });
  const button = (name, text) => {
    const element = make('button', name, text);
    element.setAttribute('aria-expanded', 'false');
    element.addEventListener('click', () => open(panel === name ? '' : name));
    buttons[name] = element;
    return element;
  };

  const one = (problem) => {
    const { level, code, file, line, column, message, help } = problem;
    const item = make('li', level);
    if (file) item.append(make('code', 'place', [file, line, column].filter(Boolean).join(':')));
    item.append(make('p', 'message', message));
    if (help) item.append(make('p', 'help', '', make('b', '', words.mend), ` ${help}`));
    if (code) item.append(make('code', 'name', code));
    return item;
  };
  const list = (problems) => make('ol', '', '', ...problems.map(one));

  let problems = [];
  const of = (level) => problems.filter((problem) => problem.level === level);
  panels.problems = () => {
    const wrong = of('error').length + of('warning').length;
    const shown = wrong ? [] : [make('p', '', words.sound)];
    if (of('error').length) shown.push(make('h2', '', words.wrong), list(of('error')));
    if (of('warning').length) shown.push(make('h2', '', words.warnings), list(of('warning')));
    if (of('review').length) {
      shown.push(make('details', '', '', make('summary', '', `${words.reviews} (${of('review').length})`), list(of('review'))));
    }
    return shown;
  };
  const show = async () => {
    const answer = await json('/_loa/problems');
    words = answer.words;
    problems = answer.problems.list;
    const [errors, warnings] = [of('error').length, of('warning').length];
    const count = errors + warnings;
    if (buttons.problems) {
      buttons.problems.textContent = `${words.problems} (${count})`;
      buttons.problems.classList.toggle('wrong', errors > 0);
    }
    if (errors) await open('problems');
    else if (panel === 'problems') await open('');
  };

  const about = async () => {
    const page = await json(`/_loa/page?path=${encodeURIComponent(location.pathname)}`);
    if (!page) return;
    const { lang, name, place, langs, leaflets, gaps } = page;
    bar.setAttribute('aria-label', words.bar);

    panels.places = async () => {
      const all = await json(`/_loa/places?lang=${lang}`);
      const input = make('input');
      input.type = 'search';
      input.setAttribute('aria-label', words.search);
      input.placeholder = words.search;
      const found = make('ul', 'found');
      const folded = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase().trim();
      const go = async (id) => {
        // A lesson made for one place is not to be found in another.
        const same = `/${lang}/${id}/${name}`;
        const there = (await fetch(same, { method: 'HEAD' })).ok;
        location.href = there ? same : `/${lang}/${id}/index.html`;
      };
      const fill = () => {
        const typed = folded(input.value);
        const some = all.filter(({ key }) => key.includes(typed));
        found.replaceChildren(...some.slice(0, 60).map(({ id, name }) => {
          const choice = make('button', '', name);
          choice.addEventListener('click', () => go(id));
          return make('li', '', '', choice);
        }));
        if (!some.length) found.replaceChildren(make('li', '', words.nowhere));
      };
      input.addEventListener('input', fill);
      input.addEventListener('keydown', (event) => {
        if (event.key === 'Enter') found.querySelector('button')?.click();
      });
      fill();
      requestAnimationFrame(() => input.focus());
      return [make('h2', '', words.choose), input, found];
    };
    panels.leaflets = () => leaflets.map(({ label, detail, pdf, pictures }) => {
      const drawn = pictures.map((picture, at) => {
        const image = make('img');
        image.src = picture;
        image.alt = `${label}, ${at + 1}/${pictures.length}`;
        image.loading = 'lazy';
        const whole = link('', '', picture, image);
        whole.target = '_blank';
        return whole;
      });
      const file = link('pdf', `${label} (PDF)`, pdf);
      file.target = '_blank';
      return make('figure', '', '', make('figcaption', '', '', file, make('span', '', detail)), make('div', 'pages', '', ...drawn));
    });
    panels.gaps = () => [make('h2', '', `${place}: ${words.unknown}`), list(gaps)];

    const choose = make('select');
    choose.setAttribute('aria-label', words.language);
    choose.append(...langs.map(({ name: title, url, current }) => {
      const option = make('option', '', title);
      option.value = url;
      option.selected = current;
      return option;
    }));
    choose.addEventListener('change', () => { location.href = choose.value; });
    bar.append(make('b', 'loa', 'Loa'), button('places', place || words.choose), choose);
    if (leaflets.length) bar.append(button('leaflets', words.leaflets));
    if (place) bar.append(button('gaps', `${words.gaps} (${gaps.length})`));
    bar.append(
      link('narrow', words.narrow, `/_loa/narrow?path=${encodeURIComponent(location.pathname)}`),
      button('problems', words.problems),
    );
    document.documentElement.style.paddingBottom = `${bar.offsetHeight}px`;
  };

  const swap = (styles) => {
    for (const old of document.querySelectorAll('link[rel=stylesheet]')) {
      const name = old.href.match(/\/assets\/(.+)-[0-9a-f]{16}\.css$/)?.[1];
      const now = styles[`${name}.css`];
      if (!now || new URL(old.href).pathname === `/${now}`) continue;
      // The old one goes when the new one is there, so that the page never stands bare.
      const fresh = old.cloneNode();
      fresh.href = `/${now}`;
      fresh.addEventListener('load', () => old.remove());
      old.after(fresh);
    }
  };

  const listen = () => {
    events = new EventSource('/_loa/events');
    events.addEventListener('message', (event) => {
      const status = JSON.parse(event.data);
      // A number that fell is that of a new run.
      if (status.pages > version || status.version < version) return reload();
      if (status.version > version) swap(status.styles);
      version = status.version;
      if (status.told !== told && !framed) {
        told = status.told;
        show();
      }
    });
  };
  // A browser opens six connections to a server, and no more: only pages that are seen listen.
  const follow = () => {
    events?.close();
    if (!document.hidden) listen();
  };
  const begin = async () => {
    if (!framed) {
      document.documentElement.append(host);
      words = (await json('/_loa/problems')).words;
      await about();
      if (before.panel && buttons[before.panel]) await open(before.panel);
    }
    document.addEventListener('visibilitychange', follow);
    follow();
  };
  begin();
})();
