/* Figures on a phone: names of rows in lines, smaller letters, so that what is drawn has the room. */
(function () {
  "use strict";
  const NARROW = 430;
  const LETTERS = 12;
  const LETTER = 6.1; // how wide one is, in pixels
  const LONGEST = 15, LONGEST_DENSE = 23; // letters in a line; rows that lie close have room for two
  const DENSE = 40;
  const TITLE = 34; // letters in a line of the name of an axis
  const BESIDE = 10; // between a figure and the edges of its part, in all
  const RIGHT = 14;
  const seen = new WeakMap();
  const watched = new WeakSet(); // by what listens: a figure drawn in the place of another has its own

  function inLines(words, most) {
    const lines = [""];
    for (const word of String(words).replaceAll("<br>", " ").split(/(?<=-)|\s+/)) {
      const last = lines[lines.length - 1];
      const joined = last.endsWith("-") || !last ? last + word : `${last} ${word}`;
      if (joined.length <= most || !last) lines[lines.length - 1] = joined;
      else lines.push(word);
    }
    return lines.join("<br>");
  }

  const isName = (one) => typeof one === "string" && /[a-z]{3}/i.test(one);

  /* Names of rows stand in the layout, or are the values of the bars themselves. */
  function rows(graph) {
    const axis = graph.layout.yaxis || {};
    const inLayout = axis.ticktext?.some(isName);
    const names = inLayout ? axis.ticktext : [...new Set(graph.data.flatMap((one) => [...(one.y || [])]))];
    if (!names.length || !names.every((one) => inLayout || isName(one))) return null;
    const most = graph.clientHeight / names.length < DENSE ? LONGEST_DENSE : LONGEST;
    const texts = names.map((one) => inLines(one, most));
    const longest = Math.max(...texts.flatMap((one) => one.split("<br>")).map((line) => line.length));
    return {
      "margin.l": Math.round(12 + LETTER * longest),
      "yaxis.automargin": false,
      "yaxis.tickmode": "array",
      "yaxis.ticktext": texts,
      "yaxis.tickfont.size": LETTERS,
      ...(inLayout ? {} : { "yaxis.tickvals": names }),
    };
  }

  /* The figures in the parts of bars, without those that have no room in the part any more. */
  function words(graph, left) {
    const [low, high] = graph.layout.xaxis?.range || [0, 100];
    const pixels = (graph.clientWidth - left - RIGHT) / (high - low);
    const bars = graph.data.map((one, at) => [one, at]).filter(([one]) => one.type === "bar" && Array.isArray(one.text));
    const texts = bars.map(([one]) => one.text.map((word, at) => (pixels * one.x[at] >= LETTER * word.length + BESIDE ? word : "")));
    return [bars.length ? { text: texts } : {}, bars.map(([, at]) => at)];
  }

  function fit(graph) {
    if (seen.get(graph) === graph.layout || graph.clientWidth > NARROW || !graph.closest(".can-narrow")) return;
    seen.set(graph, graph.layout);
    const named = rows(graph) || {};
    const legend = graph.layout.legend && graph.layout.showlegend !== false
      ? { "legend.font.size": LETTERS }
      : {};
    const title = graph.layout.xaxis?.title?.text;
    const [texts, bars] = words(graph, named["margin.l"] ?? graph.layout.margin?.l ?? 0);
    const layout = {
      "font.size": LETTERS,
      "margin.r": RIGHT,
      "xaxis.title.font.size": LETTERS,
      "xaxis.title.standoff": 6,
      ...(graph.layout.xaxis?.dtick === 20 ? { "xaxis.dtick": 50 } : { "xaxis.nticks": 4 }),
      ...(title ? { "xaxis.title.text": inLines(title, TITLE) } : {}),
      ...legend,
      ...named,
    };
    if (bars.length) window.Plotly.update(graph, texts, layout, bars);
    else window.Plotly.relayout(graph, layout);
  }

  function watch(graph) {
    if (!graph.on || watched.has(graph.on)) return;
    watched.add(graph.on);
    graph.on("plotly_afterplot", () => window.requestAnimationFrame(() => fit(graph)));
    fit(graph);
  }

  if (!window.matchMedia("(max-width: 34rem)").matches) return;
  new MutationObserver(() => {
    for (const graph of document.querySelectorAll(".js-plotly-plot")) if (graph.layout) watch(graph);
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
