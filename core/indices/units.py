"""People by group in the units (neighbourhoods, schools) of many places at once."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from core.errors import CoreError

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
Mask = NDArray[np.bool_]
SMALLEST = np.finfo(np.float64).tiny


@dataclass(frozen=True, eq=False)
class Units:
    """People by group in the units of every place, units of one place side by side.

    ``people`` is groups × units, because sums over long rows are fast; ``starts`` is the
    first unit of every place and ``places`` its code. What several indices need is summed
    once and kept, so ask all indices of one ``Units``.
    """

    people: FloatArray
    starts: IntArray
    places: NDArray[Any]

    @classmethod
    def by_place(cls, counts: ArrayLike, place_of_unit: ArrayLike) -> "Units":
        """Units from counts (units × groups), sorted by the code of their place."""
        people = _people(counts)
        codes = np.asarray(place_of_unit)
        if codes.shape != (people.shape[1],):
            raise CoreError(
                f"place_of_unit has shape {codes.shape} for {people.shape[1]} units; "
                "expected one place code per row of counts"
            )
        if (codes[1:] < codes[:-1]).any():
            raise CoreError(
                "place_of_unit isn't sorted; expected the units of a place side by side: "
                "sort counts and place_of_unit together first"
            )
        changes = np.flatnonzero(codes[1:] != codes[:-1]) + 1
        starts = np.concatenate([np.zeros(min(len(codes), 1), dtype=np.int64), changes])
        return cls(people, starts, codes[starts])

    @classmethod
    def by_offset(cls, counts: ArrayLike, starts: ArrayLike) -> "Units":
        """Units from counts (units × groups); every place begins at an offset of ``starts``."""
        people = _people(counts)
        offsets = np.asarray(starts, dtype=np.int64)
        inside = len(offsets) > 0 and offsets[0] == 0 and offsets[-1] < people.shape[1]
        if not inside or (np.diff(offsets) <= 0).any():
            raise CoreError(
                "starts doesn't cut the units into places; expected offsets that begin at 0, "
                f"increase, and stay below the number of units ({people.shape[1]})"
            )
        return cls(people, offsets, np.arange(len(offsets)))

    @classmethod
    def of_one_place(cls, counts: ArrayLike) -> "Units":
        """Units of a single place from counts (units × groups)."""
        return cls.by_offset(counts, [0])

    @cached_property
    def units_in_place(self) -> IntArray:
        """Number of units of every place."""
        return np.diff(self.starts, append=self.people.shape[1])

    @cached_property
    def unit_totals(self) -> FloatArray:
        """People in every unit."""
        return np.asarray(self.people.sum(axis=0))

    @cached_property
    def shares(self) -> FloatArray:
        """Share of every group in every unit (groups × units), 0 in a unit without people."""
        return self.people / np.where(self.unit_totals > 0, self.unit_totals, 1.0)

    @cached_property
    def group_totals(self) -> FloatArray:
        """People of every group in every place (groups × places)."""
        return self.sum_by_place(self.people)

    @cached_property
    def totals(self) -> FloatArray:
        """People in every place."""
        return np.asarray(self.group_totals.sum(axis=0))

    @cached_property
    def group_shares(self) -> FloatArray:
        """Share of every group in every place (groups × places), NaN without people."""
        return ratio(self.group_totals, self.totals)

    @cached_property
    def is_mixed(self) -> Mask:
        """Whether a place has people of at least two groups, so that they can be uneven."""
        return np.asarray((self.group_totals > 0).sum(axis=0) > 1)

    @cached_property
    def unit_entropies(self) -> FloatArray:
        """Entropy of every unit in nats, 0 in a unit without people."""
        return entropy_of(self.shares)

    @cached_property
    def entropies(self) -> FloatArray:
        """Entropy of every place in nats, NaN without people."""
        return entropy_of(self.group_shares)

    @cached_property
    def differences(self) -> FloatArray:
        """1 − Σp² of every place, NaN without people."""
        return 1.0 - squares_of(self.group_shares)

    @cached_property
    def own_group_met(self) -> FloatArray:
        """Σ over units of people × share of their own group (groups × places)."""
        return self.sum_by_place(self.people * self.shares)

    def sum_by_place(self, values: FloatArray) -> FloatArray:
        """Sum over the units of every place along the last axis."""
        return np.add.reduceat(values, self.starts, axis=-1)

    def mean_of_units(self, values: FloatArray) -> FloatArray:
        """Mean of a value per unit over the people of every place, NaN without people."""
        return ratio(self.sum_by_place(self.unit_totals * values), self.totals)

    def over_units(self, values: FloatArray) -> FloatArray:
        """Values per place, repeated for each of its units along the last axis."""
        return np.repeat(values, self.units_in_place, axis=-1)

    def with_people(self, people: FloatArray) -> "Units":
        """Units of the same places with other people (groups × units)."""
        return Units(people, self.starts, self.places)

    def of_group(self, group: int) -> "Units":
        """Two groups: one of them, and everyone else."""
        own = self.people[group]
        return self.with_people(np.stack([own, np.maximum(self.unit_totals - own, 0.0)]))

    def as_parts(self, part_of_unit: ArrayLike) -> tuple["Units", "Units"]:
        """Places made of parts (districts), and those parts made of the same units."""
        codes = np.asarray(part_of_unit)
        first = codes[1:] != codes[:-1]
        first[self.starts[1:] - 1] = True
        starts = np.concatenate([[0], np.flatnonzero(first) + 1])
        if len(np.unique(codes)) != len(starts):
            raise CoreError(
                "part_of_unit comes back after other parts or lies in two places; expected "
                "every part inside one place with its units side by side"
            )
        parts = Units(self.people, starts, codes[starts])
        places = Units(parts.group_totals, np.searchsorted(starts, self.starts), self.places)
        return places, parts


Measure = Callable[[Units], FloatArray]


def ratio(part: FloatArray, whole: FloatArray) -> FloatArray:
    """Quotient of part and whole, NaN where the whole is 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(whole > 0, part / whole, np.nan)


def divisor(values: FloatArray) -> FloatArray:
    """What figures are divided by: NaN where that is 0, so that they are undefined there."""
    return np.where(np.nan_to_num(values) > 0, values, np.nan)


def entropy_of(shares: FloatArray) -> FloatArray:
    """−Σ p ln p over the first axis, in nats, with 0 ln 0 = 0."""
    logarithms = np.maximum(shares, SMALLEST)
    np.log(logarithms, out=logarithms)
    return np.asarray(-np.einsum("g...,g...->...", shares, logarithms))


def squares_of(shares: FloatArray) -> FloatArray:
    """Σp² over the first axis."""
    return np.asarray(np.einsum("g...,g...->...", shares, shares))


def _people(counts: ArrayLike) -> FloatArray:
    table = np.asarray(counts, dtype=np.float64)
    if table.ndim != 2:
        raise CoreError(f"counts has {table.ndim} dimensions; expected a table, units × groups")
    if table.size and not (table.min() >= 0.0 and table.max() < np.inf):
        raise CoreError(
            "counts has negative, missing or infinite numbers; expected people per unit and "
            "group, 0 or more: leave out units that are withheld or missing"
        )
    return np.ascontiguousarray(table.T)
