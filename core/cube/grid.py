"""Places at which relations are fitted, numbered closely, from small to large."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from core.cube.arrays import Integers
from core.cube.geography import COUNTRY, Geography

NOWHERE = -1
BELOW = {
    "corop": ("municipality",),
    "province": ("corop", "municipality"),
    "landsdeel": ("province", "corop", "municipality"),
    "cluster": ("municipality",),
    "municipality_type": ("municipality",),
    COUNTRY: ("landsdeel", "province", "corop", "municipality"),
}
"""From which smaller places a level is added up: the first that leave out no home area."""


@dataclass(frozen=True)
class Rung:
    """A level, the level it is added up from, and each smaller place's place in it."""

    level: str
    below: str
    place_of: Integers


@dataclass(frozen=True)
class Grid:
    """Positions of places; those of one level follow the order of the levels around it."""

    places: Integers
    """Number of the place at each position."""
    ladder: tuple[Rung, ...]
    areas: Integers
    """Numbers of the home areas, ascending."""
    place_of_area: Mapping[str, Integers]
    """At each level, the position of the place that each home area lies in."""
    country: int

    def positions(self, numbers: Integers) -> Integers:
        """The position of each place given by its number."""
        table = np.full(int(self.places.max()) + 1, NOWHERE, np.int64)
        table[self.places] = np.arange(len(self.places))
        found: Integers = table[numbers]
        return found


def grid(places: Geography) -> Grid:
    """The grid of a geography."""
    order = ("landsdeel", "province", "corop", "municipality")
    areas = sorted(places.ancestry)
    lines = [places.ancestry[area] for area in areas]
    ranked = sorted(lines, key=lambda line: tuple(line.get(level, NOWHERE) for level in order))
    position: dict[int, int] = {}
    for level in places.levels:
        for line in ranked:
            if level in line:
                position.setdefault(line[level], len(position))
    place_of_area = {
        level: np.array([position.get(line.get(level, NOWHERE), NOWHERE) for line in lines])
        for level in places.levels
    }
    return Grid(
        places=np.array(list(position)),
        ladder=tuple(
            _rung(level, place_of_area, len(position)) for level in BELOW if level in places.levels
        ),
        areas=np.array(areas),
        place_of_area=place_of_area,
        country=position[lines[0][COUNTRY]],
    )


def _rung(level: str, place_of_area: Mapping[str, Integers], size: int) -> Rung:
    inside = place_of_area[level] >= 0
    below = next(
        finer
        for finer in BELOW[level]
        if finer in place_of_area and (place_of_area[finer][inside] >= 0).all()
    )
    place_of = np.full(size, NOWHERE, np.int64)
    place_of[place_of_area[below][inside]] = place_of_area[level][inside]
    return Rung(level, below, place_of)
