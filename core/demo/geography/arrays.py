"""The kinds of arrays used here, and two things done with them everywhere."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Truths = NDArray[np.bool_]
Shapes = NDArray[np.object_]


def summed(label: Integers, amount: Floats, count: int) -> Floats:
    """The total amount under each label 0 to ``count`` - 1."""
    return np.asarray(np.bincount(label, amount, count), dtype=np.float64)


def run_starts(values: NDArray[np.generic]) -> Truths:
    """Whether each value begins a run of equal values."""
    starts = np.ones(len(values), dtype=np.bool_)
    starts[1:] = values[1:] != values[:-1]
    return starts
