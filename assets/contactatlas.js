/* The address and the page: links, controls, copying. The address owns the state. */
(function () {
  "use strict";

  const address = () => window.location.pathname + window.location.search;

  function go(href) {
    if (href === address()) return;
    const before = new URLSearchParams(window.location.search);
    const here = window.location.pathname;
    window.history.pushState({}, "", href);
    window.dispatchEvent(new CustomEvent("contactatlas-moved"));
    if (here === window.location.pathname && isQuiet(before)) moved();
    else {
      askAhead();
      tellDash();
    }
  }

  /* Dash's own address follows; a page or its frame may be another. */
  const tellDash = () => window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));

  function hrefWith(changes) {
    const query = new URLSearchParams(window.location.search);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null || value === "") query.delete(name);
      else query.set(name, value);
    }
    query.delete("v");
    const rest = query.toString().replaceAll("%2C", ",");
    return window.location.pathname + (rest ? "?v=1&" + rest : "");
  }

  /* What of the address goes along to another page that names nothing itself. */
  function kept(names) {
    const query = new URLSearchParams(window.location.search);
    const rest = new URLSearchParams(names.filter((name) => query.has(name)).map((name) => [name, query.get(name)]));
    return rest.size ? "?v=1&" + rest : "";
  }

  /* What a parameter was before each change, so that a change can be taken back. */
  const before = {};

  function set(name, value) {
    const known = new URLSearchParams(window.location.search).get(name) ?? "";
    (before[name] ??= []).push(known);
    go(hrefWith({ [name]: value || null }));
  }

  function undo(name) {
    const known = before[name]?.pop() ?? "";
    go(hrefWith({ [name]: known || null }));
  }

  /* Points in a box drawn on a figure become the selection in the address. */
  function brush(event) {
    const codes = (event?.points ?? []).map((point) => point.customdata).filter((code) => typeof code === "string");
    if (codes.length) set("picked", [...new Set(codes)].sort().join(","));
  }

  /* A figure is listened to from the first press on it; it may have come long after this script. */
  document.addEventListener("pointerdown", (event) => {
    const graph = event.target.closest?.(".js-plotly-plot");
    if (!graph?.on || graph.dataset.brushed) return;
    graph.dataset.brushed = "yes";
    graph.on("plotly_selected", (selected) => window.setTimeout(() => brush(selected)));
  }, true);

  function choose(...values) {
    const asked = window.dash_clientside.callback_context;
    const one = asked.triggered_id;
    if (one && asked.triggered.length === 1) {
      const value = String(asked.triggered[0].value ?? "");
      const known = new URLSearchParams(window.location.search).get(one.name) ?? one.default;
      if (value !== known) set(one.name, value === one.default ? null : value);
    }
    return window.dash_clientside.no_update;
  }

  /* Back, forward and links move the controls; a control that agrees is left alone. */
  /* The option that an address means; where these data don't offer it, the usual or the first. */
  function offered(options, wanted, usual) {
    if (!Array.isArray(options) || wanted === "") return wanted;
    const values = options.flatMap((one) => (one.items ?? [one]).map((item) => item.value ?? item));
    return values.length ? [wanted, usual, values[0]].find((one) => values.includes(one)) : wanted;
  }

  function follow(search, shown) {
    control();
    if (shown) {
      document.title = shown.title;
      /* Said again, it would let the browser work out the style of everything anew. */
      const root = document.documentElement;
      if (root.lang !== shown.language) root.lang = shown.language;
    }
    return window.dash_clientside.no_update;
  }

  function control() {
    const query = new URLSearchParams(window.location.search);
    document.querySelectorAll('[id*=\'"type":"control"\']').forEach((node) => {
      let id;
      try { id = JSON.parse(node.id); } catch { return; }
      const layout = window.dash_component_api?.getLayout?.(id);
      const value = layout?.props?.value;
      const named = query.get(id.name) ?? id.default;
      const wanted = Array.isArray(value) ? named : offered(layout?.props?.data, named, id.default);
      if (value !== undefined && String(value ?? "") !== wanted) {
        const typed = Array.isArray(value)
          ? wanted.split(",").filter(Boolean)
          : typeof value === "number" ? Number(wanted) : wanted;
        window.dash_clientside.set_props(id, { value: typed });
      }
    });
  }

  const propsOf = (id) => window.dash_component_api?.getLayout?.(id)?.props ?? {};
  const shownBy = (card) => propsOf({ type: "card-key", card }).data;

  /* What each card was asked for last; its answer may still be on its way. */
  let asked = {};

  /* Asked directly: by a callback, all components of the page would hear several times of it. */
  async function draw(card, shown, turn) {
    const wish = { path: window.location.pathname, search: turn.search, scheme: turn.scheme, shown };
    const mine = asked[card];
    let changes = null;
    try {
      const response = await fetch(`/cards/${card}`, {
        method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(wish),
      });
      if (response.ok) changes = await response.json();
    } catch { /* said below */ }
    if (asked[card] !== mine) return;
    if (changes) show(card, changes);
    else failed(card);
  }

  /* All at once, so that sentence, figure and notes are of one answer whenever they are seen. */
  function show(card, changes) {
    window.ReactDOM.unstable_batchedUpdates(() => {
      for (const [id, properties] of changes) window.dash_clientside.set_props(id, properties);
      if (hasFailed) window.dash_clientside.set_props("notice", { children: null });
      hasFailed = false;
    });
    const tabs = propsOf({ type: "card-tabs", card });
    if (tabs.value === "table") {
      const now = { key: shownBy(card)?.key, search: window.location.search };
      window.dash_clientside.set_props({ type: "card-opened", card }, { data: now });
    }
  }

  /* It is asked again with the next change, and what was said of it goes with the next answer. */
  let hasFailed = false;
  function failed(card) {
    hasFailed = true;
    delete asked[card];
    const words = { className: "notice is-failure", children: propsOf("shown").data?.failed };
    const notice = { namespace: "dash_html_components", type: "Div", props: words };
    window.dash_clientside.set_props("notice", { children: notice });
  }

  /* Only a card whose question may be another asks: a parameter that it depends on has changed. */
  function askCards(query, turn) {
    document.querySelectorAll('article.card[id^="card-"]').forEach((article) => {
      const card = article.id.slice("card-".length);
      const known = shownBy(card);
      if (!known) return;
      const values = (of) => JSON.stringify(Object.keys(known.reads).map((name) => [name, of(name)]));
      const now = turn.scheme + values((name) => query.get(name) ?? "");
      const drawn = known.scheme + values((name) => known.reads[name]);
      if ((asked[card]?.now ?? drawn) === now) return;
      asked[card] = { now };
      draw(card, known, turn);
    });
  }

  function stays(page) {
    const query = new URLSearchParams(window.location.search);
    return Boolean(page) && page.path === window.location.pathname
      && Object.entries(page.redrawn).every(([name, value]) => (query.get(name) ?? "") === value)
      && Object.entries(page.first).every(([name, value]) => Boolean(query.get(name)) === value);
  }

  /* Cards are asked for as soon as the address is another, before the page around them hears of it. */
  let turn = 0;
  function ask(scheme) {
    turn += 1;
    const now = { search: window.location.search, scheme, turn };
    askCards(new URLSearchParams(now.search), now);
    return now;
  }

  function askAhead() {
    if (stays(propsOf("shown").data)) ask(onScreen());
  }

  /* Whether all that changed are parameters that the frame of the page says nothing about. */
  function isQuiet(before) {
    const page = propsOf("shown").data;
    const now = new URLSearchParams(window.location.search);
    const changed = [...new Set([...before.keys(), ...now.keys()])].filter((name) => before.get(name) !== now.get(name));
    return stays(page) && changed.every((name) => name === "v" || page.quiet.includes(name));
  }

  /* Cards, maps and controls follow the address; the page around them stays as it is. */
  function moved() {
    const now = ask(onScreen());
    window.contactatlas.map?.follow(now.scheme);
    /* Most often a control was what moved, and the others can wait until the question is out. */
    window.setTimeout(control);
  }

  /* Dash isn't told of quiet changes, so going back to where it is still is no change to it. */
  window.addEventListener("popstate", () => {
    if (propsOf("address").search === window.location.search && stays(propsOf("shown").data)) moved();
  });

  /* The address of a page that stays, for what is on it; a page that is drawn anew has new cards. */
  function steady(search, scheme, page) {
    if (stays(page)) return ask(scheme);
    asked = {};
    return window.dash_clientside.no_update;
  }

  /* A table is asked for when it is opened; one that is open follows its card. */
  function opened(tab, known, before) {
    if (tab !== "table" || !known) return window.dash_clientside.no_update;
    const now = { key: known.key, search: window.location.search };
    const same = before && before.key === now.key && (now.key || before.search === now.search);
    return same ? window.dash_clientside.no_update : now;
  }

  const onScreen = () =>
    document.documentElement.getAttribute("data-mantine-color-scheme") === "dark" ? "dark" : "light";

  const scheme = () => onScreen();

  function toggleScheme() {
    const other = onScreen() === "dark" ? "light" : "dark";
    try { window.localStorage.setItem("mantine-color-scheme-value", other); } catch { /* not kept */ }
    document.documentElement.setAttribute("data-mantine-color-scheme", other);
    tellDash();
    window.dash_clientside.set_props("scheme", { data: other });
  }

  function firstScheme() {
    let kept = null;
    try { kept = window.localStorage.getItem("mantine-color-scheme-value"); } catch { /* none */ }
    const dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
    const chosen = kept === "dark" || kept === "light" ? kept : dark ? "dark" : "light";
    document.documentElement.setAttribute("data-mantine-color-scheme", chosen);
  }

  function say(words) {
    const region = document.getElementById("announced");
    if (region) region.textContent = words;
  }

  async function copy(button, words) {
    try { await navigator.clipboard.writeText(words); } catch { window.prompt("", words); }
    const before = button.textContent;
    button.textContent = "✓ " + before;
    say(before + " ✓");
    window.setTimeout(() => { button.textContent = before; }, 1500);
  }

  /* A link says the year and the data it was made for, so that a newer release doesn't change what it shows. */
  function lasting(path, button) {
    const query = new URLSearchParams(window.location.search);
    const year = button.closest(".links")?.querySelector("[data-year]")?.dataset.year;
    if (!query.has("year") && year) query.set("year", year);
    const series = document.querySelector("[data-series]")?.dataset.series;
    if (!query.has("data") && series) query.set("data", series);
    query.set("v", "1");
    return window.location.origin + path + "?" + query.toString().replaceAll("%2C", ",");
  }

  function press(button) {
    const data = button.dataset;
    if (button.id === "scheme-toggle") toggleScheme();
    else if (data.set) {
      const [name, value] = data.set.split("=");
      set(name, value);
    } else if (data.undo) undo(data.undo);
    else if (data.copy) copy(button, lasting(window.location.pathname, button) + "#" + data.copy);
    else if (data.embed) {
      const path = window.location.pathname.replace(/\/$/, "");
      const page = path.startsWith("/toon/") ? path.slice(5).replace(/\/[^/]*$/, "") : path;
      const source = lasting(data.embed.includes("/") ? data.embed : `/toon${page}/${data.embed}`, button).replaceAll("&", "&amp;");
      /* The script only fits the height; without it the frame scrolls. */
      const fitting = `<script async src="${window.location.origin}/assets/embed.js"></script>`;
      copy(button, `<iframe src="${source}" title="Contactatlas" width="100%" height="640" style="border:0" loading="lazy"></iframe>${fitting}`);
    } else if (data.picture) window.contactatlas.picture(button.closest(".card"), data.picture);
  }

  /* A link to this page with something else goes from where the address is now. */
  function refreshed(event) {
    const link = event.target.closest?.("a[data-with], #sign-in");
    if (!link) return;
    if (link.id === "sign-in") link.search = "?" + new URLSearchParams({ next: address() });
    else link.href = hrefWith(Object.fromEntries(new URLSearchParams(link.dataset.with)));
  }
  for (const kind of ["pointerover", "focusin"]) document.addEventListener(kind, refreshed);

  function isOurs(link) {
    return link && link.origin === window.location.origin && !link.target && !link.hasAttribute("download");
  }

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const button = event.target.closest("button");
    if (button) { press(button); return; }
    const link = event.target.closest("a[href]");
    /* A file is of what is on screen now, so it takes the address along. */
    if (link?.matches(".file, .back")) link.search = window.location.search;
    if (link?.id === "brand") link.search = kept(["lang", "data"]);
    link?.closest("details.data-switch")?.removeAttribute("open");
    if (!isOurs(link) || link.pathname.startsWith("/api/")) return;
    if (link.hash && link.pathname === window.location.pathname) return;
    event.preventDefault();
    const elsewhere = link.pathname !== window.location.pathname;
    go(link.pathname + link.search);
    if (elsewhere) { window.scrollTo(0, 0); document.getElementById("main")?.focus({ preventScroll: true }); }
  });

  window.dashMantineFunctions = Object.assign({}, window.dashMantineFunctions, {
    asPercent: (value) => value + "%",
  });
  firstScheme();
  window.contactatlas = { go, hrefWith, say };
  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    contactatlas: { choose, follow, opened, scheme, steady },
  });
})();
