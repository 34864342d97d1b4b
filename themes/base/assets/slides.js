// A lesson as slides for a classroom, made of its page when they are asked for: one step, pair, question or
// part each, whom to call on the last. Arrows, space, Page Up and Down, Home, End; Escape leaves. It keeps
// nothing, and lies below the quick exit of a discreet page.
(() => {
  'use strict';

  const { look, say } = document.querySelector('.show').dataset;
  const [title, back, on, full, close] = say.split('|');
  const article = document.getElementById('slides');

  const make = (tag, className, ...children) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.append(...children);
    return made;
  };
  // A copy: what in the page is called by an id stays what is called so. Parts of drawings name each other.
  const copy = (node) => {
    const made = node.cloneNode(true);
    for (const one of [made, ...made.querySelectorAll('[id]')]) {
      if (!one.closest('svg')) one.removeAttribute('id');
    }
    for (const picture of made.querySelectorAll('img')) picture.loading = 'eager';
    return made;
  };
  const all = (root, selector) => [...root.querySelectorAll(selector)];

  // ---- what is shown: parts of slides, each a heading and pieces; what is `alone` has a slide of its own.

  const parts = [];
  const part = (heading, pieces) => {
    if (pieces.length) parts.push({ heading, pieces });
  };
  const alone = (...nodes) => ({ alone: true, nodes });

  const step = (list, item, at) => {
    const one = make(list.tagName, list.className, copy(item));
    one.style.counterReset = `step ${at}`;
    return alone(one);
  };
  // A question first, then the same with its answer.
  const question = (quiz) => {
    const ask = (told) => {
      const answers = make('ol', 'answers');
      for (const answer of all(quiz, '.answers li')) {
        const right = told && 'right' in answer.dataset;
        const words = copy(answer.querySelector('button') || answer);
        answers.append(make('li', right ? 'right' : told ? 'other' : '', ...words.childNodes));
      }
      const nodes = [copy(quiz.querySelector('h3')), answers];
      if (told) nodes.push(...all(quiz, 'details .ans > p:not(:first-child)').map(copy));
      return alone(...nodes);
    };
    return [ask(false), ask(true)];
  };

  const pieces = (block) => {
    const is = (selector) => block.matches(selector);
    if (is('.nums, .people, .after') || block.querySelector('a[href="#choose"]')) return [];
    if (is('picture, .figure')) return [{ beside: true, nodes: [copy(block)] }];
    if (is('.map-says')) return [{ below: true, nodes: [copy(block)] }];
    if (is('.steps')) return [...block.children].map((item, at) => step(block, item, at));
    if (is('.pairs')) return [...block.children].map((pair) => alone(copy(pair)));
    if (is('.q')) return question(block);
    if (is('.protocol')) return [].concat(...[...block.children].map(pieces));
    if (is('h3')) return [{ opens: true, nodes: [copy(block)] }];
    if (is('ul, ol')) {
      return [...block.children].map((item, at) => {
        const list = make(block.tagName, block.className, copy(item));
        if (is('ol')) list.start = (block.start || 1) + at;
        return { nodes: [list] };
      });
    }
    return [{ alone: is('.map, .table, .alert'), nodes: [copy(block)] }];
  };
  // A picture stands beside the words before it, or else after it, and what is said of a map below that.
  const blocks = (text) => {
    const all = [].concat(...[...text.children].map(pieces));
    const kept = all.filter(({ beside, below }) => !beside && !below);
    all.forEach((piece, at) => {
      if (kept.includes(piece)) return;
      const before = all.slice(0, at).reverse().find((other) => kept.includes(other) && (piece.below || !other.alone));
      const other = before || (piece.beside && all.slice(at).find((next) => kept.includes(next) && !next.alone));
      if (!other) kept.push({ alone: true, nodes: piece.nodes });
      else if (piece.below) other.nodes.push(...piece.nodes);
      else other.nodes.unshift(...piece.nodes);
    });
    return kept;
  };

  const lead = article.querySelector('.lead');
  const sun = copy(lead.querySelector('.sun'));
  parts.push({ opening: true, pieces: [alone(copy(lead.querySelector('h1')), sun, copy(lead.querySelector('.action')))] });
  for (const section of all(article, '.cols > section:not(.downloads):not(.part-call)')) {
    part(section.querySelector('h2').textContent, blocks(section.querySelector('.text')));
  }
  const happens = article.querySelector('.call');
  const what = happens.querySelector('h2').textContent;
  const text = happens.querySelector('.text');
  part(what, blocks(text).filter(({ nodes }) => !nodes[0].matches('.alert')));
  const people = all(article, '.part-call .people > li').filter((one) => one.querySelector('.tel'));
  const known = people.length ? [make('ul', 'known', ...people.map((one) => copy(one)))] : [];
  const last = all(text, '.alert, .nums').map(copy).concat(known);
  if (last.length) parts.push({ heading: what, calls: true, pieces: [alone(...last)] });

  // ---- where it is shown

  const stage = make('div', 'stage');
  stage.setAttribute('aria-live', 'polite');
  const count = make('span', 'count');
  const button = (sign, name, act) => {
    const made = make('button', sign ? '' : 'whole', sign);
    made.type = 'button';
    made.setAttribute('aria-label', name);
    made.title = name;
    made.addEventListener('click', act);
    return made;
  };
  const root = document.documentElement;
  const leave = () => location.replace('#');
  const whole = () => (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen()).catch(() => {});
  const bar = make('div', 'controls', button('‹', back, () => go(at - 1)), count, button('›', on, () => go(at + 1)));
  if (document.fullscreenEnabled) bar.append(button('', full, whole));
  bar.append(button('×', close, leave));
  const box = make('div', `slides ${article.className}`, stage, bar);
  box.lang = article.lang || root.lang;
  bar.lang = root.lang;
  box.setAttribute('role', 'dialog');
  box.setAttribute('aria-label', title);
  box.tabIndex = -1;

  // ---- slides: as much of a part as has room

  let slides = [];
  let at = 0;
  const over = () => stage.scrollHeight > stage.clientHeight + 1;
  const show = (slide) => {
    stage.textContent = '';
    stage.className = `stage${slide.part.opening ? ' opening' : ''}${slide.part.calls ? ' calls' : ''}`;
    if (slide.part.heading) stage.append(make('h2', '', slide.part.heading));
    for (const { nodes } of slide.pieces) stage.append(...nodes);
    stage.scrollTop = 0;
    // A slide that is too full has smaller words, down to what is still read from the last row.
    stage.style.fontSize = '';
    for (let size = 0.92; over() && size > 0.68; size -= 0.08) stage.style.fontSize = `${size}em`;
  };
  const lay = () => {
    const seen = slides[at] && slides[at].pieces[0];
    slides = [];
    for (const one of parts) {
      let slide;
      for (const piece of one.pieces) {
        const before = slide && slide.pieces[slide.pieces.length - 1];
        const fresh = !slide || piece.alone || before.alone || piece.opens;
        if (!fresh) {
          slide.pieces.push(piece);
          stage.textContent = '';
          stage.className = 'stage';
          stage.style.fontSize = '';
          stage.append(make('h2', '', one.heading), ...[].concat(...slide.pieces.map(({ nodes }) => nodes)));
          if (!over()) continue;
          slide.pieces.pop();
        }
        slide = { part: one, pieces: [piece] };
        slides.push(slide);
      }
    }
    const now = slides.findIndex(({ pieces: some }) => some.includes(seen));
    go(Math.max(now, 0));
  };
  const go = (to) => {
    at = Math.min(Math.max(to, 0), slides.length - 1);
    show(slides[at]);
    count.textContent = `${at + 1}/${slides.length}`;
    bar.firstChild.disabled = at === 0;
    count.nextSibling.disabled = at === slides.length - 1;
  };

  const keys = {
    ArrowRight: 1, ArrowDown: 1, PageDown: 1, ' ': 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Home: -Infinity, End: Infinity,
  };
  const press = (event) => {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (key === 'Escape') {
      event.preventDefault();
      leave();
      return;
    }
    if (!(key in keys) || (key === ' ' && target.closest('button, a'))) return;
    event.preventDefault();
    const way = key === ' ' && event.shiftKey ? -1 : keys[key];
    // What does not fit at all is scrolled before it is left.
    const rest = way > 0 ? stage.scrollHeight - stage.clientHeight - stage.scrollTop : stage.scrollTop;
    if (Math.abs(way) === 1 && rest > 2) stage.scrollBy(0, way * stage.clientHeight * 0.8);
    else go(at + way);
  };
  const tap = ({ target }) => {
    if (!target.closest('a, button') && !String(getSelection())) go(at + 1);
  };
  stage.addEventListener('click', tap);

  let from = 0;
  let wait;
  const again = () => {
    clearTimeout(wait);
    wait = setTimeout(lay, 100);
  };
  const open = () => {
    from = scrollY;
    at = 0;
    document.body.classList.add('sliding');
    document.body.append(box);
    document.addEventListener('keydown', press);
    addEventListener('resize', again);
    slides = [];
    lay();
    box.focus();
  };
  const shut = () => {
    if (document.fullscreenElement) document.exitFullscreen();
    document.removeEventListener('keydown', press);
    removeEventListener('resize', again);
    clearTimeout(wait);
    box.remove();
    document.body.classList.remove('sliding');
    scrollTo(0, from);
    document.querySelector('.show').focus({ preventScroll: true });
  };
  const turn = () => {
    const asked = location.hash === '#slides';
    if (asked !== Boolean(box.parentNode)) (asked ? open : shut)();
  };

  const style = make('link');
  style.rel = 'stylesheet';
  style.href = look;
  style.onload = () => {
    addEventListener('hashchange', turn);
    turn();
  };
  document.head.append(style);
})();
