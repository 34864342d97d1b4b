// Keeps the pages of a place on this device when its reader asks for it, and takes them away again.
// On a memory stick the pages are there anyway, and the button is not.
(() => {
  'use strict';

  const box = document.getElementById('keep');
  if (!box || !/^https?:$/.test(location.protocol) || !navigator.serviceWorker || !self.caches) return;
  const [keep, remove] = box.querySelectorAll('button');
  const said = box.querySelector('[role=status]');
  const folder = new URL('./', location.href).href;
  const name = `loa ${folder}`;

  const show = (kept) => {
    keep.hidden = kept;
    remove.hidden = !kept;
  };

  const asked = async () => {
    await navigator.serviceWorker.register('../../sw.js');
    const { active } = await navigator.serviceWorker.ready;
    const { port1, port2 } = new MessageChannel();
    const told = new Promise((done) => {
      port1.onmessage = ({ data }) => done(data);
    });
    active.postMessage({ keep: folder }, [port2]);
    return told;
  };

  // Without places there is no work for the worker.
  const rest = async () => {
    if ((await caches.keys()).some((other) => other.startsWith('loa '))) return;
    const registration = await navigator.serviceWorker.getRegistration('../../');
    if (registration) await registration.unregister();
  };

  keep.addEventListener('click', async () => {
    keep.disabled = true;
    said.textContent = box.dataset.working;
    const kept = await asked().catch(() => false);
    keep.disabled = false;
    said.textContent = kept ? box.dataset.kept : box.dataset.failed;
    show(kept);
    if (kept) remove.focus();
    else await rest();
  });

  remove.addEventListener('click', async () => {
    await caches.delete(name);
    await rest();
    said.textContent = box.dataset.removed;
    show(false);
    keep.focus();
  });

  caches.has(name).then((kept) => {
    show(kept);
    box.hidden = false;
  }, () => {});
})();
