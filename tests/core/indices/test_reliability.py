"""A warning where an index says more about few people than about segregation."""

import numpy as np
import pytest

from core.indices import Units
from core.indices.reliability import (
    doubts,
    group_doubts,
    is_mostly_chance,
    is_reliable,
    is_reliable_for_groups,
)

SOUND = np.tile([80, 20], (20, 1))


def test_twenty_units_of_a_hundred_people_are_reliable() -> None:
    units = Units.of_one_place(SOUND)
    assert is_reliable(units).tolist() == [True]
    assert is_reliable_for_groups(units).tolist() == [[True, True]]


@pytest.mark.parametrize(
    ("counts", "reason"),
    [
        (SOUND[:9] * 10, "few_units"),
        (SOUND // 4, "small_units"),
        (np.tile([80, 4], (20, 1)), "small_group"),
        (np.vstack([SOUND, [9000, 1000]]), "one_large_unit"),
    ],
)
def test_each_reason_is_named(counts: np.ndarray, reason: str) -> None:
    units = Units.of_one_place(counts)
    assert doubts(units)[reason].tolist() == [True]
    assert not is_reliable(units)[0]


def test_empty_units_do_not_count_as_units() -> None:
    units = Units.of_one_place(np.vstack([SOUND[:9] * 10, np.zeros((5, 2))]))
    assert doubts(units)["few_units"].tolist() == [True]


def test_a_small_group_casts_doubt_on_itself_only() -> None:
    units = Units.of_one_place(np.tile([70, 26, 4], (20, 1)))
    assert is_reliable(units).tolist() == [True]
    assert is_reliable_for_groups(units).tolist() == [[True, True, False]]


def test_a_group_in_one_unit_casts_doubt_on_itself() -> None:
    units = Units.of_one_place(np.vstack([np.tile([70, 20, 5], (20, 1)), [[70, 20, 150]]]))
    assert group_doubts(units)["one_large_unit"].tolist() == [[False, False, True]]


def test_a_place_without_people_is_not_reliable() -> None:
    assert not is_reliable(Units.of_one_place(np.zeros((12, 2)))).any()


def test_a_value_that_chance_gives_for_the_most_part_is_marked() -> None:
    counted = np.array([0.4, 0.4, np.nan, 0.0])
    by_lot = np.array([0.1, 0.3, np.nan, 0.1])
    assert is_mostly_chance(counted, by_lot).tolist() == [False, True, True, True]
