"""Whether two places or years differ by who live there, or by how evenly they live."""

from typing import NamedTuple

import numpy as np

from core.errors import CoreError
from core.indices.index import Index
from core.indices.resampling import estimates
from core.indices.spread import WIDTH_95
from core.indices.units import FloatArray, Mask, Units


class Comparison(NamedTuple):
    """An index in two places or years, and what its difference is made of.

    ``composition`` + ``unevenness`` = ``difference``, as counted. ``corrected`` is the
    difference without the bias of chance, between ``lower`` and ``upper`` in 95 %.
    """

    first: FloatArray
    second: FloatArray
    difference: FloatArray
    composition: FloatArray
    unevenness: FloatArray
    corrected: FloatArray
    lower: FloatArray
    upper: FloatArray

    @property
    def is_beyond_chance(self) -> Mask:
        """Whether the interval of the difference leaves out 0."""
        return (self.lower > 0) | (self.upper < 0)


def compare(
    first: Units, second: Units, index: Index, draws: int = 200, seed: int = 1
) -> Comparison:
    """Compare an index in every place of ``first`` with the same place of ``second``.

    The two draw their chance apart. For two years of one place that is cautious: most
    people are in both, so that less is due to chance than the interval says.
    """
    composition, unevenness = parts_of_difference(first, second, index)
    before = estimates(first, (index,), draws, seed)[index.code]
    after = estimates(second, (index,), draws, seed + 1)[index.code]
    # an index stops at its bounds, a difference needn't
    corrected = (after.counted - after.bias) - (before.counted - before.bias)
    half = WIDTH_95 * np.hypot(before.standard_error, after.standard_error)
    return Comparison(
        before.counted,
        after.counted,
        after.counted - before.counted,
        composition,
        unevenness,
        corrected,
        corrected - half,
        corrected + half,
    )


def parts_of_difference(first: Units, second: Units, index: Index) -> tuple[FloatArray, FloatArray]:
    """Split the difference in an index: due to composition, and due to unevenness.

    Composition is what changes if the groups get the sizes they have in the other place
    and each keeps its spread over the units; unevenness if they keep their sizes and take
    the other spread. Each is the mean over both orders (Shapley). A group that a place
    lacks is taken to live as everyone there does. Two-group dissimilarity doesn't depend
    on sizes, so all of its difference is unevenness.
    Source: Elbers 2021, A method for studying differences in segregation, Sociol. Methods
    Res. He fits both margins (IPF); we resize groups only (Mora & Ruiz-Castillo 2009, Res.
    Econ. Inequality 17, 33), for IPF has no answer where units lack a group, as many do.
    """
    _check_alike(first, second, index)
    before, after = index.function(first), index.function(second)
    resized_first = index.function(resized(first, second.group_totals))
    resized_second = index.function(resized(second, first.group_totals))
    composition = ((resized_first - before) + (after - resized_second)) / 2.0
    unevenness = ((resized_second - before) + (after - resized_first)) / 2.0
    return composition, unevenness


def resized(units: Units, group_totals: FloatArray) -> Units:
    """Units whose groups have other sizes, each spread as before.

    ``group_totals`` is groups × places, or one column of groups for all places alike. A group
    that a place lacks is spread as everyone there.
    """
    if group_totals.ndim == 1:
        group_totals = np.repeat(group_totals[:, None], len(units.places), axis=1)
    present = units.over_units(units.group_totals)
    everyone = units.unit_totals / np.maximum(units.over_units(units.totals), 1.0)
    spread = np.where(present > 0, units.people / np.where(present > 0, present, 1.0), everyone)
    return units.with_people(spread * units.over_units(group_totals))


def _check_alike(first: Units, second: Units, index: Index) -> None:
    if len(first.people) != len(second.people) or len(first.places) != len(second.places):
        raise CoreError(
            f"{len(first.places)} places with {len(first.people)} groups can't be compared with "
            f"{len(second.places)} with {len(second.people)}; expected the same places and groups"
        )
    if index.kind == "local":
        raise CoreError(f"{index.code} describes single units; expected an index of places")
