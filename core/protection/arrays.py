"""The kinds of array that protection speaks in, and the refusal of any other."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.errors import ProtectionError

Whole = NDArray[np.int64]
Keys = NDArray[np.uint64]
Real = NDArray[np.float64]
Marks = NDArray[np.bool_]
Codes = NDArray[np.uint8]


def whole_numbers(values: NDArray[Any], what: str) -> Whole:
    """A row of whole numbers as int64; floats and truth values are refused."""
    if not isinstance(values, np.ndarray) or values.ndim != 1 or values.dtype.kind not in "iu":
        raise ProtectionError(
            f"{what}: expected a one-dimensional array of whole numbers; "
            "floats may have lost digits, so count again in integers"
        )
    return values.astype(np.int64, copy=False)


def key_numbers(values: NDArray[Any], what: str) -> Keys:
    """A row of keys; anything but uint64 is refused, for it may have lost digits."""
    if not isinstance(values, np.ndarray) or values.ndim != 1 or values.dtype != np.uint64:
        raise ProtectionError(
            f"{what}: expected a one-dimensional array of uint64; keys that went through "
            "float or int64 are no longer exact, so sum them modulo 2^64 instead"
        )
    return values


def truth_values(values: NDArray[Any], what: str) -> Marks:
    """A row of truth values; numbers that pass for truth are refused."""
    if not isinstance(values, np.ndarray) or values.ndim != 1 or values.dtype != np.bool_:
        raise ProtectionError(f"{what}: expected a one-dimensional array of truth values")
    return values


def same_length(what: str, *rows: NDArray[Any]) -> int:
    """The length that all rows share; rows that don't belong together are refused."""
    lengths = {len(row) for row in rows}
    if len(lengths) != 1:
        raise ProtectionError(
            f"{what}: arrays of lengths {sorted(lengths)}; expected one entry per cell in each"
        )
    return lengths.pop()


def immutable(values: NDArray[Any], dtype: type[np.generic]) -> NDArray[Any]:
    """A copy on a read-only buffer, so that nobody can make it writable again."""
    copy = np.asarray(values, dtype=dtype)
    return np.ndarray(copy.shape, dtype, copy.tobytes())
