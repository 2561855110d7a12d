"""Spots are cut into parts of about equal weight, none lost."""

import numpy as np
import pytest

from core.demo.geography.division import Division, allotted
from core.demo.geography.draws import uniform

KEYS = np.arange(900)
METRES = 1000 * np.column_stack([uniform(1, KEYS), 3 * uniform(2, KEYS)])
WEIGHT = 0.5 + uniform(3, KEYS)


@pytest.mark.parametrize("count", [1, 2, 5, 16])
def test_every_spot_is_in_exactly_one_part(count: int) -> None:
    parts = Division(METRES, WEIGHT, 1).parts(KEYS, count)
    assert len(parts) == count
    assert sorted(np.concatenate(parts)) == KEYS.tolist()


def test_parts_are_about_equally_heavy() -> None:
    heavy = [WEIGHT[part].sum() for part in Division(METRES, WEIGHT, 1).parts(KEYS, 8)]
    assert max(heavy) < 2.5 * min(heavy)


def test_there_are_no_more_parts_than_spots() -> None:
    assert len(Division(METRES, WEIGHT, 1).parts(KEYS[:3], 7)) == 3


def test_units_are_allotted_by_largest_remainder() -> None:
    assert allotted(np.array([5.0, 3.0, 2.0]), 7, least=0).tolist() == [4, 2, 1]
    assert allotted(np.array([1.0, 1.0]), 1, least=0).tolist() == [1, 0]


def test_each_part_gets_its_least() -> None:
    assert allotted(np.array([98.0, 1.0, 1.0]), 10, least=1).tolist() == [8, 1, 1]
    assert allotted(np.array([98.0, 1.0, 1.0]), 2, least=1).tolist() == [1, 1, 1]
