"""The chance that two residents differ in origin; the sources print it as "HHI".

Beware: economists' HHI is the reverse, 1 minus this number.
"""

import numpy as np

from core.indices.units import FloatArray, Units, ratio, squares_of


def probability_of_difference(units: Units) -> FloatArray:
    """Chance that two draws from a place, put back in between, are of different groups.

    0 to 1 − 1/groups; NaN without people.
    Source: Simpson 1949, Measurement of diversity, Nature 163, 688.
    """
    return units.differences


def probability_of_difference_without_replacement(units: Units) -> FloatArray:
    """Chance that two different residents of a place are of different groups.

    0 to 1; NaN with fewer than two people.
    Source: Simpson 1949, Measurement of diversity, Nature 163, 688.
    """
    same = (units.group_totals * (units.group_totals - 1.0)).sum(axis=0)
    chance = 1.0 - ratio(same, units.totals * (units.totals - 1.0))
    return np.where(units.totals >= 2, chance, np.nan)


def probability_of_difference_within_units(units: Units) -> FloatArray:
    """Chance that two draws from the unit of an average resident are of different groups.

    0 to 1 − 1/groups; NaN without people.
    Source: Simpson 1949, Measurement of diversity, Nature 163, 688.
    """
    return units.mean_of_units(1.0 - squares_of(units.shares))
