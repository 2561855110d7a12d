/* Words and tables come as text of HTML in an attribute; see components/markup.py. */
(function () {
  "use strict";

  const filled = new WeakMap();

  function fill() {
    document.querySelectorAll("[data-markup]").forEach((part) => {
      const wanted = part.dataset.markup;
      if (filled.get(part) === wanted) return;
      filled.set(part, wanted);
      part.innerHTML = wanted;
    });
  }

  new MutationObserver(fill).observe(document.documentElement, {
    subtree: true, childList: true, attributes: true, attributeFilter: ["data-markup"],
  });
})();
