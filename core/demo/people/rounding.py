"""Whole people from expected numbers."""

import numpy as np

from core.demo.geography.arrays import Floats, Integers


def whole(expected: Floats, total: int, start: float = 0.5) -> Integers:
    """Whole numbers in proportion to the expected ones that add up to exactly the total.

    Any run of neighbouring cells comes within one of what is expected of it.
    """
    until = np.cumsum(expected.ravel())
    steps = np.floor(until * (total / until[-1]) + start).astype(np.int64)
    steps[-1] = total
    return np.asarray(np.diff(steps, prepend=0)).reshape(expected.shape)
