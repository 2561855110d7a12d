"""Between Arrow and numpy, by the bytes: Arrow's own conversions import pandas.

That import takes longer than counting the country does.
"""

import math
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Truths = npt.NDArray[np.bool_]


def column(values: npt.NDArray[np.generic]) -> pa.Array:
    """Numbers as an Arrow array."""
    kind = pa.from_numpy_dtype(values.dtype)
    return pa.Array.from_buffers(
        kind, len(values), [None, pa.py_buffer(np.ascontiguousarray(values))]
    )


def defined(values: Floats) -> pa.Array:
    """Numbers as an Arrow array that has no value where they are undefined."""
    valid = np.packbits(~np.isnan(values), bitorder="little")
    buffers = [pa.py_buffer(valid), pa.py_buffer(np.ascontiguousarray(values))]
    return pa.Array.from_buffers(pa.float64(), len(values), buffers)


def texts(names: Sequence[str]) -> pa.Array:
    """Names as an Arrow array."""
    encoded, lengths = "".join(names).encode(), list(map(len, names))
    if len(encoded) != sum(lengths):
        # Letters with an accent take more than one byte.
        lengths = [len(name.encode()) for name in names]
    ends = np.cumsum([0, *lengths], dtype=np.int32)
    buffers = [None, pa.py_buffer(ends), pa.py_buffer(encoded)]
    return pa.Array.from_buffers(pa.string(), len(names), buffers)


def table_of(columns: Mapping[str, npt.ArrayLike]) -> pa.Table:
    """Columns of numbers as a table."""
    arrays = [column(np.asarray(values)) for values in columns.values()]
    return pa.Table.from_arrays(arrays, list(columns))


def values_of(table: pa.Table, name: str) -> npt.NDArray[np.generic]:
    """A column of numbers without gaps."""
    parts = [_values(chunk) for chunk in table[name].chunks]
    kind = table.schema.field(name).type.to_pandas_dtype()
    return np.concatenate(parts) if parts else np.zeros(0, kind)


def _values(chunk: pa.Array) -> npt.NDArray[np.generic]:
    if chunk.null_count:
        raise ValueError("a column of numbers has gaps")
    kind = np.dtype(chunk.type.to_pandas_dtype())
    found: npt.NDArray[np.generic] = np.frombuffer(
        chunk.buffers()[1], kind, len(chunk), chunk.offset * kind.itemsize
    )
    return found


def wrapped(
    at: Integers, keys: npt.NDArray[np.uint64], shape: tuple[int, ...]
) -> npt.NDArray[np.uint64]:
    """Sums modulo 2^64 at each position; of each there are fewer than two million.

    In two halves: of so few numbers of 32 bits the sum is exact in floating point.
    """
    size, half = math.prod(shape), np.uint64(32)
    high, low = (
        np.bincount(at, part.astype(np.float64), size).astype(np.uint64)
        for part in (keys >> half, keys & np.uint64((1 << 32) - 1))
    )
    return ((high << half) + low).reshape(shape)


def integers(table: pa.Table, name: str) -> Integers:
    """A column of whole numbers."""
    return values_of(table, name).astype(np.int64, copy=False)


def floats(table: pa.Table, name: str) -> Floats:
    """A column of floating-point numbers."""
    return values_of(table, name).astype(np.float64, copy=False)


def gapped(column: pa.ChunkedArray) -> Floats:
    """A column of numbers, NaN where there is none."""
    cells = column.cast(pa.float64()).combine_chunks()
    if not len(cells):
        return np.zeros(0)
    found: Floats = np.array(
        _values(
            pa.Array.from_buffers(
                pa.float64(), len(cells), [None, cells.buffers()[1]], offset=cells.offset
            )
        )
    )
    if cells.null_count:
        found[_values(cells.is_null().cast(pa.uint8())) == 1] = np.nan
    return found
