/* A picture of a figure, with its sentence, source and caveats in it; always on white. */
(function () {
  "use strict";

  const WIDTH = 1200;
  const INK = "#1B2430";

  function wrapped(words, most) {
    const lines = [""];
    for (const word of words.split(/\s+/)) {
      if ((lines[lines.length - 1] + " " + word).length > most) lines.push(word);
      else lines[lines.length - 1] = (lines[lines.length - 1] + " " + word).trim();
    }
    return lines;
  }

  function note(lines, size, y, anchor, shift) {
    return {
      xref: "paper", yref: "paper", x: 0, y, xanchor: "left", yanchor: anchor, yshift: shift, align: "left",
      showarrow: false, text: lines.join("<br>"), font: { size, color: INK },
    };
  }

  async function picture(card, shape) {
    const graph = card.querySelector(".js-plotly-plot");
    if (!graph) return;
    const meta = graph.layout.meta || {};
    const caveat = card.querySelector(".caveats li")?.textContent || "";
    const title = wrapped(meta.title || "", 105), foot = [...wrapped(meta.source || "", 150), ...wrapped(caveat, 150)];
    const margin = { ...graph._fullLayout.margin };
    const head = 26 * title.length + 24, tail = 18 * foot.length + 56;
    const layout = structuredClone(graph.layout);
    layout.template = { layout: { font: { family: "Source Sans 3, Arial, sans-serif", size: 14, color: INK }, xaxis: { gridcolor: "#E3E1DA", automargin: true }, yaxis: { gridcolor: "#E3E1DA", automargin: true } } };
    layout.paper_bgcolor = layout.plot_bgcolor = "#FFFFFF";
    layout.margin = { ...margin, l: Math.max(margin.l, 80), t: margin.t + head, b: margin.b + tail };
    layout.annotations = [
      ...(layout.annotations || []),
      note(title, 20, 1, "bottom", margin.t + 4),
      note(foot, 12, 0, "top", -margin.b - 16),
    ];
    const height = graph._fullLayout.height + head + tail;
    layout.width = WIDTH;
    layout.height = height;
    const url = await window.Plotly.toImage({ data: graph.data, layout }, { format: shape, width: WIDTH, height, scale: shape === "png" ? 2 : 1 });
    const link = document.createElement("a");
    link.href = url;
    link.download = `contactatlas-${card.id.replace("card-", "")}.${shape}`;
    link.click();
  }

  Object.assign(window.contactatlas, { picture });
})();
