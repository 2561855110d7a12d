"""What varies around the lines of every node, from sums over couples of cells."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from core.cube.arrays import Floats, Integers, Truths
from core.cube.clustered import CENTRE, AreaScores, Lines, Meat
from core.cube.couples import (
    LINE_PRODUCTS,
    PEOPLE_PRODUCTS,
    Cells,
    Leaves,
    Pairs,
    Products,
    added_up,
    of_nodes,
)
from core.cube.expansion import Expansion
from core.cube.kinds import Kinds, kinds, kinds_of_level

ROUGH = 1e-4
"""Of what is put together from parts this many times as large, too many digits are lost."""
FEW_SUMS, MOST_SUMS = 1_000_000, 40_000_000
"""Up to so many sums they are always worth it; beyond so many (320 MB) they never are."""
SUMS_PER_CELL = 64
"""In between they are worth it up to so many for each cell; else clusters are better gone
through one by one, for the sums are gone through for every breakdown."""
PLACES = 256
"""Of which sums are turned at a time, so that they stay near the processor meanwhile."""


def _columns(products: Products) -> int:
    return sum(powers for _, _, powers in products)


def _pays(sums: int, cells: int) -> bool:
    return sums <= min(MOST_SUMS, max(FEW_SUMS, SUMS_PER_CELL * cells))


@dataclass(frozen=True)
class Squares:
    """Products of the sums of clusters, by pair of leaves, product and place."""

    leaves: Leaves
    pairs: Pairs
    sums: Floats
    kinds: Kinds
    x: Floats
    """The centre around which shares at home are taken, of each place."""
    y: Floats
    """The same for the shares of units."""

    def meat(self, expansion: Expansion, lines: Lines) -> tuple[Meat, Truths]:
        """The part of the variance that is clustered by unit, and where it is all rounding."""
        nodes = self.leaves.nodes(expansion)
        shape = lines.people.shape
        there = np.flatnonzero(lines.people.any(axis=1))
        meat = Meat(self.kinds.counts(nodes, shape[0], there), *np.zeros((3, *shape)))
        rough = np.zeros(shape, np.bool_)
        own = self.sums if len(there) == shape[0] else self.sums[:, :, there]
        sums = of_nodes(own, self.pairs.nodes(nodes))
        # By node and place, as the sums are.
        a = np.ascontiguousarray(lines.y_mean[there].T) - self.y[there]
        d = np.ascontiguousarray(lines.x_mean[there].T) - self.x[there]
        scores = _scores(sums, a, np.ascontiguousarray(lines.slope[there].T), d)
        meat.level[there], meat.cross[there], meat.slope[there] = (one.T for one in scores[:3])
        rough[there] = scores[3].T
        return meat, rough


def _scores(sums: Floats, a: Floats, b: Floats, d: Floats) -> tuple[Floats, Floats, Floats, Truths]:
    """Squared scores from products, for the lines with slope b through (d, a).

    With v the share of a cluster, its score is n(v + e) − b·X for the level and
    vX + f·X − d·vn + g·n − b·Q for the slope; n, X and Q are its people and their sums.
    What is small beside the parts it is put together from is rough.
    """
    n0, n1, n2, m0, m1, m2, w0, w1, w2, p0, p1, r0, r1, q0 = sums
    with np.errstate(invalid="ignore"):
        e, f = b * d - a, 2 * b * d - a
        g = -d * e
        level = n2 + 2 * e * n1 + e * e * n0 - 2 * b * (m1 + e * m0) + b * b * w0
        cross = (
            (m2 + f * m1 - d * n2 + g * n1 - b * p1)
            + e * (m1 + f * m0 - d * n1 + g * n0 - b * p0)
            - b * (w1 + f * w0 - d * m1 + g * m0 - b * r0)
        )
        of_slope = w2 + f * f * w0 + d * d * n2 + g * g * n0 + b * b * q0
        slope = (
            of_slope
            + 2 * (f * w1 - d * m2 + g * m1 - b * r1)
            + 2 * (f * (g * m0 - d * m1 - b * r0) - d * g * n1 + b * d * p1 - g * b * p0)
        )
        rough = level < ROUGH * (n2 + e * e * n0 + b * b * w0)
        rough |= slope < ROUGH * of_slope
    return level, cross, slope, rough


def unit_squares(
    levels: Iterable[Cells], leaves: Leaves, pairs: Pairs, y: Floats, sizes: tuple[int, int]
) -> Squares | None:
    """The squares of units at every level of places; None where there are too many sums.

    ``sizes`` are the number of cells at the smallest level, and of places at all levels.
    """
    columns, (most, places) = _columns(LINE_PRODUCTS), sizes
    if not _pays(len(pairs.first) * columns * places, most):
        return None
    found = []
    sums = np.zeros((places, columns, len(pairs.first)))
    x_centre, y_centre = np.zeros(places), np.zeros(places)
    for cells in levels:
        people, x_sum, _ = cells.sums
        there = np.unique(cells.place)
        x_centre[there] = _means(cells.place, people, x_sum, places)[there]
        y_centre[there] = _means(cells.place, people, people * y[cells.unit], places)[there]
        for some in cells.portions():
            share = y[some.unit] - y_centre[some.place]
            added_up(some.around(x_centre), share, LINE_PRODUCTS, pairs, sums)
        found.append(kinds_of_level(cells, len(leaves)))
    return Squares(
        leaves, pairs, _by_pair(sums), kinds(found, len(leaves)), CENTRE + x_centre, y_centre
    )


def _by_pair(sums: Floats) -> Floats:
    """Sums by place, product and pair the other way round, as nodes add them up."""
    turned = np.empty(sums.shape[::-1])
    for first in range(0, len(sums), PLACES):
        turned[:, :, first : first + PLACES] = sums[first : first + PLACES].transpose(2, 1, 0)
    return turned


def _means(place: Integers, people: Floats, sums: Floats, places: int) -> Floats:
    with np.errstate(invalid="ignore"):
        found = np.bincount(place, sums, places) / np.bincount(place, people, places)
    return np.asarray(found, np.float64)


@dataclass(frozen=True)
class AreaSquares:
    """What the people of each home area come to, by the units they go to."""

    squares: Squares
    linear: Floats
    """People, and people times share, by leaf and area."""

    def scores(self, expansion: Expansion) -> AreaScores:
        """Per home area and node, whatever the lines are."""
        own = self.squares
        nodes = own.leaves.nodes(expansion)
        people, share = of_nodes(self.linear, nodes.T.tocsr())
        weight, first, second = of_nodes(own.sums, own.pairs.nodes(nodes))
        pairs = own.kinds.counts(nodes, len(own.y), np.arange(len(own.y)))
        area, node = np.nonzero(people.T)
        at = (node, area)
        mean = first[at] / weight[at]
        spread = np.maximum(second[at] - first[at] * mean, 0)
        y_mean = own.y[area] + share[at] / people[at]
        return AreaScores(
            area,
            node,
            people[at],
            y_mean,
            pairs[area, node],
            weight[at],
            own.y[area] + mean,
            spread,
        )


def area_squares(
    cells: Cells, leaves: Leaves, pairs: Pairs, y: Floats, areas: int
) -> AreaSquares | None:
    """The squares of home areas by unit; None where there are too many sums."""
    columns = _columns(PEOPLE_PRODUCTS)
    if not _pays(len(pairs.first) * columns * areas, len(cells.unit)):
        return None
    people = cells.sums[0]
    centre = np.nan_to_num(_means(cells.place, people, people * y[cells.unit], areas))
    sums = np.zeros((areas, columns, len(pairs.first)))
    for some in cells.portions():
        added_up(some, y[some.unit] - centre[some.place], PEOPLE_PRODUCTS, pairs, sums)
    share = y[cells.unit] - centre[cells.place]
    at = cells.leaf * areas + cells.place
    linear = np.zeros((len(leaves), 2, areas))
    for number, column in enumerate((people, people * share)):
        linear[:, number] = np.bincount(at, column, len(leaves) * areas).reshape(-1, areas)
    squares = Squares(
        leaves,
        pairs,
        _by_pair(sums),
        kinds([kinds_of_level(cells, len(leaves))], len(leaves)),
        np.zeros(areas),
        centre,
    )
    return AreaSquares(squares, linear)
