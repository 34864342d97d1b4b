// Leaves a page that somebody else must not see: by the button, or by pressing Shift three times.
// It keeps nothing. Without it the button is a plain link.
(() => {
  'use strict';

  const link = document.querySelector('.exit');
  if (!link) return;
  const said = document.getElementById('exit-said');
  const { two, one, leaving } = link.dataset;

  // The page goes blank at once, however slow the next one is, and is not what "back" shows.
  const LEFT = 'left';
  const leave = () => {
    window.name = LEFT;
    said.textContent = leaving;
    document.body.hidden = true;
    document.title = ' ';
    location.replace(link.href);
  };

  link.addEventListener('click', (event) => {
    event.preventDefault();
    leave();
  });

  const WITHIN = 5000;
  let pressed = [];
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Shift') {
      pressed = [];
      said.textContent = '';
      return;
    }
    if (event.repeat) return;
    const now = Date.now();
    pressed = pressed.filter((at) => now - at < WITHIN).concat(now);
    if (pressed.length === 3) leave();
    else said.textContent = pressed.length === 2 ? one : two;
  });

  // From a discreet page to anything: it stays out of "back", and so do the parts of it.
  document.addEventListener('click', (event) => {
    const to = event.target.closest && event.target.closest('a[href]');
    const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!to || to === link || !plain || to.target || event.defaultPrevented) return;
    if (!/^(https?|file):$/.test(to.protocol)) return;
    event.preventDefault();
    location.replace(to.href);
  });

  // A page that was opened otherwise, by typing its address, may still be in "back". After an exit
  // it goes blank too; the tab itself remembers that, and nothing else does. Whoever comes by a
  // link wants to read on.
  const come = (back) => {
    if (window.name !== LEFT) return;
    if (back) leave();
    else window.name = '';
  };
  const [way] = performance.getEntriesByType('navigation');
  come(Boolean(way) && way.type === 'back_forward');
  addEventListener('pagehide', ({ persisted }) => {
    if (persisted) document.body.hidden = true;
  });
  addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return;
    document.body.hidden = false;
    come(true);
  });
})();
