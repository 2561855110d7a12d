/* Maps of kinds: areas have one or more types instead of a figure. An area's value is the sum of
   2ⁿ over its types, its class the first of them; further types are stripes in their colours. */
(function () {
  "use strict";
  const atlas = (window.contactatlas = window.contactatlas || {});
  const WIDE = 9; // pixels from one stripe to the next

  /* The types of an area, the first one first. */
  function of(map, area) {
    const first = map.classes[area];
    if (first < 0) return [];
    const others = map.spec.kinds.map((_, k) => k).filter((k) => k !== first && has(map, area, k));
    return [first, ...others];
  }

  function has(map, area, kind) {
    return map.classes[area] >= 0 && ((map.values.steps[area] >> kind) & 1) === 1;
  }

  function words(map, area) {
    const [first, ...others] = of(map, area).map((kind) => map.spec.labels[kind]);
    if (!others.length) return first;
    const also = others.join(", ").toLowerCase();
    return `${first}; ${atlas.map.filled(map.spec.texts.also, { kinds: also })}`;
  }

  /* What fills an area: the number of its one type, or the numbers of all, joined. */
  function fill(map, area) {
    const kinds = of(map, area);
    return kinds.length > 1 ? `kinds:${kinds.join()}` : kinds[0];
  }

  /* A square with the colour of the first type and slanted stripes in those of the others. */
  function striped(name, colours) {
    const [first, ...others] = name.slice("kinds:".length).split(",").map(Number);
    const side = WIDE * others.length;
    const square = document.createElement("canvas");
    square.width = square.height = side;
    const pen = square.getContext("2d");
    pen.fillStyle = colours.classes[first];
    pen.fillRect(0, 0, side, side);
    pen.lineWidth = WIDE * 0.36;
    others.forEach((kind, n) => {
      pen.strokeStyle = colours.classes[kind];
      pen.beginPath();
      for (let start = n * WIDE - 2 * side; start <= 2 * side; start += side) {
        pen.moveTo(start - 1, side + 1);
        pen.lineTo(start + side + 1, -1);
      }
      pen.stroke();
    });
    return square;
  }

  const isKinds = (name) => String(name).startsWith("kinds:");

  atlas.mapKinds = { of, has, words, fill, striped, isKinds };
})();
