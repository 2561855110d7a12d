"""Standard errors clustered by home area and by school or workplace at once.

Cameron, Gelbach and Miller (2011), "Robust inference with multiway clustering",
J. Bus. Econ. Stat. 29(2): V = V(area) + V(unit) − V(area × unit), each part with
the usual factor G/(G−1)·(n−1)/(n−2). The neighbourhood share is the same for all
of an area and the setting share for all of a unit, so counts per area and per
unit carry everything: the engine groups the people, and this file adds up the
groups, in a fixed order so that the same records give the same last digit.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.cube.arrays import Floats, Integers, Truths
from core.cube.expansion import Expansion

CENTRE = 0.8
"""Neighbourhood shares are summed around this, near the Dutch mean, to keep sums small."""
CANCELLED = 1e-9
"""With two areas the parts often cancel exactly; what is left up to this size is rounding."""


@dataclass(frozen=True)
class Lines:
    """Fitted lines in a dense grid of place × node; NaN where there is none."""

    people: Floats
    x_mean: Floats
    y_mean: Floats
    slope: Floats
    xx: Floats


@dataclass(frozen=True)
class Meat:
    """Summed squares of cluster scores (level, level × slope, slope) and how many clusters."""

    clusters: Floats
    level: Floats
    cross: Floats
    slope: Floats

    def adjusted(self, people: Floats) -> "Meat":
        """With the small-sample factor; undefined for a single cluster or two people."""
        with np.errstate(invalid="ignore", divide="ignore"):
            factor = self.clusters / (self.clusters - 1) * (people - 1) / (people - 2)
        factor[(self.clusters < 2) | (people < 3)] = np.nan
        return Meat(self.clusters, factor * self.level, factor * self.cross, factor * self.slope)

    def replace(self, where: Truths, better: "Meat") -> None:
        """Take over what is better known."""
        for name, values in vars(self).items():
            values[where] = getattr(better, name)[where]


@dataclass(frozen=True)
class UnitCells:
    """People by unit, place and finest categories, sorted by unit and then place.

    ``x_sum`` and ``xx_sum`` are taken around a common centre, which keeps them small.
    """

    unit: Integers
    place: Integers
    """Position of the place in ``Ladder.ranks``."""
    leaves: Mapping[str, npt.NDArray[np.integer]]
    people: Floats
    x_sum: Floats
    xx_sum: Floats


@dataclass(frozen=True)
class Runs:
    """Sums per unit, node and place, in that order."""

    unit: Integers
    node: Integers
    place: Integers
    sums: Floats
    """Rows: people, sum of x, sum of x²."""

    def merged(self, place_of: Integers) -> "Runs":
        """The same with every place replaced by a larger one; −1 leaves rows out.

        Places of one larger place may be scattered, so rows are put in order first
        where they are not.
        """
        place = place_of[self.place]
        if (place >= 0).all():
            return merge(self.unit, self.node, place, self.sums)
        kept = np.flatnonzero(place >= 0)
        return merge(self.unit[kept], self.node[kept], place[kept], self.sums[:, kept])


def merge(unit: Integers, node: Integers, place: Integers, sums: Floats) -> Runs:
    """Rows of the same unit, node and place added up."""
    if not len(unit):
        return Runs(unit, node, place, sums)
    key = (unit * (node.max() + 1) + node) * (place.max() + 1) + place
    step = key[1:] - key[:-1]
    if (step < 0).any():
        order = np.argsort(key, kind="stable")
        key, unit, node, place = key[order], unit[order], node[order], place[order]
        step, sums = key[1:] - key[:-1], sums[:, order]
    starts = np.concatenate(([0], np.flatnonzero(step) + 1))
    if len(starts) == len(key):
        return Runs(unit, node, place, sums)
    added = np.stack([np.add.reduceat(row, starts) for row in sums])
    return Runs(unit[starts], node[starts], place[starts], added)


def unit_runs(cells: UnitCells, expansion: Expansion) -> Runs:
    """The cells of one breakdown, per unit, node and smallest place."""
    rows, node = expansion.expand(cells.leaves)
    sums = np.stack((cells.people, cells.x_sum, cells.xx_sum))
    return merge(cells.unit[rows], node, cells.place[rows], sums[:, rows])


def unit_meat(runs: Runs, y: Floats, centre: float, lines: Lines) -> Meat:
    """The part of the variance that is clustered by unit; ``y`` is each unit's share."""
    model = runs.place * lines.people.shape[1] + runs.node
    x_mean = lines.x_mean.ravel()[model] - centre
    people, x_sum, xx_sum = runs.sums
    x_part = x_sum - people * x_mean
    xx_part = xx_sum - 2 * x_mean * x_sum + people * x_mean * x_mean
    gap = y[runs.unit] - lines.y_mean.ravel()[model]
    slope = lines.slope.ravel()[model]
    level = people * gap - slope * x_part
    steep = gap * x_part - slope * xx_part
    return _meat(model, lines, np.ones(len(model)), level * level, level * steep, steep * steep)


