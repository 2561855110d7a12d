/* Draws thousands of areas on a canvas of Leaflet: filled class by class, so that no seams show
   between neighbours of one class, and with borders that thin out as areas grow small. */
(function () {
  "use strict";
  const atlas = (window.contactatlas = window.contactatlas || {});
  const SMALL_PIXELS = 9; // areas that are smaller across get no border of their own
  const COARSE = [[8, 16], [9, 8]]; // below these zoom levels, points of a line are as far apart as this
  const FINE = 0;

  /* Paths of one level, with as much detail as a zoom level shows, made when first wanted. */
  class Shapes {
    constructor(read) {
      Object.assign(this, read);
      this.lines = {};
      this.texts = {};
      this.ends = this.nodes();
      this.paths = {};
    }

    /* The numbers of the points where each line begins and ends; lines that meet share one. */
    nodes() {
      const known = new Map();
      const ends = new Int32Array(2 * this.arcs.length);
      this.arcs.forEach((line, arc) => {
        for (const [end, at] of [[0, 0], [1, line.length - 2]]) {
          const point = (Math.round(line[at] * 8) + 2 ** 24) * 2 ** 26 + Math.round(line[at + 1] * 8) + 2 ** 24;
          if (!known.has(point)) known.set(point, known.size);
          ends[2 * arc + end] = known.get(point);
        }
      });
      return ends;
    }

    linesOf(detail) {
      if (!this.lines[detail])
        this.lines[detail] =
          detail === FINE ? this.arcs : this.arcs.map((arc) => atlas.mapFiles.thinned(arc, detail));
      return this.lines[detail];
    }

    path(area, detail) {
      const paths = (this.paths[detail] = this.paths[detail] || []);
      if (paths[area]) return paths[area];
      // A ring holds numbers alone, so its own map would make zeros of words.
      const rings = this.areas[area].map((ring) => `M${Array.from(ring, (line) => this.written(line, detail)).join(" ")}Z`);
      return (paths[area] = new Path2D(rings.join("")));
    }

    /* A line, forwards or back, as paths write it. */
    written(reference, detail) {
      const known = (this.texts[detail] = this.texts[detail] || []);
      if (!known[reference]) {
        const line = this.linesOf(detail)[reference >> 1];
        const exact = detail === FINE ? 10 : 1;
        const words = [];
        for (let i = 0; i < line.length; i += 2) {
          const at = reference & 1 ? line.length - 2 - i : i;
          words.push(Math.round(line[at] * exact) / exact, Math.round(line[at + 1] * exact) / exact);
        }
        known[reference] = words.join(" ");
      }
      return known[reference];
    }

    /* Borders with another group on the other side, or all of them. */
    borders(detail, groupOf) {
      const path = new Path2D();
      this.linesOf(detail).forEach((line, arc) => {
        const a = this.sides[2 * arc];
        const b = this.sides[2 * arc + 1];
        if (groupOf && b >= 0 && groupOf(a) === groupOf(b)) return;
        path.moveTo(line[0], line[1]);
        for (let i = 2; i < line.length; i += 2) path.lineTo(line[i], line[i + 1]);
      });
      return path;
    }

    contains(area, x, y) {
      let inside = false;
      for (const ring of this.areas[area])
        for (const reference of ring) {
          const line = this.arcs[reference >> 1];
          for (let i = 2; i < line.length; i += 2) {
            const [ax, ay, bx, by] = [line[i - 2], line[i - 1], line[i], line[i + 1]];
            if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
          }
        }
      return inside;
    }

    at(x, y) {
      const b = this.boxes;
      for (let a = 0; a < this.areas.length; a++)
        if (x >= b[4 * a] && x <= b[4 * a + 2] && y >= b[4 * a + 1] && y <= b[4 * a + 3])
          if (this.contains(a, x, y)) return a;
      return -1;
    }

    box(areas) {
      let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
      for (const a of areas) {
        const [l, t, r, b] = this.boxes.subarray(4 * a, 4 * a + 4);
        [left, top] = [Math.min(left, l), Math.min(top, t)];
        [right, bottom] = [Math.max(right, r), Math.max(bottom, b)];
      }
      return [left, top, right, bottom];
    }
  }

  /* A hatched or dotted square, so that areas without a figure are told apart without colour. */
  function pattern(kind, colours) {
    if (atlas.mapKinds.isKinds(kind)) return atlas.mapKinds.striped(kind, colours);
    const square = document.createElement("canvas");
    square.width = square.height = 8;
    const pen = square.getContext("2d");
    pen.fillStyle = colours.empty;
    pen.fillRect(0, 0, 8, 8);
    pen.strokeStyle = pen.fillStyle = colours.mark;
    if (kind === "withheld") {
      pen.lineWidth = 1.4;
      pen.beginPath();
      for (const start of [-8, 0, 8]) {
        pen.moveTo(start, 8);
        pen.lineTo(start + 8, 0);
      }
      pen.stroke();
    } else if (kind === "missing") {
      pen.beginPath();
      pen.arc(2, 2, 1, 0, 7);
      pen.arc(6, 6, 1, 0, 7);
      pen.fill();
    } else if (kind === "not_applicable") {
      pen.lineWidth = 1.2;
      pen.beginPath();
      pen.moveTo(0, 4);
      pen.lineTo(8, 4);
      pen.stroke();
    }
    return square;
  }

  /* A canvas in the map that `paint(pen, view)` fills, anew whenever the view has changed. */
  function canvasLayer() {
    return window.L.Renderer.extend({
      initialize(paint, options) {
        this.paint = paint;
        window.L.Renderer.prototype.initialize.call(this, options);
      },
      _initContainer() {
        this._container = document.createElement("canvas");
        this._container.setAttribute("aria-hidden", "true");
      },
      _destroyContainer() {
        this._container.remove();
        delete this._container;
      },
      _updatePaths() {},
      _update() {
        if (this._map._animatingZoom && this._bounds) return;
        window.L.Renderer.prototype._update.call(this);
        const size = this._bounds.getSize();
        const dense = Math.min(window.devicePixelRatio || 1, 2);
        window.L.DomUtil.setPosition(this._container, this._bounds.min);
        this._container.width = size.x * dense;
        this._container.height = size.y * dense;
        this._container.style.width = `${size.x}px`;
        this._container.style.height = `${size.y}px`;
        this.redraw();
      },
      redraw() {
        if (!this._map || !this._bounds) return;
        const canvas = this._container;
        const dense = canvas.width / this._bounds.getSize().x;
        const pen = canvas.getContext("2d");
        pen.setTransform(1, 0, 0, 1, 0, 0);
        pen.clearRect(0, 0, canvas.width, canvas.height);
        this.paint(pen, viewOf(this._map, this._zoom, this._bounds.min, dense, canvas));
      },
    });
  }

  /* Where the areas' own pixels are on a canvas, and which of them it shows. */
  function viewOf(map, zoom, corner, dense, canvas) {
    const files = atlas.mapFiles;
    const scale = 2 ** (zoom - files.ZOOM);
    const origin = map.getPixelOrigin();
    const x = files.ORIGIN[0] * scale - origin.x - corner.x;
    const y = files.ORIGIN[1] * scale - origin.y - corner.y;
    return {
      zoom,
      scale: scale * dense,
      pixel: 1 / (scale * dense),
      dense,
      x: x * dense,
      y: y * dense,
      box: [-x / scale, -y / scale, canvas.width / dense / scale - x / scale, canvas.height / dense / scale - y / scale],
      detail: (COARSE.find(([below]) => zoom < below) ?? [0, FINE])[1],
    };
  }

  function place(pen, view) {
    pen.setTransform(view.scale, 0, 0, view.scale, view.x, view.y);
    pen.lineJoin = pen.lineCap = "round";
  }

  function visible(shapes, view, chosen) {
    const b = shapes.boxes;
    const [left, top, right, bottom] = view.box;
    const found = [];
    for (let a = 0; a < shapes.areas.length; a++) {
      if (chosen && !chosen(a)) continue;
      if (b[4 * a] > right || b[4 * a + 2] < left) continue;
      if (b[4 * a + 1] > bottom || b[4 * a + 3] < top) continue;
      found.push(a);
    }
    return found;
  }

  /* The outline of these areas together, which share a number of `kind` that no others have.

     A line with the same kind on both sides isn't drawn, which leaves half of them. Each area
     goes round, so as many of the lines that are left begin at a point as end there: following
     them from any point comes back to it, and what lies within is the same whichever comes first. */
  function outline(shapes, areas, kind, detail) {
    const { sides, ends } = shapes;
    const first = new Int32Array(ends.length).fill(-1);
    const after = new Int32Array(ends.length);
    const starts = [];
    for (const a of areas)
      for (const ring of shapes.areas[a])
        for (const reference of ring) {
          const arc = reference >> 1;
          const other = sides[2 * arc] === a ? sides[2 * arc + 1] : sides[2 * arc];
          if (other >= 0 && kind[other] === kind[a]) continue;
          const start = ends[2 * arc + (reference & 1)];
          after[reference] = first[start];
          first[start] = reference;
          starts.push(start);
        }
    const written = [];
    for (const start of starts) {
      if (first[start] < 0) continue;
      let here = start;
      written.push("M");
      do {
        const reference = first[here];
        first[here] = after[reference];
        written.push(shapes.written(reference, detail));
        here = ends[2 * (reference >> 1) + 1 - (reference & 1)];
      } while (here !== start && first[here] >= 0);
      written.push("Z");
    }
    return new Path2D(written.join(" "));
  }

  function patternFill(pen, image, view) {
    const fill = pen.createPattern(image, "repeat");
    const size = view.pixel * view.dense;
    fill.setTransform(new DOMMatrix([size, 0, 0, size, 0, 0]));
    return fill;
  }

  /* Fill the areas by `fillOf(area)`: the number of a class, or the name of a state. */
  function paintAreas(pen, view, shapes, areas, fillOf, colours) {
    place(pen, view);
    const together = new Map();
    for (const a of areas) {
      const fill = fillOf(a);
      if (!together.has(fill)) together.set(fill, []);
      together.get(fill).push(a);
    }
    const kind = new Int16Array(shapes.areas.length).fill(-1);
    [...together.values()].forEach((alike, number) => alike.forEach((a) => (kind[a] = number)));
    for (const [fill, alike] of together) {
      pen.fillStyle =
        typeof fill === "number"
          ? colours.classes[fill]
          : fill === "faded"
            ? colours.faded
            : patternFill(pen, pattern(fill, colours), view);
      pen.fill(outline(shapes, alike, kind, view.detail), "evenodd");
    }
  }

  function paintBorders(pen, view, borders, colours, across) {
    place(pen, view);
    const own = across >= SMALL_PIXELS;
    if (own && borders.all) {
      pen.lineWidth = view.pixel * view.dense * (across > 40 ? 0.9 : 0.5);
      pen.strokeStyle = colours.border;
      pen.stroke(borders.all(view.detail));
    }
    if (borders.groups) {
      pen.lineWidth = view.pixel * view.dense * (own ? 1.6 : view.zoom < 8 ? 0.5 : 0.8);
      pen.strokeStyle = own ? colours.strong : colours.border;
      pen.stroke(borders.groups(view.detail));
    }
  }

  function paintOutline(pen, view, shapes, area, colours, width) {
    place(pen, view);
    const path = shapes.path(area, view.detail);
    for (const [extra, colour] of [
      [2.5, colours.halo],
      [0, colours.selected],
    ]) {
      pen.lineWidth = view.pixel * view.dense * (width + extra);
      pen.strokeStyle = colour;
      pen.stroke(path);
    }
  }

  /* The outline of a group of areas: lines with the group on one side only. */
  function paintAround(pen, view, shapes, isIn, colours) {
    place(pen, view);
    const path = new Path2D();
    shapes.linesOf(view.detail).forEach((line, arc) => {
      if (isIn(shapes.sides[2 * arc]) === isIn(shapes.sides[2 * arc + 1])) return;
      path.moveTo(line[0], line[1]);
      for (let i = 2; i < line.length; i += 2) path.lineTo(line[i], line[i + 1]);
    });
    for (const [width, colour] of [
      [4, colours.halo],
      [2, colours.selected],
    ]) {
      pen.lineWidth = view.pixel * view.dense * width;
      pen.strokeStyle = colour;
      pen.stroke(path);
    }
  }

  atlas.mapLayer = { Shapes, canvasLayer, pattern, visible, paintAreas, paintBorders, paintOutline, paintAround };
})();
