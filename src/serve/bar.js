// On every page that `loa serve` shows: reloads when the campaign changes, and says what is wrong.
'use strict';
(() => {
  let version = Number(document.currentScript.dataset.version);
  let told = -1;
  let events;
  let words;

  // A reload keeps the place, and what was opened.
  const kept = `loa ${location.pathname}`;
  const opened = () => [...document.querySelectorAll('details')];
  const reload = () => {
    try {
      const open = opened().flatMap((details, at) => (details.open ? [at] : []));
      sessionStorage.setItem(kept, JSON.stringify({ y: scrollY, open }));
    } catch { /* a browser may refuse to keep anything */ }
    events.close();
    location.reload();
  };
  try {
    const { y, open } = JSON.parse(sessionStorage.getItem(kept) ?? '{}');
    sessionStorage.removeItem(kept);
    if (y !== undefined) {
      opened().forEach((details, at) => { details.open = open.includes(at); });
      history.scrollRestoration = 'manual';
      scrollTo(0, y);
      addEventListener('load', () => scrollTo(0, y));
    }
  } catch { /* the page opens at its top */ }

  const make = (name, look, text, ...inner) => {
    const element = document.createElement(name);
    if (look) element.className = look;
    if (text) element.textContent = text;
    element.append(...inner);
    return element;
  };

  // Apart from the page, so that neither's style sheet reaches the other.
  const host = make('loa-bar');
  const root = host.attachShadow({ mode: 'open' });
  const style = make('link');
  style.rel = 'stylesheet';
  style.href = '/_loa/bar.css';
  const overlay = make('section', 'overlay');
  overlay.hidden = true;
  overlay.setAttribute('role', 'alert');
  root.append(style, overlay);
  document.documentElement.append(host);

  const one = (problem) => {
    const { file, line, column, level, code, message, help } = problem;
    const place = file ? [file, line, column].filter(Boolean).join(':') : '';
    const item = make('li', level);
    if (place) item.append(make('code', 'place', place));
    item.append(make('p', 'message', message));
    if (help) item.append(make('p', 'help', '', make('b', '', words.mend), ` ${help}`));
    if (code) item.append(make('code', 'name', code));
    return item;
  };

  const show = async () => {
    const answer = await (await fetch('/_loa/problems')).json();
    words = answer.words;
    const errors = answer.problems.list.filter((problem) => problem.level === 'error');
    const close = make('button', '', words.close);
    close.addEventListener('click', () => { overlay.hidden = true; });
    overlay.replaceChildren(make('header', '', '', make('h2', '', words.wrong), close), make('ol', '', '', ...errors.map(one)));
    overlay.hidden = errors.length === 0;
  };
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape') overlay.hidden = true;
  });

  const swap = (styles) => {
    for (const link of document.querySelectorAll('link[rel=stylesheet]')) {
      const name = link.href.match(/\/assets\/(.+)-[0-9a-f]{8}\.css$/)?.[1];
      const now = styles[`${name}.css`];
      if (!now || new URL(link.href).pathname === `/${now}`) continue;
      // The old one goes when the new one is there, so that the page never stands bare.
      const fresh = link.cloneNode();
      fresh.href = `/${now}`;
      fresh.addEventListener('load', () => link.remove());
      link.after(fresh);
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
      if (status.told !== told) {
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
  document.addEventListener('visibilitychange', follow);
  follow();
})();
