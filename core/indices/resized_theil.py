"""Theil's H of places whose groups have other sizes, each spread over the units as before.

The same as ``theil_h(resized(units, group_totals))``, without making those units: of the sum of
X ln X only what is summed over all groups of a unit depends on their sizes together.
"""

from functools import cached_property

import numpy as np

from core.indices.units import FloatArray, Units, ratio


class ResizedTheil:
    """H as a function of the sizes of the groups, for the units of all places at once."""

    def __init__(self, units: Units) -> None:
        self._units = units

    @cached_property
    def _spread(self) -> FloatArray:
        """Part of each group that lives in each unit; of one that a place lacks, as everyone."""
        units = self._units
        present = units.over_units(units.group_totals)
        everyone = units.unit_totals / np.maximum(units.over_units(units.totals), 1.0)
        return np.where(present > 0, units.people / np.where(present > 0, present, 1.0), everyone)

    @cached_property
    def _own_sums(self) -> FloatArray:
        """Σ s ln s of each group's spread (groups × places)."""
        return self._units.sum_by_place(_entropic(self._spread))

    def of_sizes(self, group_totals: FloatArray) -> FloatArray:
        """H with other sizes (groups × places)."""
        in_unit = (self._spread * self._units.over_units(group_totals)).sum(axis=0)
        of_units = self._units.sum_by_place(_entropic(in_unit))
        own = (group_totals * self._own_sums).sum(axis=0)
        return self._theil(group_totals, own, of_units)

    def of_each(self, group_totals: FloatArray) -> FloatArray:
        """H of every place (columns) with the sizes of each of a number of others (rows)."""
        in_unit = group_totals.T @ self._spread
        of_units = self._units.sum_by_place(_entropic(in_unit))
        own = group_totals.T @ self._own_sums
        return self._theil(group_totals[:, :, None], own, of_units)

    def _theil(self, sizes: FloatArray, own: FloatArray, of_units: FloatArray) -> FloatArray:
        whole = _entropic(sizes.sum(axis=0))
        possible = whole - _entropic(sizes).sum(axis=0)
        is_mixed = ((sizes > 0).sum(axis=0) > 1) & (self._units.totals > 0)
        information = np.maximum(own + whole - of_units, 0.0)
        return np.minimum(ratio(information, np.where(is_mixed, possible, 0.0)), 1.0)


def _entropic(values: FloatArray) -> FloatArray:
    """X ln X, 0 for nobody."""
    return np.asarray(values * np.log(np.where(values > 0, values, 1.0)))
