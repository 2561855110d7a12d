/* Paper: figures as wide as a page, in black on white, with patterns where there are only greys. */
(function () {
  "use strict";
  const WIDE = 690;
  const NARROW = 670;
  const INK = "#000000";
  const PATTERNS = ["", "/", ".", "x", "-", "\\", "|", "+"];
  let before = [];

  const graphs = () => [...document.querySelectorAll(".card .js-plotly-plot")].filter((one) => one.data && one.clientWidth);

  function axes(layout, colour) {
    const changes = {};
    for (const name of Object.keys(layout)) if (/^[xy]axis\d*$/.test(name)) Object.assign(changes, { [`${name}.tickfont.color`]: colour, [`${name}.title.font.color`]: colour });
    return changes;
  }

  function toPaper() {
    if (before.length || !window.Plotly) return;
    const wide = document.querySelector(".page-municipality") ? NARROW : WIDE;
    for (const graph of graphs()) {
      const { width, paper_bgcolor: paper, plot_bgcolor: plot } = graph.layout;
      const closed = [...graph.closest(".card").querySelectorAll("details.caveats:not([open])")];
      before.push({ graph, changes: { width: width ?? null, paper_bgcolor: paper ?? null, plot_bgcolor: plot ?? null, "font.color": graph.layout.font?.color ?? null, ...axes(graph.layout, null) }, closed });
      closed.forEach((one) => { one.open = true; });
      window.Plotly.relayout(graph, { width: wide, paper_bgcolor: "#ffffff", plot_bgcolor: "#ffffff", "font.color": INK, ...axes(graph.layout, INK) });
      const bars = graph.data.map((one, at) => [one, at]).filter(([one]) => one.type === "bar");
      if (bars.length > 1) window.Plotly.restyle(graph, { "marker.pattern.shape": bars.map((_, at) => PATTERNS[at % PATTERNS.length]), "marker.pattern.fillmode": "overlay" }, bars.map(([, at]) => at));
    }
  }

  function toScreen() {
    for (const { graph, changes, closed } of before) {
      window.Plotly.relayout(graph, changes);
      const bars = graph.data.map((one, at) => [one, at]).filter(([one]) => one.type === "bar").map(([, at]) => at);
      if (bars.length > 1) window.Plotly.restyle(graph, { "marker.pattern.shape": "" }, bars);
      closed.forEach((one) => { one.open = false; });
    }
    before = [];
  }

  window.addEventListener("beforeprint", toPaper);
  window.addEventListener("afterprint", toScreen);
})();
