"""Shares as a release with noise tells them."""

import pyarrow as pa
import pytest

from core.questions.shares import END, with_shares


def told(people: int, part: int | None, reason: str = "none") -> tuple[float, float, float]:
    """The share of one part, and between what it lies."""
    rows = pa.table({"people": [people], "part": pa.array([part], pa.int64())})
    rows = rows.append_column("part_reason", pa.array([reason]))
    (row,) = with_shares(rows, ("part",), coded=True).to_pylist()
    return row["part_share"], row["part_share_low"], row["part_share_high"]


def test_of_fewer_than_ten_the_share_told_is_the_most_it_can_be() -> None:
    """A bar of 5% would show what the sentence beside it denies: at most 1%."""
    assert told(3045, None, "below_ten") == (0.01, 0.0, 0.01)


@pytest.mark.parametrize("people", [60, 200, 285, 3_000, 9_990])
@pytest.mark.parametrize("part", [None, 10, 30, 55])
def test_a_share_lies_between_its_bounds(people: int, part: int | None) -> None:
    """A figure and the words beside it can't contradict one another."""
    value, low, high = told(people, part, "below_ten" if part is None else "none")
    assert value is None or low <= value <= high


def test_at_the_end_no_more_is_told_than_that() -> None:
    """Which of the few it is would tell people apart."""
    assert told(1_000, 20) == (END, 0.0, END)
