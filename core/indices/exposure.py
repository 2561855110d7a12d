"""Whom people of one group find around them, for every pair of groups."""

import numpy as np

from core.indices.units import FloatArray, Units, ratio


def exposure(units: Units) -> FloatArray:
    """Share of group b in the unit of an average member of group a (places × a × b).

    0 to 1, every row sums to 1; NaN for a group a without people.
    Source: Lieberson 1981, An asymmetrical approach to segregation, in Peach et al.
    """
    groups = len(units.people)
    met = np.empty((groups, groups, len(units.places)))
    for group in range(groups):
        # people of a × share of b = people of b × share of a, so half the pairs will do
        pairs = units.sum_by_place(units.people[group:] * units.shares[group])
        met[group, group:] = pairs
        met[group:, group] = pairs
    return np.moveaxis(ratio(met, units.group_totals[:, None, :]), -1, 0)
