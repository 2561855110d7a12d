/* Reads what the server sends for a map: the shapes of a level, the names of its places, and the
   values of an indicator. The formats stand in core/release/geometry.py and core/questions/values.py. */
(function () {
  "use strict";
  const atlas = (window.contactatlas = window.contactatlas || {});

  /* Shapes are kept in pixels of this zoom level around the middle of the country, which is as
     exact as 32 bits need to be. */
  const ZOOM = 12;
  const MIDDLE = { lon: 5.3, lat: 52.1 };
  const WORLD = 256 * 2 ** ZOOM;
  const STEPS = 100000;
  const STATES = { 253: "not_applicable", 254: "missing", 255: "withheld" };
  const LESS_RELIABLE = 100;

  function mercator(lon, lat) {
    const sine = Math.sin((lat * Math.PI) / 180);
    return [
      WORLD * (lon / 360 + 0.5),
      WORLD * (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)),
    ];
  }
  const ORIGIN = mercator(MIDDLE.lon, MIDDLE.lat);

  function numbers(buffer) {
    const bytes = new Uint8Array(buffer);
    let at = 4;
    return function next() {
      let value = 0;
      for (let shift = 0; ; shift += 7) {
        const byte = bytes[at++];
        value |= (byte & 127) << shift;
        if (byte < 128) return value;
      }
    };
  }

  function signed(value) {
    return value & 1 ? -((value + 1) >> 1) : value >> 1;
  }

  function readArcs(next, count) {
    const arcs = [];
    let startLon = 0;
    let startLat = 0;
    for (let i = 0; i < count; i++) {
      const length = next();
      const line = new Float32Array(2 * length);
      let lon = startLon;
      let lat = startLat;
      for (let p = 0; p < length; p++) {
        lon += signed(next());
        lat += signed(next());
        if (p === 0) {
          startLon = lon;
          startLat = lat;
        }
        const [x, y] = mercator(lon / STEPS, lat / STEPS);
        line[2 * p] = x - ORIGIN[0];
        line[2 * p + 1] = y - ORIGIN[1];
      }
      arcs.push(line);
    }
    return arcs;
  }

  function readRings(next, count) {
    const areas = [];
    for (let a = 0; a < count; a++) {
      const rings = [];
      for (let polygons = next(); polygons > 0; polygons--) {
        for (let r = next(); r > 0; r--) {
          const ring = new Int32Array(next());
          for (let i = 0; i < ring.length; i++) ring[i] = next();
          rings.push(ring);
        }
      }
      areas.push(rings);
    }
    return areas;
  }

  /* Points nearer to the one before than `least` are left out; both ends stay, so that areas
     keep fitting together. */
  function thinned(line, least) {
    const kept = [line[0], line[1]];
    const last = line.length - 2;
    for (let i = 2; i < last; i += 2) {
      const dx = line[i] - kept[kept.length - 2];
      const dy = line[i + 1] - kept[kept.length - 1];
      if (dx * dx + dy * dy >= least * least) kept.push(line[i], line[i + 1]);
    }
    kept.push(line[last], line[last + 1]);
    return Float32Array.from(kept);
  }

  function boxes(areas, arcs) {
    const found = new Float32Array(4 * areas.length);
    areas.forEach((rings, a) => {
      let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
      for (const ring of rings)
        for (const reference of ring) {
          const line = arcs[reference >> 1];
          for (let i = 0; i < line.length; i += 2) {
            if (line[i] < left) left = line[i];
            if (line[i] > right) right = line[i];
            if (line[i + 1] < top) top = line[i + 1];
            if (line[i + 1] > bottom) bottom = line[i + 1];
          }
        }
      found.set([left, top, right, bottom], 4 * a);
    });
    return found;
  }

  /* The two areas on either side of each arc; -1 is outside. */
  function sides(areas, arcs) {
    const found = new Int32Array(2 * arcs.length).fill(-1);
    areas.forEach((rings, a) => {
      for (const ring of rings)
        for (const reference of ring) {
          const at = 2 * (reference >> 1);
          found[found[at] < 0 ? at : at + 1] = a;
        }
    });
    return found;
  }

  function readShapes(buffer) {
    const next = numbers(buffer);
    const arcCount = next();
    const areaCount = next();
    const arcs = readArcs(next, arcCount);
    const areas = readRings(next, areaCount);
    return { arcs, areas, boxes: boxes(areas, arcs), sides: sides(areas, arcs) };
  }

  function readValues(buffer) {
    const count = new DataView(buffer).getUint32(4, true);
    const steps = new Int16Array(buffer, 8, count);
    const codes = new Uint8Array(buffer, 8 + 2 * count, count);
    const state = new Array(count);
    const classes = new Int16Array(count).fill(-1);
    for (let i = 0; i < count; i++) {
      const code = codes[i];
      state[i] = STATES[code] || (code >= LESS_RELIABLE ? "low_reliability" : "value");
      if (!STATES[code]) classes[i] = code % LESS_RELIABLE;
    }
    return { count, steps, state, classes };
  }

  const kept = new Map();

  function fetched(url, read) {
    if (!kept.has(url)) {
      const coming = fetch(url).then((response) => {
        if (!response.ok) throw new Error(`${url}: ${response.status}`);
        return read(response);
      });
      coming.catch(() => kept.delete(url));
      kept.set(url, coming);
    }
    return kept.get(url);
  }

  atlas.mapFiles = {
    ZOOM,
    ORIGIN,
    mercator,
    thinned,
    shapes: (url) => fetched(url, (response) => response.arrayBuffer().then(readShapes)),
    names: (url) => fetched(url, (response) => response.json()),
    values: (url) => fetched(url, (response) => response.arrayBuffer().then(readValues)),
  };
})();
