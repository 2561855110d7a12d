"""What an index would be if the same people lived in the same homes by lot."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from core.indices.index import Index
from core.indices.spread import WIDTH_95, Spread
from core.indices.units import FloatArray, IntArray, Units, ratio


class Allocation(NamedTuple):
    """An index as counted and under random allocation, where 95 % of lots fall in the band.

    ``beyond`` is the part of what is possible above chance that is there: 0 as by lot, 1
    complete, below 0 more even than by lot (Carrington & Troske 1997, J. Bus. Econ. Stat.
    15, 402). ``chance`` is how often a lot gives the counted value or more.
    """

    counted: FloatArray
    expected: FloatArray
    lower: FloatArray
    upper: FloatArray
    beyond: FloatArray
    chance: FloatArray


def random_allocation(
    units: Units, indices: Sequence[Index], draws: int = 200, seed: int = 1
) -> Mapping[str, Allocation]:
    """By index code: the index under random allocation, for all places at once."""
    random = np.random.default_rng(seed)
    whole = units.with_people(np.rint(units.people))
    counted = {index.code: index.function(whole) for index in indices}
    spread = {index.code: Spread() for index in indices}
    as_high = {code: np.ones_like(value) for code, value in counted.items()}
    for _ in range(draws):
        drawn = allocate(whole, random)
        for index in indices:
            value = index.function(drawn)
            spread[index.code].add(value)
            # a lot that gives the same table differs by rounding only
            as_high[index.code] += value >= counted[index.code] - 1e-12
    return {
        index.code: _allocation(
            index, counted[index.code], spread[index.code], as_high[index.code] / (draws + 1)
        )
        for index in indices
    }


def allocate(units: Units, random: np.random.Generator) -> Units:
    """Units of the same sizes over which the people of their place are dealt by lot.

    All totals stay exactly as they are. Places are halved until single units are left, each
    half getting a hypergeometric draw: a few steps for all places together, where dealing
    unit by unit would take hundreds.
    """
    people = np.empty_like(units.people)
    sizes = np.concatenate([[0], np.cumsum(np.rint(units.unit_totals).astype(np.int64))])
    first = units.starts.astype(np.int64)
    last = first + units.units_in_place
    dealt = np.rint(units.group_totals).astype(np.int64)
    while len(first):
        single = last - first == 1
        people[:, first[single]] = dealt[:, single]
        first, last, dealt = first[~single], last[~single], dealt[:, ~single]
        middle = (first + last) // 2
        left = _draw_without_replacement(dealt, sizes[middle] - sizes[first], random)
        dealt = np.concatenate([left, dealt - left], axis=1)
        first, last = np.concatenate([first, middle]), np.concatenate([middle, last])
    return units.with_people(people)


def _draw_without_replacement(
    groups: IntArray, size: IntArray, random: np.random.Generator
) -> IntArray:
    drawn = np.empty_like(groups)
    others = groups.sum(axis=0)
    for group in range(len(groups) - 1):
        others = others - groups[group]
        drawn[group] = random.hypergeometric(groups[group], others, size)
        size = size - drawn[group]
    drawn[-1] = size
    return drawn


def _allocation(
    index: Index, counted: FloatArray, spread: Spread, chance: FloatArray
) -> Allocation:
    expected = np.where(np.isfinite(counted), spread.mean, np.nan)
    half = WIDTH_95 * np.sqrt(spread.variance)
    lower, upper = np.maximum(expected - half, 0.0), expected + half
    room = 1.0 - expected if index.kind == "evenness" else np.full_like(expected, np.nan)
    beyond = ratio(counted - expected, room)
    chance = np.where(np.isfinite(counted), chance, np.nan)
    return Allocation(counted, expected, lower, upper, beyond, chance)
