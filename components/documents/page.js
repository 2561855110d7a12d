(function () {
  "use strict";
  const slides = [...document.querySelectorAll("section")];
  const all = document.querySelector("[data-all]");
  let at = 0;
  function show(next) {
    at = Math.max(0, Math.min(slides.length - 1, next));
    slides.forEach((slide, number) => slide.classList.toggle("shown", number === at));
    if (document.body.classList.contains("one")) window.scrollTo(0, 0);
    slides[at].focus({ preventScroll: document.body.classList.contains("one") });
  }
  function alone(is) {
    document.body.classList.toggle("one", is);
    all.setAttribute("aria-pressed", String(!is));
    show(at);
  }
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button === all) alone(!document.body.classList.contains("one"));
    else { document.body.classList.add("one"); all.setAttribute("aria-pressed", "false"); show(at + Number(button.dataset.step)); }
  });
  const steps = { PageDown: 1, PageUp: -1, ArrowRight: 1, ArrowLeft: -1, " ": 1 };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const inside = event.target.closest?.("button, summary, a, .scrolling");
    if (inside && ![ "PageDown", "PageUp" ].includes(event.key)) return;
    if (event.key === "Escape") { alone(false); return; }
    const is = event.key in steps || event.key === "Home" || event.key === "End";
    if (!is) return;
    event.preventDefault();
    const first = !document.body.classList.contains("one");
    document.body.classList.add("one");
    all.setAttribute("aria-pressed", "false");
    if (event.key === "Home") show(0);
    else if (event.key === "End") show(slides.length - 1);
    else show(first ? at : at + steps[event.key]);
  });
})();
