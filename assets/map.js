/* The map as pages use it: `show(spec)` draws what a specification says, and nothing more is
   needed to change level, figure, year or choice. Leaflet is fetched when a map is first shown. */
(function () {
  "use strict";
  const atlas = (window.contactatlas = window.contactatlas || {});
  const COUNTRY = [
    [50.75, 3.35],
    [53.56, 7.23],
  ];
  const maps = new Map();
  let leaflet = null;

  function loaded(folder) {
    leaflet =
      leaflet ||
      new Promise((done, failed) => {
        const style = document.createElement("link");
        style.rel = "stylesheet";
        style.href = `${folder}leaflet.css`;
        document.head.append(style);
        const script = document.createElement("script");
        script.src = `${folder}leaflet.js`;
        script.onload = () => done(window.L);
        script.onerror = () => failed(new Error("leaflet"));
        document.head.append(script);
      });
    return leaflet;
  }

  /* A value as the reader of a language reads it; steps are whole, so nothing is rounded twice. */
  function written(steps, indicator, language) {
    const decimals = indicator.unit === "coefficient" ? 2 : 1;
    const divided = (Math.abs(steps) / 10 ** decimals).toFixed(decimals);
    const plain = language === "nl" ? divided.replace(".", ",") : divided;
    const sign = steps < 0 ? "\u2212" : indicator.unit === "points" && steps > 0 ? "+" : "";
    return sign + plain + (indicator.unit === "share" ? "%" : "");
  }

  function filled(sentence, values) {
    return sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  }

  class AreaMap {
    constructor(root) {
      this.root = root;
      this.spec = null;
      this.brushed = null;
      this.hovered = -1;
    }

    async show(spec) {
      this.wanted = spec;
      this.root.dataset.state = "loading";
      const [, names, values, read] = await Promise.all([
        spec.geometry ? loaded(spec.leaflet) : null,
        atlas.mapFiles.names(spec.names),
        atlas.mapFiles.values(spec.values),
        spec.geometry ? atlas.mapFiles.shapes(spec.geometry) : null,
      ]);
      if (this.wanted !== spec) return; // a newer wish came in the meantime
      this.take(spec, names, values, read);
      this.draw();
      this.root.dataset.state = "ready";
      this.root.dataset.shown = spec.values;
    }

    /* The maps that move and enlarge together with this one. */
    peers() {
      const { locked } = this.spec;
      const goesAlong = (one) =>
        one !== this && one.map && one.root.isConnected && one.spec.locked === locked;
      return locked ? [...maps.values()].filter(goesAlong) : [];
    }

    take(spec, names, values, read) {
      const before = this.spec;
      if (read && (!this.shapes || this.read !== read)) {
        this.read = read;
        this.shapes = new atlas.mapLayer.Shapes(read);
        this.lines = null;
      }
      this.spec = spec;
      this.names = names;
      this.values = values;
      this.number = this.numbering(names);
      this.inside = this.insideOf(spec, names);
      this.selected = this.number.get(spec.selected) ?? -1;
      this.classes = this.classesOf(spec, values);
      if (!before || before.values !== spec.values || before.breaks !== spec.breaks)
        this.brushed = null;
      this.isNew = !before;
      this.moves =
        !before ||
        (before.locked !== spec.locked && !this.moved) ||
        before.within !== spec.within ||
        before.around !== spec.around ||
        before.geometry !== spec.geometry
          ? "fit"
          : before.selected !== spec.selected
            ? "show"
            : null;
    }

    numbering(names) {
      if (!names.number) names.number = new Map(names.code.map((code, i) => [code, i]));
      return names.number;
    }

    insideOf(spec, names) {
      const inside = new Uint8Array(names.code.length).fill(spec.inside ? 0 : 1);
      if (!spec.inside) return inside;
      const chosen = new Set(spec.inside);
      names.code.forEach((code, i) => {
        if (chosen.has(code) || chosen.has(names.municipality[i])) inside[i] = 1;
      });
      return inside;
    }

    /* The server's classes are exact; a reader's own breaks are held against what is shown. */
    classesOf(spec, values) {
      if (!spec.breaks) return values.classes;
      return values.classes.map((fixed, i) =>
        fixed < 0 ? -1 : spec.breaks.filter((edge) => values.steps[i] >= edge).length
      );
    }

    draw() {
      this.ids = [];
      for (let i = 0; i < this.inside.length; i++) if (this.inside[i]) this.ids.push(i);
      atlas.mapPanel.draw(this); // first, because a long legend makes the map higher
      this.prepareMap();
      if (this.map) this.move();
      this.base?.redraw();
      this.redrawMarks();
    }

    prepareMap() {
      const canvas = this.root.querySelector(".map-canvas");
      canvas.hidden = !this.shapes;
      if (!this.shapes || this.map) return;
      const L = window.L;
      this.map = L.map(canvas, {
        zoomSnap: 0.1,
        wheelPxPerZoomLevel: 90,
        attributionControl: false,
        zoomControl: false,
        keyboard: true,
        minZoom: 6,
        maxZoom: 15,
        maxBounds: [
          [49.8, 1.5],
          [54.6, 9],
        ],
      });
      const words = this.spec.texts;
      L.control.zoom({ zoomInTitle: words.zoom_in, zoomOutTitle: words.zoom_out }).addTo(this.map);
      this.map.fitBounds(COUNTRY);
      const Layer = atlas.mapLayer.canvasLayer();
      this.base = new Layer((pen, view) => this.paint(pen, view), { padding: 0.2 }).addTo(this.map);
      this.marks = new Layer((pen, view) => this.mark(pen, view), { padding: 0.2 }).addTo(this.map);
      this.listen();
      atlas.mapPair.listen(this);
      new ResizeObserver(() => this.map.invalidateSize({ animate: false })).observe(canvas);
    }

    listen() {
      this.map.on("mousemove", (event) => {
        const area = this.areaAt(event.latlng);
        this.tell(area, event.containerPoint);
        for (const peer of this.peers()) peer.tell(peer.sameArea(this, area), event.containerPoint);
      });
      this.map.on("mouseout", () => {
        for (const one of [this, ...this.peers()]) one.tell(-1);
      });
      this.map.on("click", (event) => {
        const area = this.areaAt(event.latlng);
        if (area < 0) return;
        if (area === this.selected && this.spec.next_level) this.enter();
        else this.choose(area);
      });
    }

    /* Outline an area and say its figure next to a point of the map; -1 is none. */
    tell(area, point) {
      const tip = this.root.querySelector(".map-tip");
      this.hover(area, false);
      tip.hidden = area < 0;
      if (area < 0) return;
      tip.textContent = this.said(area);
      const room = this.map.getSize().x - point.x;
      tip.style.left = room < 220 ? "auto" : `${point.x + 14}px`;
      tip.style.right = room < 220 ? `${room + 14}px` : "auto";
      tip.style.top = `${point.y + 14}px`;
    }

    /* The number here of an area on another map; -1 where it isn't on this one. */
    sameArea(other, area) {
      const here = area < 0 ? undefined : this.number.get(other.names.code[area]);
      return here !== undefined && this.inside[here] ? here : -1;
    }

    areaAt(latlng) {
      const [x, y] = atlas.mapFiles.mercator(latlng.lng, latlng.lat);
      const area = this.shapes.at(x - atlas.mapFiles.ORIGIN[0], y - atlas.mapFiles.ORIGIN[1]);
      return area >= 0 && this.inside[area] ? area : -1;
    }

    /* Choosing changes the address, and the address changes the page; the mark comes at once. */
    choose(area) {
      this.selected = area;
      this.redrawMarks();
      atlas.mapPanel.draw(this);
      this.go({ [this.spec.selects]: this.names.code[area] });
    }

    enter() {
      const code = this.names.code[this.selected];
      this.go({ within: code, level: this.spec.next_level, place: code });
    }

    go(values) {
      atlas.go(atlas.hrefWith(values));
    }

    hover(area, isShared = true) {
      if (isShared) for (const peer of this.peers()) peer.hover(peer.sameArea(this, area), false);
      if (area === this.hovered) return;
      this.hovered = area;
      this.redrawMarks();
      atlas.mapPanel.point(this, area);
    }

    /* Only the areas that `keep` wants stay in colour; without it, all. */
    brush(keep) {
      this.brushed = keep;
      this.base?.redraw();
      atlas.mapPanel.brushed(this);
    }

    fillOf(area) {
      const known = this.classes[area];
      if (this.brushed && !this.brushed(area)) return "faded";
      if (this.spec.kinds && known >= 0) return atlas.mapKinds.fill(this, area);
      return known < 0 ? this.values.state[area] : known;
    }

    said(area) {
      const { names, spec, values } = this;
      const name = this.name(area);
      const state = values.state[area];
      if (this.classes[area] < 0) return `${name}: ${spec.texts[state]}`;
      if (spec.kinds) return `${name}: ${atlas.mapKinds.words(this, area)}`;
      const value = written(values.steps[area], spec.indicator, spec.language);
      const mark = state === "low_reliability" ? ` (${spec.texts.low_reliability})` : "";
      const unit = spec.indicator.unit_words ? `\u00a0${spec.indicator.unit_words}` : "";
      return `${name}: ${value}${unit}${mark}`;
    }

    name(area) {
      const english = this.spec.language === "en" ? this.names.name_en[area] : null;
      return english ?? this.names.name_nl[area];
    }

    move() {
      const wanted = this.moves;
      this.moves = null;
      const [lead] = this.isNew ? this.peers() : [];
      if (lead) atlas.mapPair.follow(this, lead.map.getCenter(), lead.map.getZoom(), false);
      else if (wanted === "fit") {
        this.map.invalidateSize({ animate: false });
        const near = this.spec.around ? this.ids.filter(this.group()) : [];
        const some = near.length ? near : this.spec.inside && this.ids.length ? this.ids : null;
        this.map.fitBounds(some ? this.bounds(some).pad(near.length ? 0.4 : 0) : COUNTRY, {
          padding: [12, 12],
          animate: false,
        });
        this.moved = false;
      } else if (wanted === "show" && this.selected >= 0 && this.spec.shown_by !== "map") {
        const bounds = this.bounds([this.selected]);
        if (!this.map.getBounds().contains(bounds)) this.map.panInsideBounds(bounds);
      }
    }

    bounds(areas) {
      const [left, top, right, bottom] = this.shapes.box(areas.filter((a) => this.shapes.areas[a].length));
      const { ORIGIN, ZOOM } = atlas.mapFiles;
      const corner = (x, y) => this.map.unproject([x + ORIGIN[0], y + ORIGIN[1]], ZOOM);
      return window.L.latLngBounds(corner(left, bottom), corner(right, top));
    }

    linesByDetail() {
      const { shapes, names } = this;
      const kept = {};
      const once = (name, make) => (detail) =>
        (kept[name + detail] = kept[name + detail] || make(detail));
      const several = new Set(names.municipality).size > 1;
      const group = (area) => names.municipality[area];
      const parts = several && names.municipality.some((code, i) => code && code !== names.code[i]);
      return {
        all: once("all", (detail) => shapes.borders(detail, null)),
        groups: parts ? once("groups", (detail) => shapes.borders(detail, group)) : null,
      };
    }

    paint(pen, view) {
      const { visible, paintAreas, paintBorders } = atlas.mapLayer;
      const { colours } = this.spec;
      const areas = visible(this.shapes, view);
      const fill = (area) => (this.inside[area] ? this.fillOf(area) : "faded");
      paintAreas(pen, view, this.shapes, areas, fill, colours);
      this.lines = this.lines || this.linesByDetail();
      paintBorders(pen, view, this.lines, colours, this.across(view, areas));
    }

    /* Whether an area lies in the chosen municipality, where that isn't drawn itself. */
    group() {
      const { names, spec } = this;
      return (area) => area >= 0 && names.municipality[area] === spec.around;
    }

    /* How many pixels the middle one of these areas is across. */
    across(view, areas) {
      const b = this.shapes.boxes;
      const sizes = areas.map((a) =>
        Math.sqrt((b[4 * a + 2] - b[4 * a]) * (b[4 * a + 3] - b[4 * a + 1]))
      );
      sizes.sort((a, c) => a - c);
      return ((sizes[sizes.length >> 1] || 0) * view.scale) / view.dense;
    }

    /* A canvas without marks that had none costs as much to show again as one with them. */
    redrawMarks() {
      const marked = Boolean(this.spec.around) || this.hovered >= 0 || this.selected >= 0;
      if (marked || this.marked) this.marks?.redraw();
      this.marked = marked;
    }

    mark(pen, view) {
      const { colours } = this.spec;
      const { paintOutline, paintAround } = atlas.mapLayer;
      if (this.spec.around) paintAround(pen, view, this.shapes, this.group(), colours);
      if (this.hovered >= 0) paintOutline(pen, view, this.shapes, this.hovered, colours, 1.2);
      if (this.selected >= 0) paintOutline(pen, view, this.shapes, this.selected, colours, 2.2);
    }
  }

  function mapOf(root) {
    if (!maps.has(root)) maps.set(root, new AreaMap(root));
    for (const known of maps.keys()) if (!known.isConnected) maps.delete(known);
    return maps.get(root);
  }

  const onPage = () => [...maps.values()].filter((map) => map.root.isConnected && map.spec);

  /* The values of another figure are asked for at once, beside the question what to draw. */
  function askAhead() {
    const query = new URLSearchParams(window.location.search);
    for (const map of onPage()) {
      const figure = query.get(map.spec.shows);
      const where = figure && map.spec.ahead[figure];
      // What goes wrong here is told where the same is asked for in earnest.
      if (where) atlas.mapFiles.values(where).catch(() => {});
    }
  }
  window.addEventListener("contactatlas-moved", askAhead);

  /* What maps of a page that stays are to draw at another address of it, asked for directly:
     the way through the callbacks of the page takes as long as the drawing itself. */
  function follow(scheme) {
    const where = new URLSearchParams({ path: window.location.pathname, search: window.location.search, scheme });
    for (const map of onPage()) {
      const asked = (map.asked = `/maps/wish/${map.root.id.replace("map-", "")}?${where}`);
      fetch(asked)
        .then((response) => (response.ok ? response.json() : Promise.reject(new Error(response.status))))
        .then((spec) => () => atlas.map.show(spec), () => () => broken(map.root, map.spec))
        .then((then) => map.asked === asked && then());
    }
  }

  function broken(root, spec) {
    root.dataset.state = "broken";
    root.querySelector(".map-told").textContent = spec.texts.broken;
  }

  atlas.map = {
    follow,
    written,
    filled,
    of: (id) => mapOf(document.getElementById(id)),
    async show(spec) {
      const root = spec && document.getElementById(spec.id);
      if (!root) return;
      try {
        await mapOf(root).show(spec);
      } catch (error) {
        broken(root, spec);
      }
      window.dispatchEvent(new CustomEvent("contactatlas-drawn"));
    },
  };
  window.dash_clientside = Object.assign(window.dash_clientside || {}, {
    contactatlas_map: {
      show(spec) {
        const root = spec && document.getElementById(spec.id);
        if (root) mapOf(root).asked = null; // an answer that is still on its way is of before
        atlas.map.show(spec);
        return window.dash_clientside.no_update;
      },
    },
  });
})();
