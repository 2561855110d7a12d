"""What an index would be without chance in who happens to live where, with an interval.

The people of a unit are seen as drawn from a mix that belongs to the unit; the interval is
for the index of those mixes. Counting few people makes units look more different than their
mixes are, so that indices of unevenness come out too high. Resampling what was counted adds
that bias once more, so we resample from mixes pulled back to the place until they differ as
much as chance leaves room for, and take off the bias this shows (a parametric bootstrap).
The correction itself varies, most for dissimilarity: a second draw from each draw shows by
how much (Davison & Hinkley 1997, Bootstrap methods and their application, 3.9).

In 1,000 simulations each of places with 12 to 60 units of 100 to 1,200 people, the 95 %
intervals of all indices held the true value in 93 to 97 %. Where they don't: in a place
where nothing is uneven at all (92 % for dissimilarity, 99 % for the others, whose interval
then reaches 0), for a group of about 100 people or fewer (down to 87 %), and with 20 units
of 25 people in some places (91 %); ``reliability`` warns of the last two.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from core.errors import CoreError
from core.indices.index import Index
from core.indices.mixes import likely_mixes
from core.indices.spread import WIDTH_95, Spread
from core.indices.units import FloatArray, Units


class Estimate(NamedTuple):
    """An index as counted, the bias of chance in it, and the value and interval without it."""

    counted: FloatArray
    bias: FloatArray
    corrected: FloatArray
    standard_error: FloatArray
    lower: FloatArray
    upper: FloatArray


class _Draws:
    """The errors of one index in the draws, before and after correction."""

    def __init__(self) -> None:
        self.error, self.corrected_error, self.inner = Spread(), Spread(), Spread()

    def standard_error(self) -> FloatArray:
        # the mean of two inner draws stands in for the exact bias; its noise is ours, not
        # the data's; half a squared difference has twice the variance of that mean
        second = self.corrected_error.variance - self.inner.mean / 2.0
        return np.asarray(np.sqrt(np.maximum(second, self.error.variance)))


def estimates(
    units: Units, indices: Sequence[Index], draws: int = 200, seed: int = 1
) -> Mapping[str, Estimate]:
    """By index code: the corrected value and its 95 % interval, for all places at once."""
    if local := [index.code for index in indices if index.kind == "local"]:
        raise CoreError(f"{local[0]} describes single units; expected indices of places")
    random = np.random.default_rng(seed)
    mixes = likely_mixes(units)
    true = _all(units.with_people(mixes * units.unit_totals), indices)
    kept = {index.code: _Draws() for index in indices}
    for _ in range(draws):
        drawn = draw_people(units, mixes, random)
        again = likely_mixes(drawn)
        first, second = (_all(draw_people(units, again, random), indices) for _ in range(2))
        of_again = _all(units.with_people(again * units.unit_totals), indices)
        for code, value in _all(drawn, indices).items():
            bias = (first[code] + second[code]) / 2.0 - of_again[code]
            kept[code].error.add(value - true[code])
            kept[code].corrected_error.add(value - bias - true[code])
            kept[code].inner.add((first[code] - second[code]) ** 2 / 2.0)
    counted = _all(units, indices)
    groups = len(units.people)
    return {i.code: _estimate(i, groups, counted[i.code], kept[i.code]) for i in indices}


def draw_people(units: Units, mixes: FloatArray, random: np.random.Generator) -> Units:
    """Units of the same sizes (in whole people) with people drawn from the mixes."""
    sizes = np.rint(units.unit_totals).astype(np.int64)
    drawn = random.multinomial(sizes, np.ascontiguousarray(mixes.T))
    return units.with_people(np.ascontiguousarray(drawn.T, dtype=np.float64))


def _all(units: Units, indices: Sequence[Index]) -> dict[str, FloatArray]:
    return {index.code: index.function(units) for index in indices}


def _estimate(index: Index, groups: int, counted: FloatArray, draws: _Draws) -> Estimate:
    lowest, highest = index.bounds(groups)
    bias = np.where(np.isfinite(counted), draws.error.mean, np.nan)
    error = np.where(np.isfinite(counted), draws.standard_error(), np.nan)
    ends = (counted - bias + side * WIDTH_95 * error for side in (0, -1, 1))
    corrected, lower, upper = (np.clip(end, lowest, highest) for end in ends)
    return Estimate(counted, bias, corrected, error, lower, upper)
