"""Columns of a release: figures where they are shown, and the names of states and reasons."""

from functools import cache

import numpy as np
import pyarrow as pa

from core.cube.arrays import column, texts
from core.protection.arrays import Codes, Marks, Real, Whole
from core.protection.states import CellState, Reason


def counts_where(values: Whole, shown: Marks) -> pa.Array:
    """Whole numbers, with nothing where they are not shown."""
    kept = np.where(shown, values, 0).astype(np.int64)
    valid = pa.py_buffer(np.packbits(shown, bitorder="little"))
    return pa.Array.from_buffers(pa.int64(), len(kept), [valid, pa.py_buffer(kept)])


def figures_where(values: Real, shown: Marks) -> pa.Array:
    """Figures, with nothing where they are not shown or undefined."""
    shown = shown & ~np.isnan(values)
    kept = np.where(shown, values, 0.0)
    valid = pa.py_buffer(np.packbits(shown, bitorder="little"))
    return pa.Array.from_buffers(pa.float64(), len(kept), [valid, pa.py_buffer(kept)])


def named(codes: Codes, kind: type[CellState] | type[Reason]) -> pa.Array:
    """The published names of codes, such as ``withheld`` and ``below_ten``."""
    first, names = _names_of(kind)
    return pa.DictionaryArray.from_arrays(column(codes.astype(np.int32) - first), names)


@cache
def _names_of(kind: type[CellState] | type[Reason]) -> tuple[int, pa.Array]:
    """The lowest code, and all names from there on."""
    members = sorted(kind)
    return int(members[0]), texts([member.name.lower() for member in members])


def taken(rows: pa.Table, chosen: Whole) -> pa.Table:
    """Some rows of a table, in this order."""
    return rows.take(column(chosen))
