"""X ln X of a count X that varies as Poisson's does: mean, slope and what is left, tabulated."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from scipy.special import gammaln

from core.indices.units import FloatArray

FEWEST, MOST, POINTS = 1e-4, 1e3, 400
"""Expected counts between which the table runs; beyond it, its ends hold to four digits."""


class Entropic(NamedTuple):
    """By expected count λ: E[X ln X] − λ ln λ, the slope on X less ln λ, and the rest's variance.

    For large λ they are ½, 1 and ½.
    """

    excess: FloatArray
    slope: FloatArray
    rest: FloatArray


def entropic(expected: FloatArray) -> Entropic:
    """Of every expected count, from the table."""
    return Entropic(*_looked_up(expected, slice(None)))


def entropic_excess(expected: FloatArray) -> FloatArray:
    """The first of the three alone."""
    (excess,) = _looked_up(expected, slice(1))
    return np.asarray(excess)


def _looked_up(expected: FloatArray, columns: slice) -> FloatArray:
    """By straight lines between points that lie evenly in ln λ."""
    low, high = np.log(FEWEST), np.log(MOST)
    at = np.log(np.clip(expected, FEWEST, MOST)) - low
    at *= (POINTS - 1) / (high - low)
    point = np.minimum(at.astype(np.int64), POINTS - 2)
    part = at - point
    table = _table()[columns]
    return np.asarray(table[:, point] * (1.0 - part) + table[:, point + 1] * part)


@lru_cache(maxsize=1)
def _table() -> FloatArray:
    where = np.linspace(np.log(FEWEST), np.log(MOST), POINTS)
    expected = np.exp(where)
    count = np.arange(int(MOST + 12 * np.sqrt(MOST)))
    value = count * np.log(np.maximum(count, 1))
    chance = np.exp(count * where[:, None] - expected[:, None] - gammaln(count + 1))
    mean, square, product = (chance @ one for one in (value, value**2, value * count))
    covariance = product - mean * expected
    rest = square - mean**2 - covariance**2 / expected
    return np.stack([mean - expected * where, covariance / expected - where, rest])
