"""Many people choosing at once."""

import numpy as np
import pytest

from core.demo.people.choice import GOLDEN, chosen, chosen_of_row, distances_m, told_apart


def test_options_are_taken_in_proportion_to_their_weights() -> None:
    weights = np.array([[1.0, 3.0, 0.0], [0.0, 2.0, 2.0]])
    draws = (np.arange(4000) + 0.5) / 4000
    first = chosen_of_row(weights, np.zeros(4000, dtype=np.int64), draws)
    second = chosen_of_row(weights, np.ones(4000, dtype=np.int64), draws)
    assert np.bincount(first, minlength=3).tolist() == [1000, 3000, 0]
    assert np.bincount(second, minlength=3).tolist() == [0, 2000, 2000]


def test_nobody_leaves_the_options_that_are_open() -> None:
    weights = np.array([5.0, 1.0, 1e-9, 4.0, 2.0])
    first, last = np.array([1, 2, 3, 0]), np.array([3, 3, 5, 1])
    for draw in (0.0, 0.5, np.nextafter(1.0, 0.0)):
        found = chosen(weights, first, last, np.full(4, draw))
        assert (found >= first).all()
        assert (found < last).all()


@pytest.mark.parametrize("spread", [0.0, 1.0, 30.0])
def test_however_unequal_the_options_each_takes_the_one_that_a_search_finds(spread: float) -> None:
    chance = np.random.Generator(np.random.PCG64(7))
    weights = np.exp(spread * chance.standard_normal(700)) * (chance.random(700) > 0.1)
    until = np.cumsum(weights)
    draws = np.concatenate([chance.random(20_000), (until / until[-1])[:-1], [0.0]])
    everyone = np.zeros(len(draws), np.int64)
    found = chosen(weights, everyone, everyone + 700, draws)
    sought = np.searchsorted(until, draws * until[-1], side="right")
    assert found.tolist() == np.minimum(sought, 699).tolist()


def test_distances_are_those_of_a_ruler() -> None:
    assert distances_m(np.array([[0.0, 0.0]]), np.array([[3.0, 4.0]])).tolist() == [[5.0]]


def test_when_a_cell_gains_people_all_others_draw_what_they_drew() -> None:
    few, more = np.repeat([3, 5, 9], [2, 40, 4]), np.repeat([3, 4, 5, 9], [2, 7, 41, 4])
    before, after = (next(told_apart(cell, 7, (GOLDEN,))) for cell in (few, more))
    assert after[more == 3].tolist() == before[few == 3].tolist()
    assert after[more == 5][:40].tolist() == before[few == 5].tolist()
    assert after[more == 9].tolist() == before[few == 9].tolist()


def test_those_of_a_cell_draw_evenly_and_each_draw_is_another() -> None:
    first, second = told_apart(np.full(1000, 12), 7, (GOLDEN, GOLDEN))
    for draws in (first, second):
        assert ((draws >= 0) & (draws < 1)).all()
        assert np.histogram(draws, 10, (0, 1))[0].tolist() == pytest.approx([100] * 10, abs=3)
    assert not np.isclose(first, second).any()
