"""Minima for cells that are one school or workplace, or a handful of them.

All are judged on counts with noise. What comes out are reasons, for ``protect_counts``; the
numbers of units and their shares stay inside.
"""

import numpy as np

from core.protection.arrays import (
    Codes,
    Marks,
    Whole,
    same_length,
    truth_values,
    whole_numbers,
)
from core.protection.protected import PerturbedCounts
from core.protection.states import Reason

LEAST_PUPILS_OF_BRANCH = 50
LEAST_BRANCHES = 3
LEAST_JOBS_OF_EMPLOYER = 250
MOST_ORIGIN_CLASSES = 3
LEAST_EMPLOYERS = 5
LARGEST_SHARE = 0.50
TWO_LARGEST_SHARE = 0.67
LEAST_REMAINING = 3


def single_branch(pupils: PerturbedCounts) -> Codes:
    """Refuse cells within one school branch of fewer than fifty pupils.

    ``pupils`` is, for each cell, the total of the branch it lies in.
    """
    return _reason_where(pupils.people < LEAST_PUPILS_OF_BRANCH, Reason.UNIT_TOO_SMALL)


def single_employer(jobs: PerturbedCounts, origin_classes: Whole, no_objection: Marks) -> Codes:
    """Refuse cells within one recognisable employer that is small, detailed or didn't consent.

    For each cell: the employer's total, how many origin classes its breakdown has, and
    whether it is on record that the employer doesn't object.
    """
    same_length("employers", jobs.people, origin_classes, no_objection)
    reasons = _reason_where(~truth_values(no_objection, "no_objection"), Reason.NO_CONSENT)
    detailed = whole_numbers(origin_classes, "origin_classes") > MOST_ORIGIN_CLASSES
    reasons[detailed] = Reason.TOO_DETAILED
    reasons[jobs.people < LEAST_JOBS_OF_EMPLOYER] = Reason.UNIT_TOO_SMALL
    return reasons


def few_branches(pupils: PerturbedCounts, cell: Whole, cells: int) -> Codes:
    """Refuse cells of a municipality and a school type with fewer than three branches.

    ``pupils`` is per branch and ``cell`` the position of the cell the branch lies in.
    """
    return _reason_where(_units(pupils, cell, cells) < LEAST_BRANCHES, Reason.TOO_FEW_UNITS)


def few_employers(jobs: PerturbedCounts, cell: Whole, cells: int) -> Codes:
    """Refuse cells of fewer than five employers, or of which one or two have most of the jobs."""
    total = np.bincount(cell, weights=jobs.people, minlength=cells)
    first, second = _two_largest(jobs.people, cell, cells)
    dominated = (first > LARGEST_SHARE * total) | (first + second > TWO_LARGEST_SHARE * total)
    reasons = _reason_where(dominated, Reason.DOMINATED)
    reasons[_units(jobs, cell, cells) < LEAST_EMPLOYERS] = Reason.TOO_FEW_UNITS
    return reasons


def remaining_unit(shown: Marks, cell: Whole, cells: int) -> Codes:
    """Refuse totals of which all but one or two units are shown by themselves.

    ``shown`` is per unit, ``cell`` the position of the total it adds to.
    """
    same_length("units", truth_values(shown, "shown"), whole_numbers(cell, "cell"))
    units = np.bincount(cell, minlength=cells)
    visible = np.bincount(cell[shown], minlength=cells)
    return _reason_where((visible > 0) & (units - visible < LEAST_REMAINING), Reason.REMAINING_UNIT)


def first_reason(*refusals: Codes) -> Codes:
    """Cell by cell, the first reason that any of the rules gave."""
    same_length("refusals", *refusals)
    reasons = refusals[0].copy()
    for later in refusals[1:]:
        reasons = np.where(reasons == Reason.NONE, later, reasons)
    return reasons


def _reason_where(refused: Marks, reason: Reason) -> Codes:
    return np.where(refused, reason, Reason.NONE).astype(np.uint8)


def _units(counts: PerturbedCounts, cell: Whole, cells: int) -> Whole:
    same_length("units and their cells", counts.people, whole_numbers(cell, "cell"))
    return np.bincount(cell[counts.people > 0], minlength=cells)


def _two_largest(sizes: Whole, cell: Whole, cells: int) -> tuple[Whole, Whole]:
    """The two largest units of each cell; 0 where there is none."""
    wide = int(sizes.max(initial=0)) + 1
    ranked = np.sort(cell * wide + sizes)
    # the units of a cell lie together, the largest last
    ends = np.searchsorted(ranked, np.arange(1, cells + 1) * wide)
    starts = np.searchsorted(ranked, np.arange(cells) * wide)
    first, second = (
        np.where(ends - back >= starts, ranked[np.maximum(ends - back, 0)] % wide, 0)
        if len(ranked)
        else np.zeros(cells, np.int64)
        for back in (1, 2)
    )
    return first, second
