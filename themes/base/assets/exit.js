// Leaves a page that somebody else must not see: by the button, or by pressing Shift three times.
// It keeps nothing. Without it the button is a plain link.
(() => {
  'use strict';

  const link = document.querySelector('.exit');
  if (!link) return;
  const said = document.getElementById('exit-said');
  const { two, one, leaving } = link.dataset;

  // The page goes blank at once, however slow the next one is, and is not what "back" shows.
  const leave = () => {
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

  // From one discreet page to the next: the earlier one stays out of "back" too.
  document.addEventListener('click', (event) => {
    const to = event.target.closest && event.target.closest('a[href$=".html"]');
    const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!to || to === link || !plain || to.target || event.defaultPrevented) return;
    event.preventDefault();
    location.replace(to.href);
  });
})();
