"""Boundaries as the browser reads them: one small file per level, each shared edge in it once.

The bytes, before they are compressed, are ``CAG1`` and then whole numbers of seven bits per
byte, the lowest first, the eighth bit telling that more follow; numbers that may be negative
are doubled, and the negative ones have their sign in the lowest bit:

    arcs, areas
    of each arc: points, and of each point the step from the one before, in longitude and
        latitude (the first point of an arc steps from the first of the arc before)
    of each area: polygons; of each polygon: rings; of each ring: arcs, and which these are:
        2·i along arc i, 2·i + 1 back along it

Areas come in the order of their codes; an area that isn't drawn has no polygons. Half as
large as the same areas in GeoJSON, and read in a fraction of the time (see CONTRIBUTING).
"""

import gzip
import json
from collections.abc import Iterable, Mapping, Sequence

import geopandas as gpd
import numpy as np

from core.errors import ReleaseError
from core.release.topology import Integers, Topology, topology

MAGIC = b"CAG1"
LEVELS_DRAWN = (
    "country",
    "province",
    "corop",
    "municipality",
    "district",
    "neighbourhood",
    "postcode_area",
)
"""Levels whose boundaries a release may keep."""


def geometry_file(boundaries: gpd.GeoDataFrame, codes: Sequence[str]) -> bytes:
    """The compressed file of the areas with these codes, in this order."""
    if boundaries.crs is None or boundaries.crs.to_epsg() != 4326:
        raise ReleaseError(
            "boundaries: their coordinates are not WGS84 (EPSG:4326); convert them with to_crs"
        )
    shapes = dict(zip(boundaries["code"], boundaries.geometry, strict=True))
    if unknown := sorted(shapes.keys() - set(codes)):
        raise ReleaseError(
            f"boundaries: {len(unknown)} areas are no places of this release, such as "
            f"{unknown[0]}; take boundaries of the same year as the places"
        )
    return compressed(MAGIC + _numbers(topology([shapes.get(code) for code in codes])))


def names_file(places: Mapping[str, Sequence[str | None]]) -> bytes:
    """The compressed file that names the areas of a level, in the order of their codes.

    ``places`` holds columns of equal length; a name in English is null where it is the Dutch.
    """
    same = zip(places["name_nl"], places["name_en"], strict=True)
    english = [en if en != nl else None for nl, en in same]
    written = {**places, "name_en": english}
    return compressed(json.dumps(written, ensure_ascii=False, separators=(",", ":")).encode())


def compressed(content: bytes) -> bytes:
    """The bytes as every browser unpacks them, equal for equal content.

    Gzip, from the standard library: brotli would save a further seventh, once per visitor and
    release, at the price of one more compiled dependency.
    """
    return gzip.compress(content, 9, mtime=0)


def _numbers(found: Topology) -> bytes:
    counts = np.array([len(found.arcs), len(found.areas)], np.int64)
    return varints([counts, *_arcs(found.arcs), *_areas(found)])


def _arcs(arcs: Iterable[Integers]) -> Iterable[Integers]:
    before = np.zeros(2, np.int64)
    for points in arcs:
        steps = np.diff(points, axis=0, prepend=before[None, :])
        before = points[0]
        yield np.array([len(points)], np.int64)
        yield _signed(steps.ravel())


def _areas(found: Topology) -> Iterable[Integers]:
    for polygons in found.areas:
        yield np.array([len(polygons)], np.int64)
        for rings in polygons:
            yield np.array([len(rings)], np.int64)
            for ring in rings:
                yield np.r_[len(ring), ring]


def _signed(values: Integers) -> Integers:
    return np.where(values < 0, -2 * values - 1, 2 * values)


def varints(rows: Iterable[Integers]) -> bytes:
    """Whole numbers of at most 35 bits, in seven bits per byte."""
    values = np.concatenate(list(rows))
    sevens = (values[:, None] >> np.arange(0, 35, 7)) & 127
    used = np.maximum(1, (values[:, None] >= 1 << np.arange(0, 35, 7)).sum(axis=1))
    place = np.arange(5)
    more = place < used[:, None] - 1
    encoded = (sevens | np.where(more, 128, 0)).astype(np.uint8)
    return bytes(encoded[place < used[:, None]])
