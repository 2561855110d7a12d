/* The own presentation: kept in this browser, put in a link or a file, added to from anywhere. */
(function () {
  "use strict";
  const atlas = (window.contactatlas = window.contactatlas || {});
  const KEY = "contactatlas-story";
  const KIND = "contactatlas-story";
  const VERSION = 1;
  const MOST = 40;
  const LONGEST_LINK = 8000;

  const language = () => document.documentElement.lang === "en" ? "en" : "nl";
  const empty = () => ({ kind: KIND, v: VERSION, name: "", lang: language(), slides: [] });
  let memory = null;

  /* A browser that keeps nothing still holds the presentation until it is closed. */
  function read() {
    try {
      const kept = JSON.parse(window.localStorage.getItem(KEY) || "null");
      if (fits(kept)) return kept;
    } catch { /* nothing kept, or not readable */ }
    return memory || empty();
  }

  function write(story) {
    memory = story;
    try { window.localStorage.setItem(KEY, JSON.stringify(story)); } catch { /* only in memory */ }
    window.dispatchEvent(new CustomEvent("contactatlas-story", { detail: story }));
  }

  const isText = (value, most) => value === undefined || (typeof value === "string" && value.length <= most);

  function fits(story) {
    return Boolean(story) && story.kind === KIND && story.v === VERSION && Array.isArray(story.slides) &&
      story.slides.length <= MOST && isText(story.name, 200) && story.slides.every((one) =>
        one && typeof one.show === "string" && one.show.length <= 120 && isText(one.search, 2000) &&
        isText(one.title, 300) && isText(one.notes, 4000));
  }

  /* What a server or a link may have; what was said before is for this browser alone. */
  function plain(story, withNotes) {
    const slides = story.slides.map(({ show, search, title, notes }) => ({ show, search, title, notes: withNotes ? notes : "" }));
    return { kind: KIND, v: VERSION, name: story.name, lang: language(), slides };
  }

  async function through(bytes, stream) {
    const piped = new Blob([bytes]).stream().pipeThrough(stream);
    return new Uint8Array(await new Response(piped).arrayBuffer());
  }

  async function packed(story) {
    const bytes = await through(new TextEncoder().encode(JSON.stringify(plain(story, false))), new CompressionStream("deflate-raw"));
    let letters = "";
    for (const one of bytes) letters += String.fromCharCode(one);
    const fragment = "v1=" + btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
    return fragment.length <= LONGEST_LINK ? fragment : null;
  }

  async function unpacked(fragment) {
    if (!fragment.startsWith("v1=")) return null;
    try {
      const letters = atob(fragment.slice(3).replaceAll("-", "+").replaceAll("_", "/"));
      const bytes = Uint8Array.from(letters, (one) => one.charCodeAt(0));
      const story = JSON.parse(new TextDecoder().decode(await through(bytes, new DecompressionStream("deflate-raw"))));
      return fits(story) ? story : null;
    } catch { return null; }
  }

  /* Where a card or a map stands alone, and what of the address belongs to it. */
  function shown(button, what) {
    const path = window.location.pathname.replace(/^\/toon/, "").replace(/\/$/, "");
    const page = window.location.pathname.startsWith("/toon/") ? path.replace(/\/[^/]*$/, "") : path;
    const show = what.includes("/") ? what : `${page.slice(1)}/${what}`; // a map is called by its name on the page
    const query = new URLSearchParams(window.location.search);
    const year = button.closest(".links")?.querySelector("[data-year]")?.dataset.year;
    if (!query.has("year") && year) query.set("year", year);
    const series = document.querySelector("[data-series]")?.dataset.series;
    if (!query.has("data") && series) query.set("data", series);
    query.delete("lang");
    query.set("v", "1");
    return { show, search: "?" + query.toString().replaceAll("%2C", ","), title: "", notes: "" };
  }

  function texts() {
    return atlas.words?.(language()) || {};
  }

  function filled(words, values) {
    return Object.entries(values).reduce((said, [name, value]) => said.replaceAll(`{${name}}`, String(value)), words || "");
  }

  function element(tag, attributes, ...inner) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
    }
    node.append(...inner.filter((one) => one !== null && one !== undefined));
    return node;
  }

  /* A line at the foot of the page, with what can be done about it. */
  function tell(words, ...actions) {
    document.querySelector(".story-toast")?.remove();
    const toast = element("div", { class: "story-toast", role: "status" }, element("span", {}, words), ...actions);
    document.body.append(toast);
    atlas.say?.(words);
    window.setTimeout(() => { if (!toast.matches(":focus-within, :hover")) toast.remove(); }, 9000);
  }

  function action(label, act) {
    const button = element("button", { type: "button", class: "plain" }, label);
    button.addEventListener("click", (event) => { event.stopPropagation(); act(); document.querySelector(".story-toast")?.remove(); });
    return button;
  }

  async function add(button, what) {
    const story = read();
    const fits = story.slides.length < MOST;
    if (fits) {
      story.slides.push(shown(button, what));
      write(story); // before anything is waited for: whoever leaves the page at once keeps the slide
    }
    const words = await atlas.wordsOf(language());
    if (!fits) { tell(words.limit); return; }
    const link = element("a", { href: "/presenteren" + (language() === "en" ? "?v=1&lang=en" : "") }, words.to_story);
    tell(filled(words.added, { number: story.slides.length }), link, action(words.undo, () => {
      const now = read();
      now.slides.pop();
      write(now);
    }));
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-add], button[data-large]");
    if (!button) return;
    if (button.dataset.add) add(button, button.dataset.add);
    else atlas.stage.alone(shown(button, button.dataset.large));
  });

  /* The texts of the stage, in the language of the page; fetched once, and then kept. */
  const known = {};
  async function wordsOf(code) {
    known[code] = known[code] || fetch(`/presentatie/woorden?lang=${code}`).then((answer) => answer.json());
    return known[code];
  }

  Object.assign(atlas, { story: { read, write, fits, plain, packed, unpacked, MOST, KIND, VERSION }, wordsOf, element, filled, tell, action, pageLanguage: language });
})();
