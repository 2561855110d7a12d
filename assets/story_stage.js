/* The stage: slides large, on a screen for a room. Everything is fetched when it opens, so that it
   goes on when the network doesn't. Figures stay alive: hover, another year, and back. */
(function () {
  "use strict";
  const atlas = (window.contactatlas = window.contactatlas || {});
  const { element, filled } = atlas;
  const CHANNEL = "contactatlas-stage";
  const BASE = 14;
  const MOST_YEARS = 10;
  const channel = "BroadcastChannel" in window ? new BroadcastChannel(CHANNEL) : null;
  let now = null;

  const scheme = () => document.documentElement.getAttribute("data-mantine-color-scheme") === "dark" ? "dark" : "light";
  const isNarrow = () => window.matchMedia("(max-width: 720px)").matches;
  const letters = () => Math.max(BASE, Math.round(window.innerWidth / 80));

  async function fetched(slides, more = "") {
    const story = { ...atlas.story.plain({ name: "", slides }, true) };
    const answer = await fetch(`/presentatie/dias?scheme=${scheme()}${isNarrow() ? "&narrow" : ""}${more}`, {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(story),
    });
    if (!answer.ok) throw new Error(String(answer.status));
    return (await answer.json()).slides;
  }

  /* A figure for a wall: letters of 24 pixels at 1920, and all that goes with them as much larger. */
  function enlarged(figure, size) {
    const factor = size / BASE;
    const { data, layout } = structuredClone(figure);
    const font = (one, least = 0) => { if (one?.size) one.size = Math.max(least, one.size * factor); };
    for (const trace of data) {
      font(trace.textfont, size);
      const marker = trace.marker || {};
      if (Array.isArray(marker.size)) marker.size = marker.size.map((one) => one * factor);
      else if (marker.size) marker.size *= factor;
      if (marker.line?.width) marker.line.width *= Math.sqrt(factor);
      if (trace.line?.width) trace.line.width *= factor;
    }
    for (const note of layout.annotations || []) {
      note.font = { ...note.font, size };
      if (note.yshift) note.yshift *= factor;
    }
    for (const shape of layout.shapes || []) if (shape.line?.width) shape.line.width *= factor;
    for (const [name, axis] of Object.entries(layout)) {
      if (!/^[xy]axis/.test(name) || !axis.title) continue;
      axis.title = { ...(typeof axis.title === "string" ? { text: axis.title } : axis.title) };
      axis.title.font = { ...axis.title.font, size };
    }
    /* Every row keeps its name, however many there are. */
    if (layout.yaxis && data.some((one) => (one.y || []).some((y) => typeof y === "string"))) layout.yaxis.dtick = 1;
    layout.font = { ...layout.font, size };
    layout.hoverlabel = { font: { size } };
    /* A legend below keeps its distance to the axis, however low the figure is. */
    for (const [name, legend] of Object.entries(layout)) {
      if (/^legend/.test(name) && legend.y < 0) Object.assign(legend, { yref: "container", y: 0, yanchor: "bottom" });
    }
    for (const side of Object.keys(layout.margin || {})) layout.margin[side] *= factor;
    delete layout.height;
    layout.autosize = true;
    layout.paper_bgcolor = layout.plot_bgcolor = "rgba(0,0,0,0)";
    return { data, layout };
  }

  /* What comes one after the other: the lines behind, then the others, then us. */
  function groups(figure) {
    const names = [...new Set(figure.data.filter((one) => (one.x || []).some((x) => x !== null)).map((one) => one.name))];
    const isPoints = figure.data.every((one) => one.type === "scatter" && !String(one.mode).includes("lines"));
    return isPoints ? names.reverse() : names;
  }

  const slide = () => now.slides[now.at];
  const told = () => slide().versions?.[slide().year] || slide().told;
  const steps = () => (slide().build && told().figure ? groups(told().figure).length : 0);

  function grid(one) {
    const head = element("tr", {}, ...one.heads.map((words) => element("th", { scope: "col" }, words)));
    const rows = one.rows.map((row) => element("tr", {}, ...row.map(([words, isFigure]) => element("td", { class: isFigure ? "figure" : "text" }, words))));
    return element("div", { class: "scrolling", tabindex: "0", role: "region", "aria-label": now.words.table },
      element("table", { class: "rows plain-headings" }, element("thead", {}, head), element("tbody", {}, ...rows)));
  }

  function words(blocks) {
    const box = element("div", { class: "stage-words" });
    let list = null;
    for (const block of blocks) {
      if (block.kind !== "item") list = null;
      if (block.grid) box.append(grid(block.grid));
      else if (block.kind === "item") {
        if (!list) { list = element("ul", {}); box.append(list); }
        list.append(element("li", {}, block.text));
      } else box.append(element(block.kind === "heading" ? "h3" : "p", {}, block.text));
    }
    return box;
  }

  function drawn(svg) {
    const parsed = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
    return document.importNode(parsed, true);
  }

  function figureOf(one) {
    const box = now.parts.figure;
    window.Plotly?.purge?.(box);
    box.replaceChildren();
    box.className = "stage-figure can-narrow";
    box.removeAttribute("role");
    /* A phone scrolls, so that every row has the height that it has on the page. */
    box.style.height = isNarrow() && one.figure?.layout.height ? `${one.figure.layout.height}px` : "";
    if (one.figure && window.Plotly?.newPlot) {
      box.setAttribute("role", "img");
      box.setAttribute("aria-label", one.told);
      const { data, layout } = enlarged(one.figure, letters());
      const shownNames = steps() ? new Set(groups(one.figure).slice(0, slide().step)) : null;
      const named = new Set(groups(one.figure));
      if (shownNames) for (const trace of data) if (named.has(trace.name) && !shownNames.has(trace.name)) trace.visible = false;
      hold(layout, one.figure);
      thinned(data, layout, box);
      window.Plotly.newPlot(box, data, layout, { displayModeBar: false, responsive: true, locale: atlas.pageLanguage(), showSendToCloud: false, doubleClick: false });
    } else if (one.svg) box.append(drawn(one.svg));
    else if (one.blocks.length) box.append(words(one.blocks));
    else if (one.grids.length) box.append(grid(one.grids[0]));
  }

  /* Labels that would run into others or into points are left out; hovering still tells them. */
  function thinned(data, layout, box) {
    const { xaxis = {}, yaxis = {}, margin = {} } = layout;
    if (!xaxis.range || !yaxis.range || layout.xaxis2) return;
    const wide = box.clientWidth - (margin.l || 80) - (margin.r || 80), high = box.clientHeight - (margin.t || 80) - (margin.b || 80);
    const pen = document.createElement("canvas").getContext("2d");
    const size = letters();
    pen.font = `${size}px "Source Sans 3"`;
    const at = (value, [low, far], room) => ((value - low) / (far - low)) * room;
    const taken = [];
    const dots = [];
    for (const trace of data) {
      if (!String(trace.mode).includes("text") || trace.visible === false) continue;
      trace.x.forEach((x, i) => {
        const half = (Array.isArray(trace.marker.size) ? trace.marker.size[i] : trace.marker.size) / 2;
        const dot = { trace, i, x: at(x, xaxis.range, wide), y: high - at(trace.y[i], yaxis.range, high), half };
        dots.push(dot);
        taken.push([dot.x - half * 0.7, dot.x + half * 0.7, dot.y - half * 0.7, dot.y + half * 0.7, dot]);
      });
    }
    for (const dot of dots) {
      const { trace, i, half } = dot;
      const said = trace.text[i];
      if (!said) continue;
      const long = pen.measureText(said).width, side = trace.textposition[i];
      const left = side === "middle right" ? dot.x + half : side === "middle left" ? dot.x - half - long : dot.x - long / 2;
      const middle = dot.y + (side === "top center" ? -half - size / 2 : side === "bottom center" ? half + size / 2 : 0);
      const own = [left, left + long, middle - size * 0.45, middle + size * 0.45];
      const meets = taken.some((one) => one[4] !== dot && own[0] < one[1] && one[0] < own[1] && own[2] < one[3] && one[2] < own[3]);
      if (meets) trace.text[i] = "";
      else taken.push(own);
    }
  }

  /* An axis that follows its values must not jump while they are put up one by one. */
  function hold(layout, figure) {
    if (!steps() || layout.xaxis?.range) return;
    const far = Math.max(0, ...figure.data.flatMap((one) => (one.x || []).filter((x) => typeof x === "number")));
    if (layout.xaxis && figure.data.some((one) => one.orientation === "h" || layout.xaxis.rangemode)) layout.xaxis.range = [0, far * 1.08];
  }

  function show() {
    const one = told();
    const { parts, words: said } = now;
    if (one.error) {
      parts.title.textContent = one.error;
      for (const part of ["eyebrow", "beside", "source", "qr", "figure"]) parts[part].replaceChildren();
    } else {
      parts.eyebrow.textContent = one.eyebrow;
      parts.title.textContent = slide().title || one.sentence || one.title;
      parts.title.classList.toggle("is-long", parts.title.textContent.length > 140);
      parts.beside.replaceChildren(...one.beside.map((caveat) => element("p", {}, caveat)));
      parts.source.textContent = one.source;
      parts.qr.replaceChildren(...(one.qr ? [drawn(one.qr.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" '))] : []));
      figureOf(one);
    }
    parts.counter.textContent = filled(said.counter, { number: now.at + 1, count: now.slides.length });
    parts.build.hidden = !one.figure;
    parts.build.setAttribute("aria-pressed", String(Boolean(slide().build)));
    showYears();
    parts.live.textContent = `${parts.counter.textContent}. ${parts.title.textContent}`;
    report();
  }

  function showYears() {
    const box = now.parts.year, all = (slide().told.years || []).slice(-MOST_YEARS);
    const own = slide().told.year;
    box.parentElement.hidden = all.length < 2 || !slide().show.includes("/") || !slide().told.link;
    box.replaceChildren(...all.map((year) => element("option", { value: year, selected: year === (slide().year || own) }, String(year))));
    now.parts.back.hidden = !slide().year || slide().year === own;
    box.disabled = !slide().versions;
  }

  function report() {
    const next = now.slides[now.at + 1];
    channel?.postMessage({
      kind: "slide", number: now.at + 1, count: now.slides.length, title: now.parts.title.textContent,
      notes: slide().notes || "", begun: now.begun, step: slide().step, steps: steps(),
      next: next ? next.title || next.told.sentence || next.told.title || "" : "",
    });
  }

  function go(at) {
    const wanted = Math.max(0, Math.min(now.slides.length - 1, at));
    if (wanted === now.at) return;
    now.at = wanted;
    slide().step = 0;
    show();
    now.dialog.scrollTop = 0;
  }

  function step(by) {
    const wanted = slide().step + by;
    if (steps() && wanted >= 0 && wanted <= steps()) { slide().step = wanted; show(); return; }
    const before = now.at;
    go(now.at + by);
    if (by < 0 && now.at !== before && steps()) { slide().step = steps(); show(); }
  }

  const KEYS = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, Enter: 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Backspace: -1 };

  function press(event) {
    if (!now || event.ctrlKey || event.altKey || event.metaKey) return;
    const inControl = event.target.closest("select, .scrolling, button");
    const isRemote = event.key === "PageDown" || event.key === "PageUp";
    if (inControl && !isRemote && (event.key === " " || event.key === "Enter" || inControl.matches("select, .scrolling"))) return;
    if (event.key in KEYS) step(KEYS[event.key]);
    else if (event.key === "Home") go(0);
    else if (event.key === "End") go(now.slides.length - 1);
    else return;
    event.preventDefault();
  }

  function tool(label, act, more = {}) {
    const button = element("button", { type: "button", ...more }, label);
    button.addEventListener("click", (event) => { event.stopPropagation(); act(); });
    return button;
  }

  function toggleBuild() {
    slide().build = !slide().build;
    slide().step = 0;
    show();
  }

  function chooseYear(year) {
    slide().year = year === slide().told.year ? undefined : year;
    show();
  }

  function frame(said) {
    const parts = {
      eyebrow: element("p", { class: "eyebrow" }), title: element("h2", { class: "stage-title" }),
      figure: element("div", { class: "stage-figure" }), beside: element("div", { class: "stage-beside" }),
      source: element("p", { class: "stage-source" }), qr: element("div", { class: "stage-qr", "aria-hidden": "true" }),
      counter: element("span", { class: "stage-counter" }), live: element("p", { class: "visually-hidden", "aria-live": "polite" }),
      year: element("select", {}), ready: element("span", { class: "stage-ready" }),
    };
    parts.year.addEventListener("change", () => chooseYear(Number(parts.year.value)));
    parts.build = tool(said.build, toggleBuild, { "aria-pressed": "false" });
    parts.back = tool(said.back, () => chooseYear(slide().told.year), { hidden: true });
    const tools = element("div", { class: "stage-tools" },
      tool(said.previous, () => step(-1)), parts.counter, tool(said.next, () => step(1)), parts.build,
      element("label", {}, said.year + " ", parts.year), parts.back,
      tool(said.speaker, speaker, { "data-speaker": "" }), parts.ready, tool(said.close, close, { class: "stage-close" }));
    const dialog = element("dialog", { class: "stage", "aria-label": said.figure }, parts.eyebrow, parts.title, parts.figure,
      element("div", { class: "stage-foot" }, element("div", {}, parts.beside, parts.source), parts.qr), tools, parts.live);
    dialog.addEventListener("keydown", press);
    dialog.addEventListener("cancel", (event) => { event.preventDefault(); close(); });
    dialog.addEventListener("close", closed);
    return { dialog, parts };
  }

  function speaker() {
    const code = atlas.pageLanguage();
    window.open("/presenteren/spreker" + (code === "en" ? "?v=1&lang=en" : ""), "contactatlas-speaker", "popup,width=900,height=700");
  }

  function close() { now?.dialog.close(); }

  function closed() {
    if (!now) return;
    channel?.postMessage({ kind: "ended" });
    window.Plotly?.purge?.(now.parts.figure);
    now.dialog.remove();
    now = null;
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
  }

  /* Every year of every slide, one slide after the other, so that a year can be chosen offline. */
  async function prepare() {
    const mine = now;
    for (const one of mine.slides) {
      const years = (one.told.years || []).slice(-MOST_YEARS);
      if (years.length < 2 || !one.told.link) continue;
      const asked = years.map((year) => {
        const query = new URLSearchParams(one.search);
        query.set("year", year);
        return { ...one, search: "?" + query.toString().replaceAll("%2C", ",") };
      });
      try {
        const found = await fetched(asked);
        if (now !== mine) return;
        one.versions = Object.fromEntries(years.map((year, at) => [year, found[at]]).filter(([, told]) => !told.error));
        if (one === slide()) showYears();
      } catch { return; }
    }
    if (now === mine) { mine.parts.ready.textContent = "✓ " + mine.words.offline; mine.dialog.dataset.ready = "1"; }
  }

  /* What draws figures comes with the first figure of a page; without it, tables stand in. */
  async function plotly() {
    for (let wait = 0; !window.Plotly?.newPlot && wait < 100; wait++) await new Promise((wake) => setTimeout(wake, 100));
  }

  async function open(slides, at = 0) {
    const said = await atlas.wordsOf(atlas.pageLanguage());
    const { dialog, parts } = frame(said);
    document.body.append(dialog);
    dialog.showModal();
    dialog.tabIndex = -1;
    dialog.focus();
    dialog.requestFullscreen?.().catch(() => {});
    parts.title.textContent = said.loading + "…";
    now = { dialog, parts, words: said, at: 0, begun: Date.now(), slides: [] };
    try {
      const found = await fetched(slides);
      if (!now || now.dialog !== dialog) return;
      now.slides = slides.map((one, number) => ({ ...one, told: found[number], step: 0 }));
      now.at = Math.min(at, now.slides.length - 1);
      if (found.some((one) => one.figure)) await plotly();
      if (!now || now.dialog !== dialog) return;
      dialog.classList.toggle("is-alone", slides.length === 1);
      show();
      await prepare();
    } catch {
      parts.title.textContent = said.failed;
    }
  }

  channel?.addEventListener("message", ({ data }) => {
    if (!now?.slides.length) return;
    if (data.kind === "hello") report();
    else if (data.kind === "step") step(data.by);
  });

  let resized = 0;
  window.addEventListener("resize", () => {
    window.clearTimeout(resized);
    resized = window.setTimeout(() => { if (now?.slides.length) show(); }, 200);
  });

  Object.assign(atlas, { stage: { open, alone: (one) => open([one]), fetched } });
})();
