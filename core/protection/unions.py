"""Anything that is no canonical cell: the sum of the published figures of its members.

A union never gets a draw of its own. If it did, asking for many unions with and without
one cell would average that cell's noise away.
"""

from dataclasses import dataclass

import numpy as np

from core.errors import ProtectionError
from core.protection.arrays import Marks, Real, Whole, same_length, whole_numbers
from core.protection.protected import ProtectedCounts
from core.protection.states import CellState, Reason, is_shown

MOST_MEMBERS = 10


@dataclass(frozen=True, eq=False)
class UnionCounts:
    """Sums of published counts; a hidden member leaves an interval from ``lower`` to ``upper``."""

    lower: Real
    upper: Real
    members: Whole

    @property
    def is_exact(self) -> Marks:
        """Mark the unions of which every member is shown."""
        same: Marks = self.lower == self.upper
        return same


def union_counts(counts: ProtectedCounts, member: Whole, union: Whole, unions: int) -> UnionCounts:
    """The sums over disjoint members, given as pairs of a cell and the union it is in.

    A member below ten adds between 0 and 9; any other hidden member leaves no upper limit.
    """
    same_length("members", whole_numbers(member, "member"), whole_numbers(union, "union"))
    members = np.bincount(union, minlength=unions)
    if np.any(members > MOST_MEMBERS):
        raise ProtectionError(f"a union of more than {MOST_MEMBERS} cells; ask for a larger area")
    lower, upper = interval_of(counts)
    sums = np.zeros((2, unions))
    for row, ends in zip(sums, (lower, upper), strict=True):
        np.add.at(row, union, ends[member])
    return UnionCounts(sums[0], sums[1], members)


def interval_of(counts: ProtectedCounts) -> tuple[Real, Real]:
    """Between what and what each count is shown to be."""
    few = counts.reasons == Reason.BELOW_TEN
    none = counts.states == CellState.NOT_APPLICABLE
    lower = np.where(is_shown(counts.states), counts.values, 0.0)
    upper = np.where(is_shown(counts.states), counts.values, np.inf)
    upper[few], upper[none] = counts.profile.threshold - 1, 0.0
    return lower, upper
