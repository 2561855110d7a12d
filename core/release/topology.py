"""Areas that share their edges, taken apart into arcs so that each edge is kept once."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import shapely

Integers = npt.NDArray[np.int64]

STEPS_PER_DEGREE = 100_000
"""Five decimals, about a metre: with four, vertices of small areas fall together."""
_WORLD = 2**33
"""More steps than there are around the earth, so that one number can hold a point."""


@dataclass(frozen=True)
class Topology:
    """Lines between the points where areas meet, and the areas as runs of those lines."""

    arcs: tuple[Integers, ...]
    """Points (longitude, latitude) of each line, in steps."""
    areas: tuple[tuple[tuple[Integers, ...], ...], ...]
    """For each area its polygons, for each of these its rings, outer ring first.

    A ring is a row of arcs; 2·i runs along arc i, 2·i + 1 runs back along it.
    """


def topology(shapes: Sequence[shapely.Geometry | None]) -> Topology:
    """The arcs and rings of polygons whose common edges have equal points."""
    arcs = _Arcs()
    rings = [[[_closed(ring) for ring in _rings(part)] for part in _parts(one)] for one in shapes]
    meeting = _meeting_points([ring for area in rings for part in area for ring in part])
    areas = tuple(
        tuple(tuple(arcs.along(ring, meeting) for ring in part if len(ring) > 3) for part in area)
        for area in rings
    )
    return Topology(tuple(arcs.lines()), areas)


def _parts(shape: shapely.Geometry | None) -> list[shapely.Polygon]:
    """The polygons of an area; none where nothing is drawn."""
    parts = [] if shape is None else list(shapely.get_parts(shape))
    return [part for part in parts if isinstance(part, shapely.Polygon) and not part.is_empty]


def _rings(polygon: shapely.Polygon) -> list[shapely.Geometry]:
    return list(shapely.get_rings(polygon))


def _closed(ring: shapely.Geometry) -> Integers:
    """The points of a ring as whole numbers, the first again at the end, none twice in a row."""
    steps = np.round(shapely.get_coordinates(ring) * STEPS_PER_DEGREE).astype(np.int64)
    points = steps[:, 0] * _WORLD + steps[:, 1]
    kept: Integers = points[np.r_[True, np.diff(points) != 0]]
    return kept


def _meeting_points(rings: Sequence[Integers]) -> frozenset[int]:
    """Points from which more or fewer than two lines go out: there an arc begins or ends."""
    if not rings:
        return frozenset()
    lines = np.concatenate([np.column_stack([ring[:-1], ring[1:]]) for ring in rings])
    lines = np.unique(np.sort(lines, axis=1), axis=0)
    points, going_out = np.unique(lines, return_counts=True)
    return frozenset(points[going_out != 2].tolist())


class _Arcs:
    """The arcs found so far, each under its points in the direction in which it came first."""

    def __init__(self) -> None:
        self._number: dict[bytes, int] = {}
        self._points: list[Integers] = []

    def along(self, ring: Integers, meeting: frozenset[int]) -> Integers:
        """The arcs that a ring runs along."""
        cuts = [i for i, point in enumerate(ring[:-1].tolist()) if point in meeting]
        start = cuts[0] if cuts else int(np.argmin(ring[:-1]))
        turned = np.r_[ring[start:-1], ring[: start + 1]]
        ends = [*(cut - start for cut in cuts), len(turned) - 1] if cuts else [0, len(turned) - 1]
        return np.array([self._reference(turned[a : b + 1]) for a, b in pairwise(ends)], np.int64)

    def _reference(self, points: Integers) -> int:
        back = points[::-1]
        if (known := self._number.get(points.tobytes())) is not None:
            return 2 * known
        if (known := self._number.get(back.tobytes())) is not None:
            return 2 * known + 1
        self._number[points.tobytes()] = len(self._points)
        self._points.append(points)
        return 2 * (len(self._points) - 1)

    def lines(self) -> list[Integers]:
        """The points of every arc as longitude and latitude."""
        return [np.column_stack(_steps(points)) for points in self._points]


def _steps(points: Integers) -> tuple[Integers, Integers]:
    """Longitude and latitude, in steps, of points in one number each."""
    half = _WORLD // 2
    longitude = (points + half) // _WORLD
    return longitude, points - longitude * _WORLD
