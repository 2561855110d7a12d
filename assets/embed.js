/* Cards in pages of others: a card alone says how high it is, and the page around it makes room.
   The same file serves both sides: in the frame it tells, around it it listens. */
(function () {
  "use strict";
  const SIGN = "contactatlas-height";
  const HIGHEST = 4000;

  function tell() {
    const high = Math.ceil(document.querySelector(".page.alone")?.getBoundingClientRect().bottom + window.scrollY);
    if (high > 0) window.parent.postMessage({ sign: SIGN, high }, "*");
  }

  if (window.parent !== window && window.location.pathname.startsWith("/toon/")) {
    document.documentElement.dataset.framed = "";
    new ResizeObserver(tell).observe(document.documentElement);
    new MutationObserver(tell).observe(document.documentElement, { childList: true, subtree: true });
    window.addEventListener("load", tell);
  }

  window.addEventListener("message", (event) => {
    if (event.data?.sign !== SIGN) return;
    const frame = [...document.querySelectorAll("iframe")].find((one) => one.contentWindow === event.source);
    const high = Number(event.data.high);
    if (frame && high > 0) frame.style.height = `${Math.min(high, HIGHEST)}px`;
  });
})();
