"""Segregation indices of places, from counts of units that have noise but are not rounded.

An index is computed here, inside the build, because counts that are rounded and withheld
give it a bias of up to 0.36. It leaves with two decimals, and only where noise and single
units can't make it: at least ten units of fifty people on average, at least a hundred people
in both groups, and no unit with more than half of either.
"""

from dataclasses import dataclass

import numpy as np

from core.errors import ProtectionError
from core.indices.units import Measure, Units
from core.protection.arrays import Keys, Marks, Real, Whole, same_length
from core.protection.counts import with_noise
from core.protection.prf import Purpose
from core.protection.protected import SEAL, ProtectedCells, Sealed
from core.protection.protection import Protection
from core.protection.states import CellState, Reason, states_of

LEAST_UNITS = 10
LEAST_UNIT_SIZE = 50
LEAST_IN_GROUP = 100
LARGEST_UNIT_SHARE = 0.50
DECIMALS = 2


@dataclass(frozen=True, eq=False, repr=False)
class UnitCounts(Sealed):
    """People by unit (rows) and group (columns), for indices alone; never shown."""

    people: Whole
    place: Whole
    """The place each unit lies in; the units of one place stand side by side."""


@dataclass(frozen=True, eq=False, repr=False)
class ProtectedIndices(ProtectedCells):
    """Indices with two decimals, one for each place, in the order of ``places``."""

    places: Whole


def count_units(
    people: Whole,
    key_sums: Keys,
    place: Whole,
    protection: Protection,
    purpose: Purpose = Purpose.PEOPLE,
) -> UnitCounts:
    """Counts (units × groups) with the noise that is theirs in every other figure too.

    ``key_sums`` has the record-key sum of each count, ``place`` the place of each unit, in
    ascending order. Without noise for the workbench.
    """
    same_length("units", people, key_sums, place)
    noisy = people
    if protection.draws_noise:
        seed, table = protection.secret, protection.profile.table
        flat = with_noise(people.ravel(), key_sums.ravel(), seed, table, purpose)
        noisy = flat.reshape(people.shape)
    return UnitCounts(SEAL, protection.profile, noisy.astype(np.int64), place)


def protect_index(
    units: UnitCounts, measure: Measure, of_group: int | None = None
) -> ProtectedIndices:
    """An index of every place, or why there is none.

    With ``of_group`` it is that group's against everyone else; ``measure`` then sees two
    groups. It gives one value for each place; of a value per group, the first is taken.
    """
    counted = Units.by_place(units.people, units.place)
    if of_group is not None:
        counted = counted.of_group(of_group)
    found = np.asarray(measure(counted), np.float64)
    values = found if found.ndim == 1 else found[:, 0]
    if len(values) != len(counted.starts):
        raise ProtectionError("an index needs one value for each place")
    reasons = np.where(np.isnan(values), Reason.NO_SPREAD, Reason.NONE).astype(np.uint8)
    if not units.profile.is_unprotected:
        values = np.round(values, DECIMALS)
        for refused, reason in _refusals(counted):
            reasons[refused] = reason
    states = states_of(reasons)
    values = np.where(states == CellState.VALUE, values, np.nan)
    return ProtectedIndices(SEAL, units.profile, values, states, reasons, counted.places)


def _refusals(counted: Units) -> tuple[tuple[Marks, Reason], ...]:
    """Which places are refused and why, the strongest reason last."""
    units = np.asarray(counted.sum_by_place((counted.unit_totals > 0).astype(np.float64)))
    with np.errstate(invalid="ignore", divide="ignore"):
        small = ~(counted.totals / units >= LEAST_UNIT_SIZE)
    groups = counted.group_totals
    largest = np.maximum.reduceat(counted.people, counted.starts, axis=1)
    dominated = np.asarray((largest > LARGEST_UNIT_SHARE * groups) & (groups > 0))
    return (
        (np.asarray(dominated.any(axis=0)), Reason.DOMINATED),
        (small, Reason.UNIT_TOO_SMALL),
        (_has_small_group(groups), Reason.FEW_PEOPLE),
        (units < LEAST_UNITS, Reason.TOO_FEW_UNITS),
    )


def _has_small_group(groups: Real) -> Marks:
    """Whether a group that the place has at all is too small; of many groups, all but one."""
    small = (groups > 0) & (groups < LEAST_IN_GROUP)
    if len(groups) == 2:
        return np.asarray(small.any(axis=0))
    others = groups.sum(axis=0) - groups.max(axis=0)
    return np.asarray(others < LEAST_IN_GROUP)
