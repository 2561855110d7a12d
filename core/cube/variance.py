"""The three parts of the variance around every line: by home area, by unit, and by both."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.cube.arrays import Floats, Integers, Truths
from core.cube.clustered import (
    CENTRE,
    AreaScores,
    Lines,
    Meat,
    Runs,
    UnitCells,
    area_meats,
    area_scores,
    merge,
    standard_errors,
    unit_meat,
    unit_runs,
    variances,
)
from core.cube.couples import Cells, Leaves, combined, meeting
from core.cube.expansion import Expansion
from core.cube.geography import COUNTRY
from core.cube.grid import Grid
from core.cube.lattice import DIMENSIONS
from core.cube.squares import AreaSquares, Squares, area_squares, unit_squares

NEAR = 1e-4
"""Where the parts cancel to less than this of themselves, the last digits decide."""


@dataclass(frozen=True)
class Clusters:
    """What the people of one setting and year come to per unit and per home area."""

    pairs: Cells
    """By unit and home area; a place is a position in ``Grid.areas``."""
    leaves: Leaves
    y: Floats
    """Setting share of each unit."""
    x: Floats
    """Neighbourhood share of each home area."""
    units: Squares | UnitCells
    """Squares where clusters are small and many; else cells, to go through one by one."""
    areas: AreaSquares | None
    """None where pairs of unit and area are better gone through one by one."""


def clusters_of(
    pairs: tuple[Integers, Integers, npt.NDArray[np.integer]],
    people: Floats,
    y: Floats,
    x: Floats,
    places: Grid,
) -> Clusters:
    """The clusters of people by unit, home area and leaves (a row per dimension).

    They come in the order of home area, unit and leaves.
    """
    unit, area, columns = pairs
    leaves, leaf = combined(dict(zip(DIMENSIONS, columns, strict=True)))
    off = x[area] - CENTRE
    cells = Cells(unit, area, leaf, np.stack((people, people * off, people * off * off)))
    municipal = cells.merged(places.place_of_area["municipality"])
    met = meeting(municipal.merged(np.zeros(len(places.places), np.int64)), len(leaves))
    sizes = (len(municipal.unit), len(places.places))
    units = unit_squares(_levels(municipal, places), leaves, met, y, sizes)
    areas = area_squares(cells, leaves, met, y, len(places.areas))
    by_unit = units or _unit_cells(municipal, leaves)
    return Clusters(cells, leaves, y, x, by_unit, areas)


def _levels(municipal: Cells, places: Grid) -> Iterator[Cells]:
    """The cells of every level of places, each kept no longer than others are added up from it."""
    known = {"municipality": municipal}
    yield municipal
    for number, rung in enumerate(places.ladder):
        known[rung.level] = known[rung.below].merged(rung.place_of)
        yield known[rung.level]
        wanted = {later.below for later in places.ladder[number + 1 :]}
        known = {level: cells for level, cells in known.items() if level in wanted}


def _unit_cells(cells: Cells, leaves: Leaves) -> UnitCells:
    of_cell = {name: column[cells.leaf] for name, column in leaves.columns.items()}
    return UnitCells(cells.unit, cells.place, of_cell, *cells.sums)


@dataclass(frozen=True)
class Around:
    """What is needed to tell how people of one breakdown vary around its lines."""

    people: Clusters
    expansion: Expansion
    places: Grid
    levels: tuple[str, ...]
    lines: Lines

    def errors(self) -> tuple[Floats, Floats, Meat, Meat]:
        """Standard errors of intercept and slope; the parts by area and by unit."""
        units, areas = self.people.units, self.people.areas
        if isinstance(units, UnitCells):
            (area, pair), unit = self._by_area(self._scores()), self._by_unit(units)
            return *standard_errors(self.lines, area, unit, pair), area, unit
        unit, rough = units.meat(self.expansion, self.lines)
        area, pair = self._by_area(areas.scores(self.expansion) if areas else self._scores())
        parts = (area, unit, pair)
        again = (rough | self._cancels(*parts)) & (area.clusters > 1) & (unit.clusters > 1)
        for level in self.levels:
            exact = self._anew(level, again)
            for part, better in zip(parts, exact, strict=True) if exact else ():
                part.replace(again & (better.clusters > 0), better)
        return *standard_errors(self.lines, *parts), area, unit

    def _cancels(self, *parts: Meat) -> Truths:
        found = np.zeros(self.lines.people.shape, np.bool_)
        for area, unit, pair in zip(*(variances(self.lines, part) for part in parts), strict=True):
            with np.errstate(invalid="ignore"):
                found |= np.abs(area + unit - pair) < NEAR * (area + unit + pair)
        return found

    def _by_unit(self, cells: UnitCells) -> Meat:
        places = self.places
        smallest = unit_runs(cells, self.expansion)
        if self.levels == (COUNTRY,):
            everywhere = np.full(len(places.places), places.country, np.int64)
            runs = {COUNTRY: smallest.merged(everywhere)}
        else:
            runs = {"municipality": smallest}
            for rung in places.ladder:
                runs[rung.level] = runs[rung.below].merged(rung.place_of)
        return _added([unit_meat(run, self.people.y, CENTRE, self.lines) for run in runs.values()])

    def _scores(self) -> AreaScores:
        cells = self.people.pairs
        rows, node = self.expansion.expand(_unit_cells(cells, self.people.leaves).leaves)
        met = merge(cells.unit[rows], node, cells.place[rows], cells.sums[:1, rows])
        return area_scores(met, self.people.y, len(self.expansion.nodes))

    def _by_area(self, scores: AreaScores) -> tuple[Meat, Meat]:
        place_of = self.places.place_of_area
        meats = [
            area_meats(scores, self.people.x, place_of[level], self.lines) for level in self.levels
        ]
        return _added([area for area, _ in meats]), _added([pair for _, pair in meats])

    def _anew(self, level: str, wanted: Truths) -> tuple[Meat, Meat, Meat] | None:
        """The parts of the wanted nodes of one level, their people gone through one by one."""
        people = self.people
        place_of = self.places.place_of_area[level]
        anywhere = np.asarray(wanted.any(axis=1))
        there = anywhere[place_of] & (place_of >= 0)
        if not there.any():
            return None
        rows = np.flatnonzero(there[people.pairs.place])
        # Most people even of these places are in no wanted node.
        of_leaf = wanted[place_of] @ people.leaves.nodes(self.expansion).T > 0
        rows = rows[of_leaf[people.pairs.place[rows], people.pairs.leaf[rows]]]
        cells = people.pairs.only(rows)
        times, node = self.expansion.expand(_unit_cells(cells, people.leaves).leaves)
        kept = wanted[place_of[cells.place[times]], node]
        cells, node = cells.only(times[kept]), node[kept]
        runs = merge(cells.unit, node, cells.place, cells.sums)
        scores = area_scores(runs, people.y, len(self.expansion.nodes))
        area, pair = area_meats(scores, people.x, place_of, self.lines)
        by_unit = Runs(runs.unit, runs.node, runs.place, runs.sums).merged(place_of)
        return area, unit_meat(by_unit, people.y, CENTRE, self.lines), pair


def _added(meats: list[Meat]) -> Meat:
    """Parts of different levels together; each node has its cells in one of them."""
    return Meat(
        *(np.sum([getattr(meat, name) for meat in meats], axis=0) for name in vars(meats[0]))
    )
