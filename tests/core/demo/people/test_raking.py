"""Tables fitted to totals."""

import numpy as np

from core.demo.people.raking import raked, raked_within, shifted_to_mean
from core.demo.people.rounding import whole


def test_rows_and_columns_come_to_their_totals() -> None:
    pattern = np.array([[1.0, 2.0, 3.0], [4.0, 1.0, 1.0]])
    table = raked(pattern, np.array([30.0, 10.0]), np.array([10.0, 10.0, 20.0]), rounds=200)
    np.testing.assert_allclose(table.sum(axis=1), [30, 10])
    np.testing.assert_allclose(table.sum(axis=0), [10, 10, 20], rtol=1e-6)


def test_raking_keeps_odds_ratios() -> None:
    pattern = np.array([[1.0, 2.0], [3.0, 4.0]])
    table = raked(pattern, np.array([5.0, 5.0]), np.array([4.0, 6.0]), rounds=100)
    ratio = table[0, 0] * table[1, 1] / (table[0, 1] * table[1, 0])
    np.testing.assert_allclose(ratio, 1 * 4 / (2 * 3))


def test_groups_are_raked_each_on_their_own() -> None:
    pattern = np.random.default_rng(1).random((7, 3)) + 0.1
    group = np.array([0, 0, 0, 1, 1, 2, 2])
    rows = np.array([3.0, 4, 5, 6, 7, 8, 9])
    totals = np.array([[6.0, 3, 3], [1, 6, 6], [5, 6, 6]])
    table = raked_within(pattern, rows, group, totals, rounds=300)
    for number, wanted in enumerate(totals):
        own = group == number
        alone = raked(pattern[own], rows[own], wanted, rounds=300)
        np.testing.assert_allclose(table[own], alone, rtol=1e-6)


def test_a_shift_reaches_the_mean_and_keeps_the_order() -> None:
    log_odds = np.array([-1.0, 0.0, 2.0, -0.5, 0.5])
    weight = np.array([1.0, 2, 3, 4, 5])
    group = np.array([0, 0, 0, 1, 1])
    share = shifted_to_mean(log_odds, weight, group, np.array([0.9, 0.2]))
    np.testing.assert_allclose(np.average(share[:3], weights=weight[:3]), 0.9)
    np.testing.assert_allclose(np.average(share[3:], weights=weight[3:]), 0.2)
    assert share[0] < share[1] < share[2]


def test_whole_people_add_up_and_stay_within_one_of_what_is_expected() -> None:
    expected = np.random.default_rng(2).random((50, 9)) * 3
    total = round(expected.sum())
    counts = whole(expected, total)
    assert counts.sum() == total
    assert counts.min() >= 0
    scaled = expected * total / expected.sum()
    assert np.abs(counts - scaled).max() < 1
    assert np.abs(counts.sum(axis=1) - scaled.sum(axis=1)).max() < 1
