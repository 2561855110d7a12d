/* The page Presenteren: the slides in their order, and what can be done with each and with all. */
(function () {
  "use strict";
  const atlas = (window.contactatlas = window.contactatlas || {});
  const { element, filled, story: kept } = atlas;
  const WAIT_MS = 600;
  let page = null;

  const text = (name, values = {}) => filled(page.texts[name], values);

  function change(act) {
    const story = kept.read();
    act(story);
    kept.write(story);
  }

  function say(words) {
    page.said.textContent = words;
    atlas.say?.(words);
  }

  /* What the server says of each slide now; the page stands without it too. */
  async function outline() {
    const story = kept.read();
    if (!story.slides.length) { page.told = []; return; }
    const mine = (page.asking = Symbol("outline"));
    try {
      const found = await atlas.stage.fetched(story.slides, "&prepare=1");
      if (page?.asking === mine) page.told = found;
    } catch { /* without a network titles stay as they were */ }
  }

  function noted() {
    const story = kept.read();
    let isNew = false;
    story.slides.forEach((slide, at) => {
      const told = page.told[at];
      if (!told || told.error || slide.mark) return;
      Object.assign(slide, { mark: told.mark, said: told.sentence, release: told.release });
      isNew = true;
    });
    if (isNew) kept.write(story);
  }

  async function refresh() {
    draw();
    await outline();
    if (!page) return;
    noted();
    draw();
  }

  function move(from, to) {
    const count = kept.read().slides.length;
    if (to < 0 || to >= count || from === to) return;
    change((story) => story.slides.splice(to, 0, ...story.slides.splice(from, 1)));
    if (page.told.length === count) page.told.splice(to, 0, ...page.told.splice(from, 1));
    draw();
    say(text("moved", { number: to + 1, count }));
  }

  function remove(at) {
    const before = kept.read();
    change((story) => story.slides.splice(at, 1));
    const [told] = page.told.splice(at, 1);
    draw();
    atlas.tell(text("removed", { number: at + 1 }), atlas.action(text("undo"), () => {
      kept.write(before);
      page.told.splice(at, 0, told);
      draw();
    }));
  }

  const searchWith = (search, name, value) => {
    const query = new URLSearchParams(search);
    query.set(name, value);
    if (name === "place") { query.delete("area"); query.delete("within"); }
    return "?" + query.toString().replaceAll("%2C", ",");
  };

  function field(label, input, note) {
    return element("label", { class: "story-field" }, element("span", {}, label), input, note ? element("small", {}, note) : null);
  }

  function input(slide, at, name, rows) {
    const node = element(rows ? "textarea" : "input", { maxlength: rows ? 4000 : 300, rows: rows || null, type: rows ? null : "text", "data-field": name });
    node.value = slide[name] || "";
    node.addEventListener("change", () => { change((story) => { story.slides[at][name] = node.value; }); });
    return node;
  }

  function button(label, act, more = {}) {
    const node = element("button", { type: "button", ...more }, label);
    node.addEventListener("click", (event) => { event.stopPropagation(); act(node); });
    return node;
  }

  async function municipalities() {
    if (!page.places) {
      const answer = await fetch("/api/v1/places?level=municipality&most=5000");
      page.places = answer.ok ? (await answer.json()).rows : [];
    }
    return page.places;
  }

  /* The same slide of another municipality or another year. */
  async function double(slide, at, row) {
    if (row.querySelector(".story-double")) { row.querySelector(".story-double").remove(); return; }
    const names = element("datalist", { id: `places-of-${at}` });
    const where = element("input", { type: "text", list: names.id, autocomplete: "off", "data-double": "place" });
    const years = element("select", { "data-double": "year" }, element("option", { value: "" }, text("newest")));
    for (const year of page.told[at]?.years || []) years.append(element("option", { value: year }, String(year)));
    const act = button(text("double_do"), async () => {
      const found = (await municipalities()).find((one) => one.name_nl === where.value || one.name_en === where.value);
      let search = slide.search;
      if (found) search = searchWith(search, "place", found.code);
      if (years.value) search = searchWith(search, "year", years.value);
      change((story) => story.slides.splice(at + 1, 0, { show: slide.show, search, title: "", notes: "" }));
      await refresh();
    }, { class: "story-do" });
    row.append(element("div", { class: "story-double" }, field(text("place"), where), names, field(text("year"), years), act));
    where.focus();
    for (const one of await municipalities()) names.append(element("option", { value: atlas.pageLanguage() === "en" ? one.name_en : one.name_nl }));
  }

  function changed(slide, told) {
    if (!told || told.error || !slide.mark || slide.mark === told.mark) return null;
    return element("div", { class: "story-changed" }, element("strong", {}, text("changed")),
      element("p", {}, `${text("was")}: ${slide.said || "–"}`), element("p", {}, `${text("now")}: ${told.sentence}`));
  }

  function row(slide, at, count) {
    const told = page.told[at];
    const name = told?.error || slide.title || told?.sentence || slide.said || slide.show;
    const build = element("input", { type: "checkbox", checked: Boolean(slide.build) });
    build.addEventListener("change", () => change((story) => { story.slides[at].build = build.checked; }));
    const node = element("li", { draggable: "true", "data-at": at, class: told?.error ? "is-broken" : null },
      element("span", { class: "story-handle", title: text("drag"), "aria-hidden": "true" }, "⠿"),
      element("div", { class: "story-what" }, element("p", { class: "eyebrow" }, told?.eyebrow || slide.show), element("p", { class: "story-sentence" }, name),
        changed(slide, told),
        element("div", { class: "story-fields" }, field(text("title"), input(slide, at, "title"), text("own_title")), field(text("notes"), input(slide, at, "notes", 2)))),
      element("div", { class: "story-row-tools" },
        button("↑ " + text("up"), () => { move(at, at - 1); focus(at - 1, "up"); }, { disabled: at === 0, "data-move": "up" }),
        button("↓ " + text("down"), () => { move(at, at + 1); focus(at + 1, "down"); }, { disabled: at === count - 1, "data-move": "down" }),
        button(text("double"), () => double(slide, at, node)), button(text("remove"), () => remove(at), { "data-remove": "" }),
        told?.figure ? element("label", { class: "story-build" }, build, " " + text("build")) : null,
        told?.link ? element("a", { href: told.link.replace(window.location.origin, "").replace(/^https?:\/\/[^/]+/, "") }, text("open_card")) : null));
    return node;
  }

  function focus(at, direction) {
    const node = page.list.children[at];
    const wanted = node?.querySelector(`[data-move="${direction}"]:not([disabled])`) || node?.querySelector("[data-move]:not([disabled])");
    wanted?.focus();
  }

  function newer(story) {
    const release = page.told.find((one) => one?.release)?.release;
    const old = story.slides.filter((slide) => slide.release && release && slide.release !== release);
    if (!old.length) return null;
    const count = story.slides.filter((slide, at) => slide.mark && page.told[at]?.mark && slide.mark !== page.told[at].mark).length;
    const words = text("newer", { release, count }) + (count ? "" : " " + text("same"));
    return element("div", { class: "notice story-newer" }, element("p", {}, words), button(text("rebuild"), () => {
      change((now) => now.slides.forEach((slide, at) => {
        const told = page.told[at];
        if (told && !told.error) Object.assign(slide, { mark: told.mark, said: told.sentence, release: told.release });
      }));
      draw();
      say(text("rebuilt", { release }));
    }, { class: "story-do", "data-rebuild": "" }));
  }

  function draw() {
    if (!page) return;
    const story = kept.read();
    const count = story.slides.length;
    const name = document.getElementById("story-name");
    if (name && document.activeElement !== name) name.value = story.name;
    page.root.querySelectorAll(".story-newer").forEach((one) => one.remove());
    const notice = newer(story);
    if (notice) page.list.before(notice);
    page.list.replaceChildren(...story.slides.map((slide, at) => row(slide, at, count)));
    if (!count) page.list.replaceChildren(element("li", { class: "story-empty" }, element("p", {}, text("empty")), element("a", { href: "/contact" + window.location.search }, text("empty_link"))));
    page.root.querySelectorAll("[data-form], [data-story=present], [data-story=share], [data-story=save], [data-story=clear]").forEach((one) => { one.disabled = !count; });
  }

  /* files of the server */
  async function ask(form, label) {
    const line = element("div", { class: "story-file" });
    const bar = element("progress", { max: 1, value: 0, "aria-label": label });
    const words = element("span", {}, `${label}: ${text("making")}`);
    document.getElementById("story-files").prepend(line);
    line.append(bar, words);
    const scheme = document.documentElement.getAttribute("data-mantine-color-scheme") === "dark" && form === "html" ? "dark" : "light";
    try {
      const answer = await fetch(`/presentatie/bestand/${form}?scheme=${scheme}`, {
        method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(kept.plain(kept.read(), true)),
      });
      const begun = await answer.json();
      if (!answer.ok) throw new Error(begun.message || text("failed"));
      const stop = button(text("cancel"), () => fetch(`/presentatie/bestand/${begun.id}`, { method: "DELETE" }));
      line.append(stop);
      await follow(begun.id, label, { bar, words, stop, line });
    } catch (error) {
      bar.remove();
      words.textContent = `${label}: ${error.message || text("failed")}`;
      line.classList.add("is-failed");
    }
  }

  async function follow(id, label, parts) {
    for (;;) {
      const answer = await fetch(`/presentatie/bestand/${id}?lang=${atlas.pageLanguage()}`);
      if (!answer.ok) throw new Error(text("failed"));
      const status = await answer.json();
      parts.bar.max = Math.max(1, status.of);
      parts.bar.value = status.done;
      parts.words.textContent = `${label}: ${status.message}`;
      if (status.state === "waiting" || status.state === "working") { await new Promise((wake) => setTimeout(wake, WAIT_MS)); continue; }
      parts.bar.remove();
      parts.stop.remove();
      if (status.state === "done") {
        const link = element("a", { href: status.href, download: "", class: "file-made" }, status.href.split("/").pop());
        parts.line.append(link);
        link.click();
      } else parts.line.classList.add("is-failed");
      return;
    }
  }

  /* files and links of the browser */
  function save() {
    const story = kept.read();
    const blob = new Blob([JSON.stringify(story, null, 1)], { type: "application/json" });
    const link = element("a", { href: URL.createObjectURL(blob), download: `${(story.name || text("untitled")).replace(/[^\p{L}\p{N}]+/gu, "-")}.contactatlas.json` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  function opened(story) {
    kept.write(story);
    refresh();
    say(text("loaded", { count: story.slides.length }));
  }

  function load() {
    const chooser = element("input", { type: "file", accept: ".json,application/json" });
    chooser.addEventListener("change", async () => {
      let story = null;
      try { story = JSON.parse(await chooser.files[0].text()); } catch { /* told below */ }
      if (kept.fits(story)) opened(story);
      else say(text("not_loaded"));
    });
    chooser.click();
  }

  async function share() {
    const fragment = await kept.packed(kept.read());
    if (!fragment) { say(text("link_long")); return; }
    const link = `${window.location.origin}/presenteren${atlas.pageLanguage() === "en" ? "?v=1&lang=en" : ""}#${fragment}`;
    try { await navigator.clipboard.writeText(link); } catch { window.prompt("", link); }
    say(text("copied"));
  }

  function clear() {
    const before = kept.read();
    kept.write({ ...before, name: "", slides: [] });
    page.told = [];
    page.said.textContent = "";
    draw();
    atlas.tell(text("cleared"), atlas.action(text("undo"), () => opened(before)));
  }

  async function begin(address) {
    const answer = await fetch(address);
    if (!answer.ok) { say(text("failed")); return; }
    opened(await answer.json());
    // What was begun with stands above the button, often out of sight.
    page.root.focus({ preventScroll: true });
    page.root.scrollIntoView({ block: "start" });
  }

  /* A link that holds a presentation asks before it touches one's own. */
  async function found() {
    const story = await kept.unpacked(window.location.hash.slice(1));
    const box = document.getElementById("story-found");
    if (!box || !window.location.hash.startsWith("#v1=")) return;
    window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search);
    if (!story) { box.replaceChildren(element("p", { class: "notice" }, text("not_loaded"))); return; }
    const act = (label, how) => button(label, () => { box.replaceChildren(); how(); }, { class: "story-do" });
    box.replaceChildren(element("div", { class: "notice" }, element("p", {}, text("found", { count: story.slides.length, title: story.name || text("untitled") })),
      act(text("open_found"), () => opened(story)),
      act(text("add_found"), () => { const own = kept.read(); opened({ ...own, slides: [...own.slides, ...story.slides].slice(0, kept.MOST) }); })));
  }

  const DO = { present: () => atlas.stage.open(kept.read().slides), share, save, load, clear };

  function drag(list) {
    let from = -1;
    list.addEventListener("dragstart", (event) => {
      const item = event.target.closest("li[data-at]");
      if (!item || event.target.closest("input, textarea")) return;
      from = Number(item.dataset.at);
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", String(from));
    });
    list.addEventListener("dragover", (event) => { if (from >= 0) event.preventDefault(); });
    list.addEventListener("drop", (event) => {
      const item = event.target.closest("li[data-at]");
      event.preventDefault();
      if (item && from >= 0) move(from, Number(item.dataset.at));
      from = -1;
    });
    list.addEventListener("dragend", () => { from = -1; });
  }

  document.addEventListener("click", (event) => {
    const node = event.target.closest("button");
    if (!node || !page) return;
    if (node.dataset.story) DO[node.dataset.story]();
    else if (node.dataset.form) ask(node.dataset.form, node.textContent);
    else if (node.dataset.ready) begin(node.dataset.ready);
  });
  document.addEventListener("change", (event) => {
    if (page && event.target.id === "story-name") change((story) => { story.name = event.target.value; });
  });

  new MutationObserver(() => {
    const root = document.getElementById("story");
    if (!root) { page = null; return; }
    if (page?.root === root) return;
    page = { root, texts: JSON.parse(root.dataset.texts), list: document.getElementById("story-slides"), said: document.getElementById("story-said"), told: [] };
    drag(page.list);
    found();
    refresh();
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
