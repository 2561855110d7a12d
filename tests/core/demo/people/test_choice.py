"""Many people choosing at once."""

import numpy as np

from core.demo.people.choice import chosen, chosen_of_row, distances_m


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


def test_distances_are_those_of_a_ruler() -> None:
    assert distances_m(np.array([[0.0, 0.0]]), np.array([[3.0, 4.0]])).tolist() == [[5.0]]
