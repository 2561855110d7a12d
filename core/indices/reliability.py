"""Where an index says more about few people or few units than about segregation."""

from collections.abc import Mapping

import numpy as np

from core.indices.units import FloatArray, Mask, Units, ratio

FEWEST_UNITS = 10
FEWEST_PEOPLE_PER_UNIT = 50
FEWEST_PEOPLE_OF_GROUP = 100
LARGEST_PART_IN_ONE_UNIT = 0.5
LARGEST_PART_BY_CHANCE = 0.5


def doubts(units: Units) -> Mapping[str, Mask]:
    """By reason: the places where an index of all groups together isn't reliable."""
    inhabited = units.sum_by_place((units.unit_totals > 0).astype(np.float64))
    largest = np.maximum.reduceat(units.unit_totals, units.starts)
    large_groups = (units.group_totals >= FEWEST_PEOPLE_OF_GROUP).sum(axis=0)
    return {
        "few_units": inhabited < FEWEST_UNITS,
        "small_units": _is_below(ratio(units.totals, inhabited), FEWEST_PEOPLE_PER_UNIT),
        "small_group": large_groups < 2,
        "one_large_unit": largest > LARGEST_PART_IN_ONE_UNIT * units.totals,
    }


def group_doubts(units: Units) -> Mapping[str, Mask]:
    """By reason: where an index of a group and everyone else isn't reliable (places × groups)."""
    others = units.totals - units.group_totals
    fewest = np.minimum(units.group_totals, others)
    of_place = doubts(units)
    reasons = {
        code: np.repeat(of_place[code][:, None], len(units.people), axis=1) for code in of_place
    }
    reasons["small_group"] = (fewest < FEWEST_PEOPLE_OF_GROUP).T
    reasons["one_large_unit"] = (
        _fills_one_unit(units, units.people, units.group_totals)
        | _fills_one_unit(units, units.unit_totals - units.people, others)
    ).T
    return reasons


def is_reliable(units: Units) -> Mask:
    """Whether an index of all groups together can be shown without a warning (per place)."""
    return np.asarray(~np.any(list(doubts(units).values()), axis=0))


def is_reliable_for_groups(units: Units) -> Mask:
    """Whether an index of a group and everyone else can be (places × groups)."""
    return np.asarray(~np.any(list(group_doubts(units).values()), axis=0))


def is_mostly_chance(counted: FloatArray, expected: FloatArray) -> Mask:
    """Whether random allocation gives more than half of the counted value, or it is undefined."""
    return ~(expected <= LARGEST_PART_BY_CHANCE * counted)


def _fills_one_unit(units: Units, people: FloatArray, totals: FloatArray) -> Mask:
    largest = np.maximum.reduceat(people, units.starts, axis=-1)
    return np.asarray(largest > LARGEST_PART_IN_ONE_UNIT * totals)


def _is_below(values: FloatArray, limit: float) -> Mask:
    return ~(values >= limit)
