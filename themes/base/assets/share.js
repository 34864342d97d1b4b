// Sends the address of a page on with what the telephone has for that, or copies it. Nothing is loaded for it.
(() => {
  'use strict';

  const box = document.getElementById('share');
  if (!box) return;
  const [send, copy] = box.querySelectorAll('button');
  const address = box.querySelector('.address');
  const said = box.querySelector('[role=status]');
  const url = address.textContent;

  if (navigator.share) {
    send.hidden = false;
    send.addEventListener('click', () => navigator.share({ title: document.title, url }).catch(() => {}));
  }

  // Only sites with a certificate have a clipboard; elsewhere what is selected is copied, or left selected.
  const select = () => {
    getSelection().selectAllChildren(address);
    if (!document.execCommand('copy')) throw new Error('not copied');
  };
  copy.addEventListener('click', async () => {
    try {
      await (navigator.clipboard ? navigator.clipboard.writeText(url).catch(select) : select());
      said.textContent = box.dataset.copied;
    } catch (error) {
      said.textContent = '';
    }
  });
})();
