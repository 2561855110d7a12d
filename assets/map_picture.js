/* A map as a picture file, with its title, legend, source and, where the figures are made up,
   the words that say so: everything that the page says about it goes along. */
(function () {
  "use strict";
  const atlas = (window.contactatlas = window.contactatlas || {});
  const DENSE = 2;
  const MARGIN = 28;
  const SIDE = 300;
  const LINE = 22;

  function wrapped(pen, words, width) {
    const lines = [""];
    for (const word of words.split(" ")) {
      const longer = `${lines[lines.length - 1]} ${word}`.trim();
      if (pen.measureText(longer).width > width && lines[lines.length - 1]) lines.push(word);
      else lines[lines.length - 1] = longer;
    }
    return lines;
  }

  function lines(pen, words, x, y, width, font, ink) {
    pen.font = font;
    pen.fillStyle = ink;
    for (const line of wrapped(pen, words, width)) {
      pen.fillText(line, x, y);
      y += LINE;
    }
    return y;
  }

  /* The part of the map that is on screen, from both canvases. */
  function mapPart(pen, map, x, y, width, height) {
    pen.save();
    pen.beginPath();
    pen.rect(x, y, width, height);
    pen.clip();
    for (const layer of [map.base, map.marks]) {
      const corner = map.map.layerPointToContainerPoint(layer._bounds.min);
      const size = layer._bounds.getSize();
      pen.drawImage(layer._container, x + corner.x, y + corner.y, size.x, size.y);
    }
    pen.restore();
  }

  function keys(pen, map, x, y, ink) {
    const { labels, colours, texts } = map.spec;
    const without = new Set(map.ids.filter((i) => map.classes[i] < 0).map((i) => map.values.state[i]));
    const rows = labels.map((label, k) => [label, colours.classes[k]]);
    const several = map.spec.kinds && map.ids.find((i) => atlas.mapKinds.of(map, i).length > 1);
    if (several !== undefined && several !== false && several !== null)
      rows.push([texts.several, pen.createPattern(atlas.mapLayer.pattern(atlas.mapKinds.fill(map, several), colours), "repeat")]);
    for (const state of without)
      rows.push([texts[state], pen.createPattern(atlas.mapLayer.pattern(state, colours), "repeat")]);
    pen.font = `16px ${fonts()}`;
    for (const [label, fill] of rows) {
      pen.fillStyle = fill;
      pen.fillRect(x, y - 13, 26, 17);
      pen.strokeStyle = ink;
      pen.lineWidth = 0.5;
      pen.strokeRect(x, y - 13, 26, 17);
      pen.fillStyle = ink;
      pen.fillText(label, x + 36, y);
      y += LINE + 4;
    }
    return y;
  }

  function fonts() {
    return getComputedStyle(document.body).fontFamily;
  }

  function drawn(map) {
    const style = getComputedStyle(document.body);
    const surface = getComputedStyle(document.documentElement).getPropertyValue("--surface") || "#fff";
    const ink = style.color;
    const size = map.map.getSize();
    const canvas = document.createElement("canvas");
    const width = size.x + SIDE + 3 * MARGIN;
    const height = size.y + 190;
    canvas.width = width * DENSE;
    canvas.height = height * DENSE;
    const pen = canvas.getContext("2d");
    pen.scale(DENSE, DENSE);
    pen.fillStyle = surface;
    pen.fillRect(0, 0, width, height);
    const top = lines(pen, map.spec.sentence, MARGIN, 40, width - 2 * MARGIN, `600 20px ${fonts()}`, ink) + 6;
    mapPart(pen, map, MARGIN, top, size.x, size.y);
    const x = size.x + 2 * MARGIN;
    let y = lines(pen, map.spec.indicator.name, x, top + 16, SIDE, `600 17px ${fonts()}`, ink) + 8;
    y = keys(pen, map, x, y + 6, ink) + 10;
    if (map.selected >= 0) y = lines(pen, map.said(map.selected), x, y + 6, SIDE, `600 16px ${fonts()}`, ink) + 8;
    lines(pen, map.spec.note, x, y + 6, SIDE, `15px ${fonts()}`, ink);
    const link = window.location.href;
    const foot = lines(pen, map.spec.source, MARGIN, top + size.y + 32, width - 2 * MARGIN, `15px ${fonts()}`, ink);
    lines(pen, link, MARGIN, foot, width - 2 * MARGIN, `13px ${fonts()}`, ink);
    return canvas;
  }

  /* The part of a map that is on screen as one canvas, which paper can make as wide as it wants. */
  function paper(map) {
    const size = map.map.getSize();
    const canvas = document.createElement("canvas");
    canvas.width = size.x * DENSE;
    canvas.height = size.y * DENSE;
    canvas.className = "map-paper";
    const pen = canvas.getContext("2d");
    pen.scale(DENSE, DENSE);
    pen.fillStyle = getComputedStyle(document.documentElement).getPropertyValue("--surface") || "#fff";
    pen.fillRect(0, 0, size.x, size.y);
    mapPart(pen, map, 0, 0, size.x, size.y);
    return canvas;
  }

  function save(map) {
    drawn(map).toBlob((blob) => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = `${map.spec.file}.png`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    });
  }

  atlas.mapPicture = { drawn, paper, save };

  document.addEventListener("click", (event) => {
    const button = event.target.closest(".map-picture, .map-print");
    if (!button) return;
    if (button.classList.contains("map-print")) window.print();
    else save(atlas.map.of(button.closest(".atlas-map").id));
  });
})();
