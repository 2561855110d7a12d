"""Numbers that look random and are the same on every machine, in any order of asking."""

import numpy as np
from numpy.typing import NDArray

from core.demo.geography.arrays import Floats, Integers

_STEP = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)


def _mixed(keys: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The finalizer of splitmix64 (Steele, Lea and Flood 2014): whole-number arithmetic only."""
    keys = keys + _STEP
    keys = (keys ^ (keys >> np.uint64(30))) * _FIRST
    keys = (keys ^ (keys >> np.uint64(27))) * _SECOND
    return keys ^ (keys >> np.uint64(31))


def uniform(seed: int, *keys: Integers) -> Floats:
    """One number in [0, 1) for each combination of keys."""
    state = _mixed(np.asarray([seed], dtype=np.uint64))
    for key in keys:
        state = _mixed(state ^ np.asarray(key, dtype=np.int64).view(np.uint64))
    return (state >> np.uint64(11)).astype(np.float64) * 2.0**-53


def noise(seed: int, metres: Floats, wavelength_m: float) -> Floats:
    """A smooth random surface between -1 and 1 that changes over about one wavelength."""
    waves = metres / wavelength_m
    column, row = np.floor(waves).T
    across, up = (waves - np.floor(waves)).T
    across = across * across * (3 - 2 * across)
    up = up * up * (3 - 2 * up)
    i, j = column.astype(np.int64), row.astype(np.int64)
    low = uniform(seed, i, j) * (1 - across) + uniform(seed, i + 1, j) * across
    high = uniform(seed, i, j + 1) * (1 - across) + uniform(seed, i + 1, j + 1) * across
    return np.asarray(2 * (low * (1 - up) + high * up) - 1)
