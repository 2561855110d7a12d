"""Counts of people: noise by cell key, then the rules on what may be shown of them.

Every rule looks at counts that have their noise already, never at true ones: what shows
or hides a cell would otherwise tell the true count.
"""

import numpy as np

from core.errors import ProtectionError
from core.protection.arrays import (
    Codes,
    Keys,
    Real,
    Whole,
    key_numbers,
    same_length,
    whole_numbers,
)
from core.protection.floors import FAR, refuse, verdict
from core.protection.nesting import Nesting
from core.protection.perturbation_table import PerturbationTable
from core.protection.prf import Purpose, draws
from core.protection.profiles import Profile, Treatment, require
from core.protection.protected import SEAL, PerturbedCounts, ProtectedCounts
from core.protection.seed import Seed
from core.protection.states import CellState, Reason, states_of


def with_noise(
    people: Whole, key_sums: Keys, seed: Seed, table: PerturbationTable, purpose: Purpose
) -> Whole:
    """Each count with the noise that belongs to its set of records; 0 stays 0."""
    noisy = people.copy()
    # Most cells of a lattice are empty, and drawing for them would cost as much as for the rest.
    anyone = np.flatnonzero(people)
    noisy[anyone] += table.noise(people[anyone], draws(key_sums[anyone], seed, purpose))
    return noisy


def with_noise_that_matters(
    people: Whole, key_sums: Keys, seed: Seed, profile: Profile, purpose: Purpose
) -> Whole:
    """The same of counts that are for judging and showing alone.

    Those that no noise lifts to the threshold stay as they are: ``verdict`` tells all that are
    below it alike, and none is shown. In a lattice they are most of those that aren't empty.
    """
    noisy = people.copy()
    matters = np.flatnonzero(people >= profile.threshold - profile.table.max_noise)
    noise = draws(key_sums[matters], seed, purpose)
    noisy[matters] += profile.table.noise(people[matters], noise)
    return noisy


def perturb_counts(
    people: Whole, key_sums: Keys, seed: Seed, profile: Profile, purpose: Purpose = Purpose.PEOPLE
) -> PerturbedCounts:
    """The counts of canonical cells with their noise, for the rules that follow."""
    require(profile, Treatment.NOISE)
    people = whole_numbers(people, "people")
    refuse_mismatch(people, key_numbers(key_sums, "key sums"))
    noisy = with_noise(people, key_sums, seed, profile.table, purpose)
    return PerturbedCounts(SEAL, profile, noisy, key_sums)


def rounded(people: Whole, profile: Profile) -> Whole:
    """The counts as the profile shows them: to the nearest multiple of its rounding."""
    return (people + profile.slack) // profile.rounding * profile.rounding


def protect_counts(
    counts: PerturbedCounts, nesting: Nesting, refusals: Codes | None = None
) -> ProtectedCounts:
    """What a reader may have of the counts.

    ``refusals`` are reasons that other rules found (``units``), or that the cell can't exist
    or has no data; such a reason stays. The same people get the same noise, so two nearly
    equal nested figures would tell whether anybody is in the difference; here lies group
    disclosure too.
    """
    _refuse_other_cells(counts, nesting)
    reasons = _reasons(counts, nesting, refusals)
    states = states_of(reasons)
    shown = rounded(counts.people, counts.profile).astype(np.float64)
    values = np.where(states == CellState.VALUE, shown, np.nan)
    return ProtectedCounts(SEAL, counts.profile, values, states, reasons)


def fewest_people(counts: ProtectedCounts) -> Real:
    """The smallest count before rounding that each shown count can stand for.

    What follows from a published count may be published; what follows from the count
    before rounding would tell something of it.
    """
    fewest: Real = counts.values - counts.profile.slack
    return fewest


def _reasons(counts: PerturbedCounts, nesting: Nesting, refusals: Codes | None) -> Codes:
    refused = np.zeros(len(counts), np.uint8) if refusals is None else refusals.copy()
    same_length("counts and refusals", refused, counts.people)
    if refused.dtype != np.uint8:
        raise ProtectionError("refusals: expected codes of Reason as uint8, one for each cell")
    people = counts.people.astype(np.int32)
    reasons, floors = np.zeros(len(counts), np.uint8), np.full(len(counts), FAR, np.int32)
    nowhere = np.full(len(counts), FAR, np.int32)
    depth = nesting.depths()
    for level in np.unique(depth):
        pairs = depth[nesting.child] == level
        alike = nesting.identical & (reasons[nesting.parent] == Reason.NONE)
        least = nowhere.copy()
        compared = pairs & ~alike
        np.minimum.at(least, nesting.child[compared], floors[nesting.parent[compared]])
        rows = depth == level
        found = verdict(people[rows], least[rows], nowhere[rows], counts.profile)
        refuse(*found, refused[rows])
        reasons[rows], floors[rows] = found
    # what can't be or was never counted is public, and no reason to withhold anything
    public = np.isin(refused, (Reason.IMPOSSIBLE, Reason.NO_DATA))
    reasons[public] = refused[public]
    return reasons


def _refuse_other_cells(counts: PerturbedCounts, nesting: Nesting) -> None:
    if nesting.cells != len(counts):
        raise ProtectionError(
            f"the nesting is of {nesting.cells} cells, the counts of {len(counts)}; "
            "give the pairs of the same cells"
        )
    same = nesting.identical
    if np.any(counts.people[nesting.parent[same]] != counts.people[nesting.child[same]]):
        raise ProtectionError(
            "nested pairs marked identical by definition have different figures; "
            "unmark those that don't hold the same records"
        )


def refuse_mismatch(people: Whole, key_sums: Keys) -> None:
    """Refuse counts whose key sums can't be of the same records."""
    same_length("people and key sums", people, key_sums)
    wrong = int(np.count_nonzero((people == 0) != (key_sums == 0)) + np.count_nonzero(people < 0))
    if wrong:
        raise ProtectionError(
            f"{wrong} cells where the key sum doesn't belong to the count: people without a key, "
            "a key without people, or fewer than none. Sum keys over the same records as people"
        )
