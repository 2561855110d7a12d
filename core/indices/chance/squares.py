"""Isolation and eta² of each group: sums of squared shares, whose chance has exact moments."""

from typing import NamedTuple

import numpy as np

from core.indices.chance.cells import Cells
from core.indices.chance.spread import Chance
from core.indices.units import FloatArray, divisor


class Slopes(NamedTuple):
    """What a person more (groups × places) does to an index, and what a square more does."""

    person: FloatArray
    square: FloatArray


def of_isolation(cells: Cells, counted: FloatArray) -> Chance:
    """Chance in isolation (places × groups): Σ n p² ÷ the people of the group."""
    people = divisor(cells.units.group_totals)
    bias = _excess(cells) / people
    corrected = np.nan_to_num(counted.T - bias)
    return Chance(bias.T, _error(cells, Slopes(-corrected / people, 1.0 / people)).T)


def of_correlation_ratio(cells: Cells, isolation: Chance, counted: FloatArray) -> Chance:
    """Chance in eta² (places × groups): isolation beyond the share P, over 1 − P."""
    others = divisor(1.0 - cells.place_shares)
    bias = isolation.bias.T / others
    eta = np.nan_to_num(counted.T - bias)
    people = divisor(cells.units.group_totals)
    corrected = eta * others + cells.place_shares
    person = (-corrected / people - (1.0 - eta) / cells.totals) / others
    return Chance(bias.T, _error(cells, Slopes(person, 1.0 / (people * others))).T)


def _excess(cells: Cells) -> FloatArray:
    """How much higher Σ n p² is counted than it is."""
    share, size = cells.units.shares, cells.size
    drawn = np.where(cells.weight > 1, share * (1.0 - share) / np.maximum(size - 1.0, 1.0), 0.0)
    added = np.where(cells.units.people > 0, cells.noise, 0.0) / size**2
    return cells.sum(cells.weight * (drawn + added))


def _error(cells: Cells, slopes: Slopes) -> FloatArray:
    person, square = cells.over_units(slopes.person), cells.over_units(slopes.square)
    slope = 2.0 * square * cells.mixes + person
    variance = slope**2 * cells.variance + 2.0 * (square * cells.variance) ** 2
    return np.sqrt(cells.sum(cells.weight**2 * variance))
