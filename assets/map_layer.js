/* Draws thousands of areas on a canvas of Leaflet: filled class by class, so that no seams show
   between neighbours of one class, and with borders that thin out as areas grow small. */
(function () {
  "use strict";
  const atlas = (window.contactatlas = window.contactatlas || {});
  const SMALL_PIXELS = 9; // areas that are smaller across get no border of their own
  const COARSE_ZOOM = 9; // below this, lines are drawn with fewer points

  /* Paths of one level, in a fine and a coarse form that are made when first wanted. */
  class Shapes {
    constructor(read) {
      Object.assign(this, read);
      this.lines = {};
      this.paths = { fine: new Array(read.areas.length), coarse: new Array(read.areas.length) };
    }

    linesOf(detail) {
      if (!this.lines[detail]) {
        const least = 2 ** (atlas.mapFiles.ZOOM - COARSE_ZOOM);
        this.lines[detail] =
          detail === "fine" ? this.arcs : this.arcs.map((arc) => atlas.mapFiles.thinned(arc, least));
      }
      return this.lines[detail];
    }

    path(area, detail) {
      const known = this.paths[detail][area];
      if (known) return known;
      const lines = this.linesOf(detail);
      const path = new Path2D();
      for (const ring of this.areas[area]) {
        let first = true;
        for (const reference of ring) {
          const line = lines[reference >> 1];
          const length = line.length;
          const back = reference & 1;
          for (let i = first ? 0 : 2; i < length; i += 2) {
            const at = back ? length - 2 - i : i;
            if (first) path.moveTo(line[at], line[at + 1]);
            else path.lineTo(line[at], line[at + 1]);
            first = false;
          }
        }
        path.closePath();
      }
      return (this.paths[detail][area] = path);
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
      detail: zoom < COARSE_ZOOM ? "coarse" : "fine",
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
      if (!together.has(fill)) together.set(fill, new Path2D());
      together.get(fill).addPath(shapes.path(a, view.detail));
    }
    for (const [fill, path] of together) {
      pen.fillStyle =
        typeof fill === "number"
          ? colours.classes[fill]
          : fill === "faded"
            ? colours.faded
            : patternFill(pen, pattern(fill, colours), view);
      pen.fill(path, "evenodd");
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
