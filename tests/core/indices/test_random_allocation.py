"""Random allocation deals the same people over the same homes."""

from itertools import pairwise
from math import comb

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from core.indices import INDICES, Units
from core.indices.random_allocation import allocate, random_allocation
from tests.core.indices.worlds import generated

BY_CODE = {index.code: index for index in INDICES}


def test_every_total_stays_as_it_is() -> None:
    units = generated(places=30, units=7, groups=5)
    dealt = allocate(units, np.random.default_rng(1))
    assert_array_equal(dealt.unit_totals, units.unit_totals)
    assert_array_equal(dealt.group_totals, units.group_totals)
    assert (dealt.people >= 0).all()
    assert not np.array_equal(dealt.people, units.people)


def test_lots_fall_as_often_as_they_should() -> None:
    """Three units of 3, 2 and 2 people, three of them of a group: all tables, by probability."""
    times = 4000
    units = Units.by_place([[3, 0], [0, 2], [0, 2]] * times, np.repeat(np.arange(times), 3))
    dealt = allocate(units, np.random.default_rng(2)).people[0].reshape(times, 3)
    for a in range(4):
        for b in range(3):
            c = 3 - a - b
            if not 0 <= c <= 2:
                continue
            chance = comb(3, a) * comb(2, b) * comb(2, c) / comb(7, 3)
            seen = (dealt == [a, b, c]).all(axis=1).mean()
            assert abs(seen - chance) < 4.5 * np.sqrt(chance * (1 - chance) / times)


def test_the_expected_eta_squared_is_known_exactly() -> None:
    """(units − 1) / (people − 1), whatever the sizes, for any group (hypergeometric variance)."""
    units = generated(places=200, units=6, groups=3, seed=4)
    found = random_allocation(units, [BY_CODE["group_correlation_ratio"]], draws=150)
    inhabited = np.add.reduceat(units.unit_totals > 0, units.starts, dtype=np.int64)
    expected = (inhabited - 1) / (units.totals - 1)
    apart = found["group_correlation_ratio"].expected - expected[:, None]
    # over 200 places the errors of the draws cancel out
    assert_allclose(np.nanmean(apart, axis=0), 0.0, atol=6e-5)


def test_an_even_place_gets_no_more_than_a_lot_gives() -> None:
    units = Units.of_one_place(np.tile([60, 20, 20], (30, 1)))
    found = random_allocation(units, [BY_CODE["theil_h"], BY_CODE["dissimilarity"]], draws=60)
    for allocation in found.values():
        assert allocation.counted[0] == pytest.approx(0, abs=1e-12)
        assert allocation.lower[0] > 0
        assert allocation.beyond[0] < 0
        assert allocation.chance[0] == 1.0


def test_small_units_look_segregated_by_chance_alone() -> None:
    """The smaller the units and the group, the higher the value that chance gives."""
    expected = []
    for people in (400, 100, 25):
        units = Units.of_one_place(np.tile([people * 9 // 10, people // 10], (20, 1)))
        found = random_allocation(units, [BY_CODE["dissimilarity"]], draws=40)
        expected.append(found["dissimilarity"].expected[0])
    assert all(larger < smaller for larger, smaller in pairwise(expected))
    assert expected[-1] > 0.2


def test_a_segregated_place_is_beyond_chance() -> None:
    units = Units.of_one_place([[90, 10]] * 10 + [[40, 60]] * 10)
    found = random_allocation(units, [BY_CODE["theil_h"]], draws=99)["theil_h"]
    assert found.counted[0] > found.upper[0]
    assert 0 < found.beyond[0] < found.counted[0]
    assert found.chance[0] == pytest.approx(0.01)


def test_lots_repeat_with_their_seed() -> None:
    units = generated(places=3, units=5, groups=4)
    index = BY_CODE["dissimilarity"]
    first, again, other = (
        random_allocation(units, [index], draws=5, seed=seed)[index.code] for seed in (1, 1, 2)
    )
    assert_array_equal(first.expected, again.expected)
    assert not np.array_equal(first.expected, other.expected)


def test_what_is_undefined_stays_undefined() -> None:
    units = Units.by_place([[5, 0], [3, 0], [4, 4], [2, 2]], [0, 0, 1, 1])
    found = random_allocation(units, [BY_CODE["dissimilarity"]], draws=5)["dissimilarity"]
    assert np.isnan([values[0] for values in found]).all()
    assert not np.isnan([values[1] for values in found]).any()
