// Brings a script when it is asked for: that of the search once its field is touched, that of the slides once the
// address of the page ends as the link to them does.
(() => {
  'use strict';

  for (const asked of document.querySelectorAll('[data-bring]')) {
    const bring = () => {
      const { bring: from } = asked.dataset;
      if (!from || (asked.hash && asked.hash !== location.hash)) return;
      delete asked.dataset.bring;
      const script = document.createElement('script');
      script.src = from;
      document.head.append(script);
    };
    asked.addEventListener('focusin', bring);
    addEventListener('hashchange', bring);
    if (asked.hash || asked.contains(document.activeElement)) bring();
  }
})();
