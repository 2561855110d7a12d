"""Decoded columns at hand: bounded in size, the longest unused ones go first."""

import pyarrow as pa

from core.release.kept_columns import KeptColumns

EIGHT_HUNDRED_BYTES = 800


def hundred(value: int) -> pa.ChunkedArray:
    return pa.chunked_array([pa.array([value] * 100, pa.int64())])


def test_what_was_put_is_given_back_and_what_was_not_is_nothing() -> None:
    kept = KeptColumns(EIGHT_HUNDRED_BYTES)
    kept.put(("a", 0, "people"), hundred(7))
    assert kept.get(("a", 0, "people")) == hundred(7)
    assert kept.get(("a", 1, "people")) is None


def test_the_column_that_was_not_asked_for_longest_makes_room() -> None:
    kept = KeptColumns(2 * EIGHT_HUNDRED_BYTES)
    kept.put(("a", 0, "x"), hundred(0))
    kept.put(("a", 1, "x"), hundred(1))
    assert kept.get(("a", 0, "x")) is not None
    kept.put(("a", 2, "x"), hundred(2))
    assert kept.get(("a", 1, "x")) is None
    assert kept.get(("a", 0, "x")) == hundred(0)
    assert kept.get(("a", 2, "x")) == hundred(2)


def test_a_column_that_is_put_twice_counts_once() -> None:
    kept = KeptColumns(2 * EIGHT_HUNDRED_BYTES)
    for _ in range(5):
        kept.put(("a", 0, "x"), hundred(0))
    kept.put(("a", 1, "x"), hundred(1))
    assert kept.get(("a", 0, "x")) is not None


def test_a_column_larger_than_the_bound_is_not_kept_and_costs_the_others_once() -> None:
    kept = KeptColumns(EIGHT_HUNDRED_BYTES - 1)
    kept.put(("a", 0, "x"), hundred(0))
    assert kept.get(("a", 0, "x")) is None
