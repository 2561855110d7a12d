"""Many people choosing at once, each among the options open to them."""

import numpy as np

from core.demo.geography.arrays import Floats, Integers

GOLDEN, SILVER = (5**0.5 - 1) / 2, 2**0.5 - 1
"""Steps around a circle that never come back to where they were, nor move in time together."""


def chosen(weights: Floats, first: Integers, last: Integers, draw: Floats) -> Integers:
    """The option each person takes among ``first`` up to, not including, ``last``.

    Options stand in one line with their weights; ``draw`` is a number in [0, 1) per person.
    """
    until = np.concatenate([[0.0], np.cumsum(weights)])
    start, end = until[first], until[last]
    picked = np.searchsorted(until[1:], start + draw * (end - start), side="right")
    return np.asarray(np.clip(picked, first, last - 1))


def chosen_of_row(weights: Floats, row: Integers, draw: Floats) -> Integers:
    """The column each person takes in the person's row of a table of weights."""
    columns = weights.shape[1]
    option = chosen(weights.ravel(), row * columns, (row + 1) * columns, draw)
    return np.asarray(option - row * columns)


def evenly_spread(count: int, start: float, step: float = GOLDEN) -> Floats:
    """Numbers in [0, 1) of which any run is spread evenly: chance with hardly any luck in it.

    Who follow each other then divide over their options nearly as their weights say, so that
    small groups come out as meant and every figure answers smoothly to the levers.
    """
    return np.asarray((start + step * np.arange(count)) % 1.0)


def distances_m(origins: Floats, goals: Floats) -> Floats:
    """Straight-line distance of every pair."""
    across = origins[:, None, 0] - goals[None, :, 0]
    up = origins[:, None, 1] - goals[None, :, 1]
    return np.asarray(np.sqrt(across**2 + up**2))
