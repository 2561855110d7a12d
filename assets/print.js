/* Paper: figures as wide as a page, in black on white, with patterns where there are only greys. */
(function () {
  "use strict";
  const WIDE = 690;
  const NARROW = 670;
  const INK = "#000000";
  const PATTERNS = ["", "x", "-", "\\", "|", "+"]; // hatches and dots say that a figure isn't shown or less sure
  const shapeOf = (bar) => bar.marker?.pattern?.shape ?? "";
  const isPlain = (bar) => Array.isArray(shapeOf(bar)) || !shapeOf(bar);
  const onPaper = (shape, at) => (Array.isArray(shape) ? shape.map((one) => one || PATTERNS[at % PATTERNS.length]) : PATTERNS[at % PATTERNS.length]);
  let before = [];

  const graphs = () => [...document.querySelectorAll(".card .js-plotly-plot")].filter((one) => one.data && one.clientWidth);

  function axes(layout, colour) {
    const changes = {};
    for (const name of Object.keys(layout)) if (/^[xy]axis\d*$/.test(name)) Object.assign(changes, { [`${name}.tickfont.color`]: colour, [`${name}.title.font.color`]: colour });
    return changes;
  }

  function mapsToPaper() {
    const { map: maps, mapPicture: picture } = window.contactatlas || {};
    for (const root of document.querySelectorAll(".atlas-map")) {
      const map = maps?.of(root.id);
      if (map?.map && !root.querySelector(".map-paper")) root.querySelector(".map-stage").append(picture.paper(map));
    }
  }

  function toPaper() {
    mapsToPaper();
    if (before.length || !window.Plotly) return;
    const wide = document.querySelector(".page-municipality") ? NARROW : WIDE;
    for (const graph of graphs()) {
      const { width, paper_bgcolor: paper, plot_bgcolor: plot } = graph.layout;
      const closed = [...graph.closest(".card").querySelectorAll("details.caveats:not([open])")];
      before.push({ graph, changes: { width: width ?? null, paper_bgcolor: paper ?? null, plot_bgcolor: plot ?? null, "font.color": graph.layout.font?.color ?? null, ...axes(graph.layout, null) }, closed });
      closed.forEach((one) => { one.open = true; });
      window.Plotly.relayout(graph, { width: wide, paper_bgcolor: "#ffffff", plot_bgcolor: "#ffffff", "font.color": INK, ...axes(graph.layout, INK) });
      const bars = graph.data.map((one, at) => [one, at]).filter(([one]) => one.type === "bar" && isPlain(one));
      const shapes = bars.map(([one]) => shapeOf(one));
      before.at(-1).bars = [shapes, bars.map(([, at]) => at)];
      if (bars.length > 1) window.Plotly.restyle(graph, { "marker.pattern.shape": shapes.map(onPaper), "marker.pattern.fillmode": "overlay" }, before.at(-1).bars[1]);
    }
  }

  function toScreen() {
    document.querySelectorAll(".map-paper").forEach((one) => one.remove());
    for (const { graph, changes, closed, bars } of before) {
      window.Plotly.relayout(graph, changes);
      if (bars[1].length > 1) window.Plotly.restyle(graph, { "marker.pattern.shape": bars[0] }, bars[1]);
      closed.forEach((one) => { one.open = false; });
    }
    before = [];
  }

  window.addEventListener("beforeprint", toPaper);
  window.addEventListener("afterprint", toScreen);
})();
