/* The search for a place: a combobox as WAI-ARIA describes it, over the question "places". */
(function () {
  "use strict";

  const WAIT_MS = 90;
  const MOST = 8;
  let count = 0;

  async function found(words, language) {
    const query = new URLSearchParams({ search: words, most: String(MOST), lang: language });
    const data = new URLSearchParams(window.location.search).get("data");
    if (data) query.set("data", data);
    const answer = await fetch("/api/v1/places?" + query);
    return answer.ok ? (await answer.json()).rows : [];
  }

  function element(tag, attributes, text) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    if (text) node.textContent = text;
    return node;
  }

  function build(box) {
    const own = "places-" + ++count;
    const data = box.dataset;
    const levels = Object.fromEntries(data.levels.split("|").map((pair) => pair.split("=")));
    const label = element("label", { for: own, class: "visually-hidden" }, data.label);
    const input = element("input", {
      id: own, type: "search", role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list",
      "aria-controls": own + "-list", autocomplete: "off", spellcheck: "false", placeholder: data.hint,
      maxlength: "80",
    });
    const list = element("ul", { id: own + "-list", role: "listbox", "aria-label": data.label, hidden: "" });
    box.replaceChildren(label, input, list);
    let rows = [], at = -1, asked = "", timer = 0, pending = null;

    function close() {
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
      at = -1;
    }

    function mark(position) {
      at = position;
      list.querySelectorAll('[role="option"]').forEach((node, index) => {
        node.setAttribute("aria-selected", String(index === at));
        if (index === at) {
          input.setAttribute("aria-activedescendant", node.id);
          node.scrollIntoView({ block: "nearest" });
        }
      });
    }

    function option(row, index) {
      const name = box.dataset.language === "en" ? row.name_en : row.name_nl;
      const node = element("li", { role: "option", id: `${own}-${index}`, "aria-selected": "false" });
      node.append(element("span", {}, name), element("small", {}, levels[row.level] || row.code));
      node.addEventListener("pointerdown", (event) => { event.preventDefault(); pick(row); });
      return node;
    }

    function show() {
      list.replaceChildren(...rows.map(option));
      if (!rows.length) list.append(element("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, box.dataset.none));
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      if (rows.length) mark(0);
      window.contactatlas.say(rows.length ? `${rows.length} ${box.dataset.found}` : box.dataset.none);
    }

    async function ask() {
      const words = input.value.trim();
      if (!words) { asked = ""; close(); return; }
      if (words === asked) return;
      asked = words;
      pending = found(words, box.dataset.language);
      const answer = await pending;
      if (asked === words) { rows = answer; show(); }
    }

    function pick(row) {
      if (!row) return;
      if (box.dataset.adds) {
        const known = new URLSearchParams(window.location.search).get(box.dataset.adds);
        const codes = [...new Set([...(known ? known.split(",") : []), row.code])];
        input.value = "";
        asked = "";
        close();
        if (codes.length <= Number(box.dataset.most)) window.contactatlas.go(window.contactatlas.hrefWith({ [box.dataset.adds]: codes.join(",") }));
        return;
      }
      const target = new URL(box.dataset.target, window.location.origin);
      target.searchParams.set("v", "1");
      target.searchParams.set("place", row.code);
      input.value = "";
      asked = "";
      close();
      if (target.pathname === window.location.pathname) window.contactatlas.go(window.contactatlas.hrefWith({ place: row.code, area: null }));
      else window.contactatlas.go(target.pathname + target.search.replaceAll("%2C", ","));
    }

    input.addEventListener("input", () => { window.clearTimeout(timer); timer = window.setTimeout(ask, WAIT_MS); });
    input.addEventListener("blur", () => window.setTimeout(close, 100));
    input.addEventListener("keydown", async (event) => {
      const open = !list.hidden && rows.length;
      if (event.key === "ArrowDown" && open) { event.preventDefault(); mark((at + 1) % rows.length); }
      else if (event.key === "ArrowUp" && open) { event.preventDefault(); mark((at + rows.length - 1) % rows.length); }
      else if (event.key === "Escape") close();
      else if (event.key === "Enter") {
        event.preventDefault();
        window.clearTimeout(timer);
        await ask();
        if (pending) await pending;
        pick(rows[Math.max(at, 0)]);
      }
    });
  }

  function buildAll() {
    document.querySelectorAll(".place-search:not([data-built])").forEach((box) => {
      box.dataset.built = "true";
      build(box);
    });
  }

  new MutationObserver(buildAll).observe(document.documentElement, { childList: true, subtree: true });
})();
