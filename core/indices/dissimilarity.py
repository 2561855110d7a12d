"""Which part of the people would have to move for every unit to have the mix of the place."""

import numpy as np

from core.indices.units import FloatArray, Units, ratio


def dissimilarity(units: Units) -> FloatArray:
    """Dissimilarity of all groups together; with two groups Duncan and Duncan's D.

    0 (even) to 1 (no unit has two groups); NaN with fewer than two groups.
    Source: Sakoda 1981, A generalized index of dissimilarity, Demography 18, 245.
    """
    moved = units.sum_by_place(units.unit_totals * _distance(units).sum(axis=0))
    most = np.where(units.is_mixed, 2.0 * units.totals * units.differences, 0.0)
    return np.minimum(ratio(moved, most), 1.0)


def group_dissimilarity(units: Units) -> FloatArray:
    """Dissimilarity of each group and everyone else (places × groups).

    0 (even) to 1 (no unit has both); NaN if the place has only that group or nobody of it.
    Source: Duncan & Duncan 1955, Methodological analysis of segregation, Am. Soc. Rev. 20, 210.
    """
    moved = units.sum_by_place(units.unit_totals * _distance(units))
    most = 2.0 * units.group_totals * (1.0 - units.group_shares)
    return np.minimum(ratio(moved, np.where(units.is_mixed, most, 0.0)), 1.0).T


def _distance(units: Units) -> FloatArray:
    # in place, because memory costs more than arithmetic here
    distance = units.over_units(units.group_shares)
    np.subtract(units.shares, distance, out=distance)
    return np.abs(distance, out=distance)
