"""Many people choosing at once, each among the options open to them."""

from collections.abc import Iterator

import numpy as np

from core.demo.geography.arrays import Floats, Integers
from core.demo.geography.draws import uniform

GOLDEN, SILVER, BRONZE = (5**0.5 - 1) / 2, 2**0.5 - 1, 3**0.5 - 1
"""Steps around a circle that never come back to where they were, nor move in time together:
who follow each other then divide over their options nearly as their weights say."""


def chosen(weights: Floats, first: Integers, last: Integers, draw: Floats) -> Integers:
    """The option each person takes among ``first`` up to, not including, ``last``.

    Options stand in one line with their weights; ``draw`` is a number in [0, 1) per person.
    """
    until = np.concatenate([[0.0], np.cumsum(weights)])
    start, end = until[first], until[last]
    picked = _passed(until[1:], start + draw * (end - start))
    return np.asarray(np.clip(picked, first, last - 1))


def _passed(until: Floats, goals: Floats) -> Integers:
    """How many of the rising ``until`` each goal has passed.

    The same as a search from the middle, but that waits for the memory at each of its steps.
    Most goals are found at once in a table of equal stretches: rounding down keeps the order,
    so whatever ends in an earlier stretch is passed, and in a later one is not.
    """
    if len(goals) < len(until):
        return np.searchsorted(until, goals, side="right")
    stretches = 2 * len(until)
    per_unit = stretches / until[-1]
    ends = np.bincount((until * per_unit).astype(np.int64), minlength=stretches + 1)
    before = np.concatenate([[0], np.cumsum(ends)])
    stretch = (goals * per_unit).astype(np.int64)
    passed = before[stretch]
    in_doubt = before[stretch + 1] - passed
    passed += (in_doubt > 0) & (until[np.minimum(passed, len(until) - 1)] <= goals)
    several = np.flatnonzero(in_doubt > 1)
    passed[several] = np.searchsorted(until, goals[several], side="right")
    return np.asarray(passed)


def chosen_of_row(weights: Floats, row: Integers, draw: Floats) -> Integers:
    """The column each person takes in the person's row of a table of weights."""
    columns = weights.shape[1]
    option = chosen(weights.ravel(), row * columns, (row + 1) * columns, draw)
    return np.asarray(option - row * columns)


def told_apart(cell: Integers, seed: int, steps: tuple[float, ...]) -> Iterator[Floats]:
    """Numbers in [0, 1) for people of sorted cells, spread evenly over those of each cell.

    One number per person for each step. They follow from the seed, the cell and the rank in it
    alone: when a lever moves people elsewhere, all others still draw what they drew.
    """
    starts = np.flatnonzero(np.diff(cell, prepend=-1))
    times = np.diff(starts, append=len(cell))
    rank = np.arange(len(cell)) - np.repeat(starts, times)
    for number, step in enumerate(steps):
        draws = np.repeat(uniform(seed + number, cell[starts]), times)
        draws += step * rank
        draws -= np.floor(draws)
        yield draws


def distances_m(origins: Floats, goals: Floats) -> Floats:
    """Straight-line distance of every pair."""
    across = origins[:, None, 0] - goals[None, :, 0]
    up = origins[:, None, 1] - goals[None, :, 1]
    return np.asarray(np.sqrt(across**2 + up**2))
