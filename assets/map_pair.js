/* Maps that stand side by side: who moves, enlarges or points at one does so at the other. */
(function () {
  "use strict";
  const atlas = (window.contactatlas = window.contactatlas || {});

  function follow(peer, centre, zoom, animate) {
    if (peer.map.getZoom() === zoom && peer.map.getCenter().equals(centre, 1e-9)) return;
    peer.led = true;
    const free = () => (peer.led = false);
    if (animate) peer.map.once("moveend", free);
    peer.map.setView(centre, zoom, { animate });
    if (!animate) free();
  }

  /* While a map is dragged the other only shifts, as the dragged one does; both are painted anew
     when it comes to rest. Leaflet has no public way to shift without painting. */
  function shift(peer, centre) {
    peer.led = true;
    peer.map._rawPanBy(peer.map._getCenterOffset(centre).round());
    peer.led = false;
  }

  function listen(map) {
    const { map: shown } = map;
    shown.on("movestart", () => {
      if (!map.led) map.moved = true;
    });
    shown.on("zoomanim", (event) => {
      if (!map.led) for (const peer of map.peers()) follow(peer, event.center, event.zoom, true);
    });
    shown.on("move", () => {
      if (map.led || shown._animatingZoom) return;
      for (const peer of map.peers())
        if (peer.map.getZoom() === shown.getZoom()) shift(peer, shown.getCenter());
    });
    shown.on("moveend", () => {
      if (map.led) return;
      for (const peer of map.peers())
        if (!peer.map._animatingZoom) rest(peer, shown);
    });
  }

  /* A shifted map stands right already, but is still painted where it stood. */
  function rest(peer, shown) {
    follow(peer, shown.getCenter(), shown.getZoom(), false);
    peer.led = true;
    peer.map.fire("moveend");
    peer.led = false;
  }

  /* What is drawn with the same classes and colours, so that it needs the same axes too. */
  function alike(map) {
    const scale = ({ spec }) => JSON.stringify([spec.edges, spec.indicator.unit, spec.colours.classes]);
    return map.peers().filter((peer) => scale(peer) === scale(map));
  }

  atlas.mapPair = { listen, alike, follow };
})();
