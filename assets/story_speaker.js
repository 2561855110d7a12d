/* The speaker's window: notes, what comes next, and the time, told by the stage next to it. */
(function () {
  "use strict";
  const atlas = (window.contactatlas = window.contactatlas || {});
  if (!("BroadcastChannel" in window)) return;
  const channel = new BroadcastChannel("contactatlas-stage");
  let parts = null;

  function built(root) {
    const { element } = atlas;
    const texts = JSON.parse(root.dataset.texts);
    const button = (label, by) => {
      const one = element("button", { type: "button", class: "story-do" }, label);
      one.addEventListener("click", () => channel.postMessage({ kind: "step", by }));
      return one;
    };
    parts = {
      texts,
      clock: element("p", { class: "speaker-clock" }), counter: element("p", { class: "eyebrow" }),
      title: element("h2", {}, texts.waiting), notes: element("div", { class: "speaker-notes", "aria-live": "polite" }),
      next: element("p", { class: "speaker-next" }),
    };
    root.replaceChildren(parts.counter, parts.title, element("h3", {}, texts.notes), parts.notes,
      element("h3", {}, texts.upcoming), parts.next, parts.clock,
      element("div", { class: "story-tools" }, button(texts.previous, -1), button(texts.next, 1)));
    channel.postMessage({ kind: "hello" });
  }

  channel.addEventListener("message", ({ data }) => {
    if (!parts) return;
    const { texts } = parts;
    if (data.kind === "ended") { parts.title.textContent = texts.waiting; parts.notes.replaceChildren(); parts.next.textContent = ""; return; }
    if (data.kind !== "slide") return;
    parts.counter.textContent = atlas.filled(texts.counter, { number: data.number, count: data.count }) + (data.steps ? ` (${data.step}/${data.steps})` : "");
    parts.title.textContent = data.title;
    const lines = (data.notes || texts.no_notes).split("\n");
    parts.notes.replaceChildren(...lines.map((line) => atlas.element("p", {}, line)));
    parts.next.textContent = data.next || texts.last;
    parts.begun = data.begun;
  });

  const two = (number) => String(number).padStart(2, "0");
  window.setInterval(() => {
    if (!parts) return;
    const at = new Date();
    const past = parts.begun ? Math.floor((at - parts.begun) / 1000) : 0;
    parts.clock.textContent = `${two(at.getHours())}:${two(at.getMinutes())}` + (parts.begun ? `  (${two(Math.floor(past / 60))}:${two(past % 60)})` : "");
  }, 1000);

  document.addEventListener("keydown", (event) => {
    const by = { PageDown: 1, ArrowRight: 1, " ": 1, PageUp: -1, ArrowLeft: -1 }[event.key];
    if (!by || !document.getElementById("speaker") || event.target.closest("button, a, input")) return;
    event.preventDefault();
    channel.postMessage({ kind: "step", by });
  });

  new MutationObserver(() => {
    const root = document.getElementById("speaker");
    if (root && !root.firstChild) built(root);
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