def _meat(model: Integers, lines: Lines, *columns: Floats) -> Meat:
    size, shape = lines.people.size, lines.people.shape
    added = (np.bincount(model, column, size).astype(np.float64) for column in columns)
    return Meat(*(column.reshape(shape) for column in added))


@dataclass(frozen=True)
class AreaScores:
    """Per home area and node: who lives there, and how their units' shares lie."""

    area: Integers
    node: Integers
    people: Floats
    y_mean: Floats
    pairs: Floats
    """How many units the people of the area go to."""
    weight: Floats
    """Sum over those units of the squared number of people."""
    pair_mean: Floats
    """Mean of the units' shares with these weights, and spread around it."""
    pair_spread: Floats


def area_scores(runs: Runs, y: Floats, nodes: int) -> AreaScores:
    """Runs per unit, node and home area summed over the units."""
    size = (int(runs.place.max()) + 1) * nodes if len(runs.place) else 0
    cell = runs.place * nodes + runs.node
    people, share = runs.sums[0], y[runs.unit]
    squared = people * people
    with np.errstate(invalid="ignore", divide="ignore"):
        total, weight = np.bincount(cell, people, size), np.bincount(cell, squared, size)
        y_mean = np.bincount(cell, people * share, size) / total
        pair_mean = np.bincount(cell, squared * share, size) / weight
    off = share - pair_mean[cell]
    spread = np.bincount(cell, squared * off * off, size)
    pairs = np.bincount(cell, minlength=size).astype(np.float64)
    kept = np.flatnonzero(total)
    columns = (total, y_mean, pairs, weight, pair_mean, spread)
    chosen = (column[kept].astype(np.float64) for column in columns)
    return AreaScores(kept // nodes, kept % nodes, *chosen)


def area_meats(
    scores: AreaScores, x: Floats, place_of: Integers, lines: Lines
) -> tuple[Meat, Meat]:
    """The parts clustered by area, and by area and unit together, for one level of places."""
    place = place_of[scores.area]
    inside = np.flatnonzero(place >= 0)
    area = scores.area[inside]
    model = place[inside] * lines.people.shape[1] + scores.node[inside]
    off = x[area] - lines.x_mean.ravel()[model]
    fitted = lines.y_mean.ravel()[model] + lines.slope.ravel()[model] * off
    by_area = np.square(scores.people[inside] * (scores.y_mean[inside] - fitted))
    missed = scores.pair_mean[inside] - fitted
    by_pair = scores.pair_spread[inside] + scores.weight[inside] * missed * missed
    ones = np.ones(len(model))
    return (
        _meat(model, lines, ones, by_area, by_area * off, by_area * off * off),
        _meat(model, lines, scores.pairs[inside], by_pair, by_pair * off, by_pair * off * off),
    )


def standard_errors(lines: Lines, area: Meat, unit: Meat, pair: Meat) -> tuple[Floats, Floats]:
    """Standard errors of intercept and slope; NaN where the combination is not positive."""
    parts = [variances(lines, meat) for meat in (area, unit, pair)]
    of_intercept, of_slope = zip(*parts, strict=True)
    return _root(*of_intercept), _root(*of_slope)


def variances(lines: Lines, meat: Meat) -> tuple[Floats, Floats]:
    """What one way of clustering says of the variance of intercept and slope."""
    part = meat.adjusted(lines.people)
    n, x, xx = lines.people, lines.x_mean, lines.xx
    with np.errstate(invalid="ignore", divide="ignore"):
        slope = part.slope / xx / xx
        return part.level / n / n - 2 * x * part.cross / n / xx + x * x * slope, slope


def _root(area: Floats, unit: Floats, pair: Floats) -> Floats:
    """The root of the combined variance; of a difference that is all rounding there is none."""
    with np.errstate(invalid="ignore"):
        combined, whole = area + unit - pair, area + unit + pair
        return np.sqrt(np.where(combined > CANCELLED * whole, combined, np.nan))
