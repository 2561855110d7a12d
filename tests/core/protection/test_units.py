import numpy as np
import pytest

from core.errors import ProtectionError
from core.protection.counts import protect_counts
from core.protection.states import Reason
from core.protection.units import (
    few_branches,
    few_employers,
    first_reason,
    remaining_unit,
    single_branch,
    single_employer,
)
from tests.core.protection.samples import nested, with_counts

NONE = Reason.NONE


def test_one_branch_needs_fifty_pupils() -> None:
    refused = single_branch(with_counts([49, 50, 400]))
    assert refused.tolist() == [Reason.UNIT_TOO_SMALL, NONE, NONE]


@pytest.mark.parametrize(
    ("jobs", "classes", "consent", "expected"),
    [
        (250, 3, True, NONE),
        (249, 3, True, Reason.UNIT_TOO_SMALL),
        (250, 4, True, Reason.TOO_DETAILED),
        (250, 3, False, Reason.NO_CONSENT),
        (100, 9, False, Reason.UNIT_TOO_SMALL),
    ],
)
def test_one_employer_needs_size_few_classes_and_consent(
    jobs: int, classes: int, consent: bool, expected: Reason
) -> None:
    found = single_employer(with_counts([jobs]), np.array([classes]), np.array([consent]))
    assert found.tolist() == [expected]


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ([100, 100, 100, 100], Reason.TOO_FEW_UNITS),
        ([100, 100, 100, 100, 100], NONE),
        ([100, 100, 100, 100, 0], Reason.TOO_FEW_UNITS),
        ([400, 100, 100, 100, 100], NONE),
        ([401, 100, 100, 100, 100], Reason.DOMINATED),
        ([335, 335, 110, 110, 110], NONE),
        ([336, 335, 110, 110, 110], Reason.DOMINATED),
        ([110, 336, 110, 335, 110], Reason.DOMINATED),
        ([], Reason.TOO_FEW_UNITS),
    ],
)
def test_a_sector_in_a_region_needs_five_employers_and_no_giant(
    sizes: list[int], expected: Reason
) -> None:
    """At most 50 % of jobs with the largest, 67 % with the two largest, on counts with noise."""
    other = [50] * 6
    jobs = with_counts([*other, *sizes])
    cell = np.array([1] * 6 + [0] * len(sizes))
    assert few_employers(jobs, cell, 2).tolist() == [expected, NONE]


def test_the_order_of_employers_does_not_matter() -> None:
    luck = np.random.default_rng(2)
    sizes, cell = luck.integers(3, 300, 200), luck.integers(0, 25, 200)
    jobs = with_counts(sizes.tolist())
    expected = few_employers(jobs, cell, 25)
    assert {int(reason) for reason in expected} == {NONE, Reason.TOO_FEW_UNITS, Reason.DOMINATED}
    order = luck.permutation(200)
    assert np.array_equal(few_employers(jobs.take(order), cell[order], 25), expected)


def test_a_school_type_in_a_municipality_needs_three_branches() -> None:
    pupils = with_counts([100, 200, 100, 200, 300, 100, 200, 0])
    cell = np.array([0, 0, 1, 1, 1, 2, 2, 2])
    assert few_branches(pupils, cell, 4).tolist() == [
        Reason.TOO_FEW_UNITS,
        NONE,
        Reason.TOO_FEW_UNITS,
        Reason.TOO_FEW_UNITS,
    ]


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ([True] * 3 + [False] * 2, Reason.REMAINING_UNIT),
        ([True] * 4 + [False], Reason.REMAINING_UNIT),
        ([True] * 2 + [False] * 3, NONE),
        ([False] * 5, NONE),
        ([False] * 2, NONE),
    ],
)
def test_no_one_or_two_employers_remain_by_subtraction(shown: list[bool], expected: Reason) -> None:
    cell = np.zeros(len(shown), np.int64)
    assert remaining_unit(np.array(shown), cell, 1).tolist() == [expected]


def test_the_first_rule_gives_the_reason() -> None:
    rows = ([0, 4, 0, 5], [6, 5, 0, 4], [7, 7, 7, 7])
    found = first_reason(*(np.array(row, np.uint8) for row in rows))
    assert found.tolist() == [6, 4, 7, 5]


def test_what_a_rule_on_units_refuses_is_withheld() -> None:
    counts = with_counts([500, 300])
    refusals = few_branches(with_counts([150, 150]), np.array([1, 1]), 2)
    refusals[0] = NONE
    shown = protect_counts(counts, nested(2, (1, 0)), refusals)
    assert shown.reasons.tolist() == [NONE, Reason.TOO_FEW_UNITS]
    assert np.isnan(shown.values[1])


def test_units_and_cells_of_other_lengths_are_refused() -> None:
    with pytest.raises(ProtectionError):
        few_branches(with_counts([100]), np.array([0, 0]), 1)
    with pytest.raises(ProtectionError):
        remaining_unit(np.array([1, 0]), np.array([0, 0]), 1)
    with pytest.raises(ProtectionError):
        single_employer(with_counts([300]), np.array([3]), np.array([1]))
