/* What stands beside a map and says the same: the distribution with the classes, which is the
   legend too; the chosen area; the search; the table. Each can be used without a mouse. */
(function () {
  "use strict";
  const atlas = (window.contactatlas = window.contactatlas || {});
  const BINS = 48;
  const PAGE = 50;
  const SVG = "http://www.w3.org/2000/svg";
  const EMPTY = ["withheld", "missing", "not_applicable"];

  function element(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {}))
      if (name === "text") made.textContent = value;
      else if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
      else if (value === true) made.setAttribute(name, "");
      else if (value !== false && value !== null && value !== undefined)
        made.setAttribute(name, value);
    made.append(...children.filter(Boolean));
    return made;
  }

  function drawn(tag, attributes, text) {
    const made = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function part(map, name) {
    return map.root.querySelector(`.map-${name}`);
  }

  /* The range that the figure can take: the same for all years, so that pictures compare. */
  function domain(map, alike) {
    const [low, high] = map.spec.indicator.domain;
    let top = high;
    if (map.spec.indicator.open) {
      let most = 0;
      for (const one of [map, ...alike])
        for (const i of one.ids) if (one.classes[i] >= 0) most = Math.max(most, one.values.steps[i]);
      const least = map.spec.edges[map.spec.edges.length - 1];
      top = Math.min(high, Math.max(most, least * 1.2));
    }
    return [low, top];
  }

  function distribution(map) {
    const host = part(map, "distribution");
    if (!host) return; // kinds have no order to be distributed over
    const { edges, colours, indicator, language, texts } = map.spec;
    const alike = atlas.mapPair.alike(map);
    const [low, high] = domain(map, alike);
    const width = Math.max(host.clientWidth, 240);
    const [height, base, left] = [128, 92, 12];
    const right = width - 12;
    const x = (steps) => left + ((Math.min(Math.max(steps, low), high) - low) / (high - low)) * (right - left);
    const svg = drawn("svg", {
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: "img",
      "aria-label": texts.distribution,
    });
    const bins = binned(map, low, high);
    const tallest = (found) => Math.max(...found.map((bin) => bin.reduce((a, b) => a + b, 0)));
    const most = Math.max(1, tallest(bins), ...alike.map((one) => tallest(binned(one, low, high))));
    const step = (right - left) / BINS;
    bins.forEach((bin, b) => {
      let y = base;
      bin.forEach((count, k) => {
        const tall = (count / most) * (base - 22);
        if (!count) return;
        y -= tall;
        svg.append(
          drawn("rect", {
            x: left + b * step + 0.5,
            y,
            width: Math.max(step - 1, 1),
            height: tall,
            fill: colours.classes[k],
          })
        );
      });
    });
    const stops = [low, ...edges.filter((edge) => edge > low && edge < high), high];
    for (let s = 0; s < stops.length - 1; s++) {
      const k = edges.filter((edge) => edge <= stops[s]).length;
      svg.append(
        drawn("rect", {
          x: x(stops[s]),
          y: base + 1,
          width: Math.max(x(stops[s + 1]) - x(stops[s]), 0),
          height: 10,
          fill: colours.classes[k],
          stroke: colours.border,
          "stroke-width": 0.5,
        })
      );
    }
    ticks(svg, stops, x, base, (steps) => atlas.map.written(steps, indicator, language));
    const marker = drawn("g", { class: "map-marker" });
    svg.append(marker);
    host.replaceChildren(svg);
    map.scale = { x, low, high, left, right, base, marker, colours };
    brushing(map, svg);
    point(map, -1);
  }

  function ticks(svg, stops, x, base, write) {
    let free = -Infinity;
    stops.forEach((steps, s) => {
      const label = write(steps).replace(/[.,]0(?=%|$)/, "");
      const half = label.length * 2.9;
      const end = s === stops.length - 1;
      const at = Math.min(Math.max(x(steps), half + 2), Number(svg.getAttribute("width")) - half - 2);
      svg.append(drawn("line", { x1: x(steps), x2: x(steps), y1: base + 1, y2: base + 15, class: "map-tick" }));
      if (at - half < free && !end) return;
      if (end && at - half < free) return;
      free = at + half + 4;
      svg.append(drawn("text", { x: at, y: base + 28, "text-anchor": "middle", class: "map-label" }, label));
    });
  }

  function binned(map, low, high) {
    const kinds = map.spec.colours.classes.length;
    const bins = Array.from({ length: BINS }, () => new Array(kinds).fill(0));
    for (const i of map.ids) {
      const k = map.classes[i];
      if (k < 0) continue;
      const share = (map.values.steps[i] - low) / (high - low);
      bins[Math.min(BINS - 1, Math.max(0, Math.floor(share * BINS)))][k] += 1;
    }
    return bins;
  }

  /* Drag over the distribution to keep only those areas in colour; a click lets go. */
  function brushing(map, svg) {
    const { left, right, low, high, base } = map.scale;
    const band = drawn("rect", { y: 18, height: base - 17, class: "map-band", width: 0, x: 0 });
    svg.append(band);
    let start = null;
    const steps = (event) => {
      const px = event.clientX - svg.getBoundingClientRect().left;
      return low + ((Math.min(Math.max(px, left), right) - left) / (right - left)) * (high - low);
    };
    svg.addEventListener("pointerdown", (event) => {
      start = steps(event);
      svg.setPointerCapture(event.pointerId);
    });
    svg.addEventListener("pointermove", (event) => {
      if (start === null) return;
      const [a, b] = [start, steps(event)].sort((p, q) => p - q);
      band.setAttribute("x", map.scale.x(a));
      band.setAttribute("width", map.scale.x(b) - map.scale.x(a));
      map.brush((area) => map.classes[area] >= 0 && map.values.steps[area] >= a && map.values.steps[area] <= b);
    });
    svg.addEventListener("pointerup", (event) => {
      if (start !== null && Math.abs(steps(event) - start) < (high - low) / 100) {
        band.setAttribute("width", 0);
        map.brush(null);
      }
      start = null;
    });
  }

  /* Where the chosen area, and the one under the pointer, stand in the distribution. */
  function point(map, hovered) {
    if (!map.scale) return;
    const { marker, x, base, colours } = map.scale;
    marker.replaceChildren();
    for (const [area, wide] of [
      [hovered, 1],
      [map.selected, 2],
    ]) {
      if (area < 0 || map.classes[area] < 0 || !map.inside[area]) continue;
      const at = x(map.values.steps[area]);
      marker.append(
        drawn("line", { x1: at, x2: at, y1: 14, y2: base + 11, stroke: colours.selected, "stroke-width": wide }),
        drawn("path", { d: `M${at - 6} 6h12l-6 9z`, fill: colours.selected })
      );
    }
  }

  function legend(map) {
    const { labels, colours, texts } = map.spec;
    const { kinds } = map.spec;
    const isOf = (area, k) => (kinds ? atlas.mapKinds.has(map, area, k) : map.classes[area] === k);
    const counts = labels.map((_, k) => map.ids.filter((area) => isOf(area, k)).length);
    const without = { withheld: 0, missing: 0, not_applicable: 0 };
    for (const i of map.ids)
      if (map.classes[i] < 0) without[map.values.state[i]] += 1;
    const own = map.selected >= 0 && map.inside[map.selected] ? map.selected : null;
    const items = labels.map((label, k) =>
      key(map, label, counts[k], own !== null && isOf(own, k), swatch(colours.classes[k]), (area) => isOf(area, k), k)
    );
    if (kinds) items.push(...severalKey(map));
    for (const state of EMPTY)
      if (without[state]) {
        const image = atlas.mapLayer.pattern(state, colours).toDataURL();
        const looks = swatch(colours.empty, image);
        const here = (area) => map.classes[area] < 0 && map.values.state[area] === state;
        items.push(key(map, texts[state], without[state], own !== null && here(own), looks, here, state));
      }
    part(map, "legend").replaceChildren(...items);
  }

  /* The key of areas with more kinds than one, striped like the first of them; none without any. */
  function severalKey(map) {
    const keep = (area) => atlas.mapKinds.of(map, area).length > 1;
    const several = map.ids.filter(keep);
    if (!several.length) return [];
    const looks = swatch("", patternOf(map, several[0]));
    const isOwn = several.includes(map.selected);
    return [key(map, map.spec.texts.several, several.length, isOwn, looks, keep, "several")];
  }

  function patternOf(map, area) {
    return atlas.mapLayer.pattern(atlas.mapKinds.fill(map, area), map.spec.colours).toDataURL();
  }

  /* The looks of an area's class; of all its kinds together where it has more. */
  function looksOf(map, area) {
    const striped = map.spec.kinds && atlas.mapKinds.of(map, area).length > 1;
    return striped ? swatch("", patternOf(map, area)) : swatch(map.spec.colours.classes[map.classes[area]]);
  }

  function swatch(colour, image) {
    const made = element("span", { class: "map-swatch", "aria-hidden": "true" });
    made.style.background = image ? `url(${image})` : colour;
    return made;
  }

  function key(map, label, count, own, looks, keep, code) {
    const { texts } = map.spec;
    const button = element(
      "button",
      {
        type: "button",
        "aria-pressed": "false",
        class: own ? "is-own" : "",
        "data-class": code,
        onclick: () => {
          const off = button.getAttribute("aria-pressed") === "true";
          map.brush(off ? null : keep);
          if (!off) button.setAttribute("aria-pressed", "true");
        },
      },
      looks,
      element("span", { text: label }),
      element("span", { class: "map-count", text: count.toLocaleString(map.spec.language) }),
      own ? element("span", { class: "visually-hidden", text: texts.own_class }) : null
    );
    return element("li", {}, button);
  }

  function brushed(map) {
    for (const button of part(map, "legend").querySelectorAll("button"))
      button.setAttribute("aria-pressed", "false");
    table(map);
  }

  /* The chosen area: its figure, its class, and where one can go from here. */
  function chosen(map) {
    const { texts, indicator, labels, language, kinds } = map.spec;
    const host = part(map, "chosen");
    const area = map.selected;
    if (area < 0) {
      host.replaceChildren(element("p", { class: "quiet", text: texts.choose }));
      part(map, "told").textContent = map.spec.sentence;
      return;
    }
    const known = map.classes[area];
    const value = known < 0 ? texts[map.values.state[area]] : kinds ? "" : atlas.map.written(map.values.steps[area], indicator, language);
    const also = kinds && known >= 0 ? atlas.mapKinds.words(map, area) : labels[known];
    const actions = [];
    if (map.spec.next_level)
      actions.push(element("button", { type: "button", class: "map-enter", text: texts.enter, onclick: () => map.enter() }));
    const code = map.names.code[area];
    const municipality = map.names.municipality[area];
    if (municipality) {
      const query = new URLSearchParams(window.location.search);
      const keep = new URLSearchParams({ v: "1" });
      for (const name of ["lang", "year", "compare"]) if (query.get(name)) keep.set(name, query.get(name));
      keep.set("place", municipality);
      actions.push(element("a", { href: `${map.spec.profile}?${keep}`, text: texts.profile }));
    }
    const parts = [
      element("h3", { text: map.name(area) }),
      value && element(
        "p",
        { class: known < 0 ? "map-state" : "map-value", text: value },
        indicator.unit_words && known >= 0 ? element("small", { text: `\u00a0${indicator.unit_words}` }) : null
      ),
      known < 0 ? null : element("p", { class: kinds ? "map-class map-kind" : "map-class" }, looksOf(map, area), element("span", { text: also })),
      element("p", { class: "map-actions" }, ...actions),
    ];
    host.replaceChildren(...parts.filter(Boolean));
    host.dataset.place = code;
    part(map, "told").textContent = map.said(area);
  }

  /* The place of every area in the alphabet of a language; thousands of names are compared once. */
  function byName(map) {
    const { language } = map.spec;
    const known = (map.names.order = map.names.order || {});
    if (!known[language]) {
      const alphabet = new Intl.Collator(language, { numeric: true });
      const sorted = map.names.code.map((_, area) => area);
      sorted.sort((a, b) => alphabet.compare(map.name(a), map.name(b)));
      known[language] = new Int32Array(sorted.length);
      sorted.forEach((area, at) => (known[language][area] = at));
    }
    return known[language];
  }

  /* The rows that the table shows: those that are in colour on the map, sorted. */
  function rows(map) {
    const { column, down } = map.sorting;
    const kept = map.ids.filter((i) => !map.brushed || map.brushed(i));
    const value = (i) => (map.classes[i] < 0 ? -Infinity : map.spec.kinds ? -map.classes[i] : map.values.steps[i]);
    const order = column === "name" ? byName(map) : null;
    kept.sort((a, b) => (order ? order[a] - order[b] : value(a) - value(b) || a - b));
    return down ? kept.reverse() : kept;
  }

  function heading(map, column, label) {
    const { sorting } = map;
    const sorted = sorting.column === column ? (sorting.down ? "descending" : "ascending") : "none";
    const turn = () => {
      map.sorting = { column, down: sorting.column === column ? !sorting.down : column === "value", page: 0 };
      table(map);
      part(map, "table").querySelector(`[data-column="${column}"]`).focus();
    };
    return element(
      "th",
      { scope: "col", "aria-sort": sorted, class: column === "name" || map.spec.kinds ? "text" : "figure" },
      element("button", { type: "button", class: "map-sort", "data-column": column, onclick: turn, text: label })
    );
  }

  function table(map) {
    map.sorting = map.sorting || { column: "name", down: false, page: 0 };
    const { texts, indicator, labels, language, sentence } = map.spec;
    const all = rows(map);
    const pages = Math.max(1, Math.ceil(all.length / PAGE));
    map.sorting.page = Math.min(map.sorting.page, pages - 1);
    const from = map.sorting.page * PAGE;
    const body = all.slice(from, from + PAGE).map((i) => row(map, i, indicator, labels, language));
    const caption = element("caption", { text: sentence });
    const last = map.spec.kinds ? [heading(map, "value", texts.kind)] : [heading(map, "value", indicator.name), element("th", { scope: "col", class: "text", text: texts.class })];
    const head = element("tr", {}, heading(map, "name", texts.place), ...last);
    const grid = element("table", { class: "rows" }, caption, element("thead", {}, head), element("tbody", {}, ...body));
    const region = element("div", { class: "scrolling", tabindex: "0", role: "region", "aria-label": texts.table }, grid);
    part(map, "table").replaceChildren(region, pager(map, from, all.length, pages));
  }

  function row(map, i, indicator, labels, language) {
    const known = map.classes[i];
    const { texts, kinds } = map.spec;
    const value = known < 0 ? texts[map.values.state[i]] : atlas.map.written(map.values.steps[i], indicator, language);
    const mark = map.values.state[i] === "low_reliability" ? "*" : "";
    const words = known < 0 ? texts[map.values.state[i]] : kinds ? atlas.mapKinds.words(map, i) : labels[known];
    const pick = element("button", { type: "button", class: "map-pick", text: map.name(i), onclick: () => map.choose(i), onfocus: () => map.hover(i) });
    return element(
      "tr",
      {
        "aria-current": i === map.selected ? "true" : null,
        "data-place": map.names.code[i],
        onmouseenter: () => map.hover(i),
        onmouseleave: () => map.hover(-1),
      },
      element("th", { scope: "row", class: "text" }, pick),
      kinds ? null : element("td", { class: known < 0 ? "figure told" : "figure", text: value + mark }),
      element("td", { class: "text" }, known < 0 ? null : looksOf(map, i), document.createTextNode(known < 0 && !kinds ? "" : ` ${words}`))
    );
  }

  function pager(map, from, count, pages) {
    const { texts } = map.spec;
    const said = atlas.map.filled(texts.rows, {
      from: count ? from + 1 : 0,
      to: Math.min(from + PAGE, count),
      count: count.toLocaleString(map.spec.language),
    });
    const turn = (by, text) =>
      element("button", {
        type: "button",
        text,
        disabled: map.sorting.page + by < 0 || map.sorting.page + by >= pages,
        onclick: () => {
          map.sorting.page += by;
          table(map);
        },
      });
    return element("div", { class: "map-pager" }, element("span", { text: said, role: "status" }), turn(-1, texts.previous), turn(1, texts.next));
  }

  function draw(map) {
    map.root.style.setProperty("--map-marked", map.spec.colours.selected);
    part(map, "sentence").textContent = map.spec.sentence;
    part(map, "note").textContent = map.spec.note;
    const told = map.root.closest(".map-pair")?.querySelector(".map-scale");
    if (told) told.textContent = map.spec.scale;
    for (const one of [map, ...atlas.mapPair.alike(map)]) distribution(one);
    legend(map);
    chosen(map);
    table(map);
  }

  atlas.mapPanel = { draw, point, brushed, element };
})();
