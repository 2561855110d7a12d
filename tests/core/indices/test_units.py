"""Units take what they can stand for, and say what else they expected."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from core.errors import CoreError
from core.indices import Units
from tests.core.indices.worlds import counts_of, drawn


def test_places_follow_from_sorted_codes() -> None:
    units = drawn("""
        GM0363 1 2
        GM0363 3 4
        GM0599 5 6
        """)
    assert units.places.tolist() == ["GM0363", "GM0599"]
    assert units.units_in_place.tolist() == [2, 1]
    assert_array_equal(units.group_totals, [[4, 5], [6, 6]])


def test_offsets_and_codes_give_the_same_units() -> None:
    counts = [[1, 2], [3, 4], [5, 6]]
    assert_array_equal(
        Units.by_offset(counts, [0, 2]).group_totals, Units.by_place(counts, [7, 7, 9]).group_totals
    )


def test_one_group_against_everyone_else_keeps_everyone() -> None:
    units = Units.of_one_place([[1, 2, 3], [4, 5, 6]])
    assert_array_equal(counts_of(units.of_group(1)), [[2, 4], [5, 10]])


def test_no_units_give_no_places() -> None:
    empty = Units.by_place(np.zeros((0, 3)), np.zeros(0))
    assert len(empty.places) == 0
    assert empty.totals.shape == (0,)


@pytest.mark.parametrize(
    ("counts", "codes", "expected"),
    [
        ([1, 2], [1, 1], "expected a table"),
        ([[1, -1]], [1], "0 or more"),
        ([[1, np.nan]], [1], "leave out units"),
        ([[1, np.inf]], [1], "leave out units"),
        ([[1, 1]], [1, 2], "one place code per row"),
        ([[1, 1], [1, 1], [1, 1]], [1, 2, 1], "side by side"),
    ],
)
def test_what_cannot_be_units_is_refused(counts: object, codes: object, expected: str) -> None:
    with pytest.raises(CoreError, match=expected):
        Units.by_place(counts, codes)  # type: ignore[arg-type] # wrong on purpose


@pytest.mark.parametrize("starts", [[], [1], [0, 0], [0, 2, 1], [0, 3]])
def test_offsets_that_do_not_cut_the_units_are_refused(starts: list[int]) -> None:
    with pytest.raises(CoreError, match="begin at 0"):
        Units.by_offset([[1, 1], [1, 1], [1, 1]], starts)
