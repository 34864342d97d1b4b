// Tells at once whether an answer is right, and why. Without it the answer stands behind
// "show the answer". It keeps nothing and sends nothing.
(() => {
  'use strict';

  for (const quiz of document.querySelectorAll('.q')) {
    // A link cannot stand in a button.
    if (quiz.querySelector('.answers a')) continue;
    const details = quiz.querySelector('details');
    const why = details.querySelector('.ans');
    const said = document.createElement('div');
    said.className = 'said';
    said.setAttribute('role', 'status');
    details.before(said);

    const buttons = [];
    for (const answer of quiz.querySelectorAll('.answers li')) {
      const button = document.createElement('button');
      button.setAttribute('aria-pressed', 'false');
      button.append(...answer.childNodes);
      answer.append(button);
      buttons.push(button);
      button.addEventListener('click', () => {
        for (const other of buttons) other.setAttribute('aria-pressed', String(other === button));
        const right = 'right' in answer.dataset;
        const verdict = document.createElement('p');
        verdict.className = right ? 'yes' : 'no';
        const words = document.createElement('b');
        words.append(right ? quiz.dataset.right : quiz.dataset.wrong);
        verdict.append(words);
        const reason = why.cloneNode(true);
        reason.prepend(verdict);
        said.textContent = '';
        said.append(reason);
        details.hidden = true;
      });
    }
  }
})();
