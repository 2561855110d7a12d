"""What an index would be on average if the same people lived in the same homes by lot.

Every count is then hypergeometric. Squares and distances have exact means, the latter by the
closed form for the mean absolute deviation (Diaconis & Zabell 1991, Closed form summation for
classical distributions, Stat. Science 6, 284). X ln X has none; Poisson's is taken, in the
hypergeometric law's own variance, which draws don't tell from it.
"""

from collections.abc import Mapping

import numpy as np
from scipy.special import gammaln

from core.indices.chance.poisson import entropic_excess
from core.indices.units import FloatArray, Units, divisor


def expected_by_lot(units: Units) -> Mapping[str, FloatArray]:
    """By index code, the mean of the index over all ways to deal the people of each place."""
    lots = _Lots(units)
    information, squares = lots.information(), lots.squares()
    shares = np.nan_to_num(units.group_shares)
    moved = lots.moved()
    own = squares / divisor(units.group_totals)
    others = divisor(1.0 - shares)
    pairs = divisor(shares * (1.0 - shares))
    found = {
        "theil_h": information / divisor(units.entropies),
        "dissimilarity": moved.sum(axis=0) / (2.0 * lots.totals * divisor(units.differences)),
        "mutual_information": information,
        "group_dissimilarity": (moved / (2.0 * lots.totals * pairs)).T,
        "isolation": own.T,
        "group_correlation_ratio": ((own - shares) / others).T,
    }
    return {code: np.minimum(value, 1.0) for code, value in found.items()}


class _Lots:
    """Counts of every group in every unit, when the place's people are dealt by lot."""

    def __init__(self, units: Units) -> None:
        self._units = units
        self._size = np.rint(units.unit_totals)
        self.totals = np.maximum(units.sum_by_place(self._size), 1.0)
        self._of_place = units.over_units(self.totals)
        self._group = units.over_units(np.rint(units.group_totals))
        self._mean = self._size * self._group / self._of_place

    def _part_left(self) -> FloatArray:
        """The part of the multinomial variance that dealing without putting back leaves."""
        left = self._of_place - self._size
        return np.asarray(left / np.maximum(self._of_place - 1.0, 1.0))

    def squares(self) -> FloatArray:
        """Σ n p² of every group, exactly."""
        share = self._group / self._of_place
        variance = self._mean * (1.0 - share) * self._part_left()
        people = np.where(self._size > 0, (self._mean**2 + variance), 0.0)
        return self._units.sum_by_place(people / np.maximum(self._size, 1.0))

    def moved(self) -> FloatArray:
        """Σ n |p − P| of every group, exactly."""
        above = np.floor(self._mean) + 1.0
        others = self._of_place - self._group - self._size
        possible = (above <= self._group) & (above <= self._size) & (others + above >= 0)
        at = np.where(possible, above, 0.0)
        rest = np.where(possible, others + at, 0.0)
        size = np.broadcast_to(self._size, self._group.shape)
        of_place = np.broadcast_to(self._of_place, self._group.shape)
        chance = np.exp(
            _choose(self._group, at)
            + _choose(of_place - self._group, np.where(possible, size - at, 0.0))
            - _choose(of_place, np.where(possible, size, 0.0))
        )
        deviation = 2.0 * at * rest * chance / of_place
        return self._units.sum_by_place(np.where(possible, deviation, 0.0))

    def information(self) -> FloatArray:
        """Mutual information."""
        share = self._group / self._of_place
        relative = (1.0 - share) * self._part_left()
        excess = (entropic_excess(self._mean) * relative).sum(axis=0)
        return np.asarray(self._units.sum_by_place(excess) / self.totals)


def _choose(whole: FloatArray, part: FloatArray) -> FloatArray:
    """Logarithm of the number of ways to choose a part."""
    return np.asarray(gammaln(whole + 1) - gammaln(part + 1) - gammaln(whole - part + 1))
