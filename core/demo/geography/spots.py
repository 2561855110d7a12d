"""Scatters spots over the land: many where people live, few where they don't."""

from dataclasses import dataclass

import numpy as np
import shapely

from core.demo.geography.arrays import Floats, Integers
from core.demo.geography.density import Density
from core.demo.geography.draws import uniform
from core.demo.geography.gazetteer import outline

_SPOTS_PER_NEIGHBOURHOOD = 11
_SHARE_BY_PEOPLE = 0.66
_SMALLEST_M = 60.0


@dataclass(frozen=True, eq=False, slots=True)
class Spots:
    """Points on land with the surface and the people each of them stands for."""

    metres: Floats
    width_m: Floats
    island: Integers
    people: Floats

    @property
    def area_m2(self) -> Floats:
        """The surface each spot stands for."""
        return self.width_m**2


def scattered_spots(density: Density, neighbourhoods: int, seed: int) -> Spots:
    """Spots such that a neighbourhood will hold about the same number of them everywhere."""
    land = outline()
    coarse_m = 1000.0 if neighbourhoods > 4000 else 2000.0
    spots_wanted = neighbourhoods * _SPOTS_PER_NEIGHBOURHOOD
    corners, widths = _squares(density, land.bounds, land.area, spots_wanted, coarse_m)
    key = np.round(corners).astype(np.int64)
    jitter = np.column_stack([uniform(seed, *key.T), uniform(seed + 1, *key.T)])
    metres = np.round(corners + widths[:, None] * (0.08 + 0.84 * jitter), 1)
    island = _islands(metres)
    on_land = island >= 0
    metres, widths = metres[on_land], widths[on_land]
    people = density.at(metres, widths) * widths**2
    return Spots(metres, widths, island[on_land], people)


def _islands(metres: Floats) -> Integers:
    """Which part of the land each point lies on, -1 in the water or abroad."""
    island = np.full(len(metres), -1)
    for i, part in enumerate(shapely.get_parts(outline())):
        shapely.prepare(part)
        island[shapely.contains_xy(part, metres[:, 0], metres[:, 1])] = i
    return island


def _squares(
    density: Density,
    bounds: tuple[float, float, float, float],
    area_m2: float,
    wanted: int,
    coarse_m: float,
) -> tuple[Floats, Floats]:
    """Corners and widths of squares, split until each stands for about one spot."""
    corners = _grid(bounds, coarse_m)
    widths = np.full(len(corners), coarse_m)
    people_total = 0.0
    done_corners, done_widths = [], []
    while len(corners):
        people = density.at(corners + widths[:, None] / 2, widths) * widths**2
        people_total = people_total or float(people.sum())
        weight = _SHARE_BY_PEOPLE * people / people_total
        weight = weight + (1 - _SHARE_BY_PEOPLE) * widths**2 / area_m2
        split = (weight * wanted > 1.6) & (widths > _SMALLEST_M)
        done_corners.append(corners[~split])
        done_widths.append(widths[~split])
        corners, widths = _quarters(corners[split], widths[split])
    return np.concatenate(done_corners), np.concatenate(done_widths)


def _grid(bounds: tuple[float, float, float, float], width_m: float) -> Floats:
    west, south, east, north = (np.floor(bound / width_m) * width_m for bound in bounds)
    columns = np.arange(west, east + width_m, width_m)
    rows = np.arange(south, north + width_m, width_m)
    return np.column_stack([np.tile(columns, len(rows)), np.repeat(rows, len(columns))])


def _quarters(corners: Floats, widths: Floats) -> tuple[Floats, Floats]:
    half = np.repeat(widths / 2, 4)
    steps = np.tile(np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]), (len(widths), 1))
    return np.repeat(corners, 4, axis=0) + steps * half[:, None], half
