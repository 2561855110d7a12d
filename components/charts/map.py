"""A map as plain values: areas with their rings and colours, a legend, and what is chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any

import numpy as np
import numpy.typing as npt

from core.release.outlines import Ring, outlines
from core.release.release import Release

Points = npt.NDArray[np.int64]
GRID = 4000
"""Whole steps along the longer side: far finer than paper or a screen shows."""
MIDDLE = 52.2
"""Latitude whose scale the whole map has; the country is small enough for one."""
HATCHED = ("withheld", "missing", "not_applicable")


@dataclass(frozen=True)
class Area:
    """One area as it is drawn."""

    code: str
    name: str
    words: str
    """Its value as a reader reads it."""
    colour: str
    pattern: str
    """The state of an area without a value; empty where it has one."""
    rings: tuple[Points, ...]
    stripes: str = ""
    """The colour of stripes over its own, where it is of a second kind too."""


@dataclass(frozen=True)
class MapDrawing:
    """Everything of one map."""

    areas: tuple[Area, ...]
    legend: tuple[tuple[str, str, str], ...]
    """Words, colour and pattern of each line."""
    name: str
    note: str
    chosen: tuple[Points, ...]
    wide: int
    high: int
    border: str
    strong: str


def project(rings: Sequence[Sequence[Ring]]) -> tuple[list[tuple[Points, ...]], int, int]:
    """The rings on whole steps from the upper left, points that fall together taken once."""
    every = [ring for area in rings for ring in area]
    if not every:
        return [() for _ in rings], 1, 1
    scale = np.array([cos(radians(MIDDLE)), -1.0])
    low = np.min([(ring * scale).min(axis=0) for ring in every], axis=0)
    high = np.max([(ring * scale).max(axis=0) for ring in every], axis=0)
    factor = GRID / float((high - low).max())
    wide, tall = (int(side) + 1 for side in (high - low) * factor)

    def steps(ring: Ring) -> Points:
        points = np.rint((ring * scale - low) * factor).astype(np.int64)
        moved = np.r_[True, np.any(np.diff(points, axis=0) != 0, axis=1)]
        kept: Points = points[moved]
        return kept

    small = [tuple(one for one in map(steps, area) if len(one) > 3) for area in rings]
    return small, wide, tall


def shapes_of(
    release: Release, level: str, year: int | None = None
) -> tuple[tuple[Ring, ...], ...]:
    """The rings of every place of a level, on the boundaries of a year."""
    return outlines(release, level, year)


def legend_lines(spec: dict[str, Any], states: Sequence[str]) -> tuple[tuple[str, str, str], ...]:
    """The classes from the lowest, and then what has no value."""
    classes = zip(spec["labels"], spec["colours"]["classes"], strict=True)
    lines = [(label, colour, "") for label, colour in classes]
    found = [state for state in HATCHED if state in states]
    lines += [(spec["texts"][state], spec["colours"]["empty"], state) for state in found]
    return tuple(lines)
