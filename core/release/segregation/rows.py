"""Arrays of indices as rows of the release."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from core.cube.arrays import Integers, column, defined, integers
from core.cube.labelled import constant, labels
from core.indices.units import FloatArray
from core.release.segregation.rules import REASONS, STATES, Codes

ALL_GROUPS = "all"
_YEAR_BITS = 16
FIGURES = ("value", "corrected", "lower", "upper", "expected")


@dataclass(frozen=True, eq=False)
class Block:
    """One index of all places of a level in one year, over units of one level.

    Every array is places × groups, or places × groups × others.
    """

    index: str
    year: int
    level: str
    unit_level: str
    places: tuple[str, ...]
    groups: tuple[str, ...]
    others: tuple[str, ...]
    units: FloatArray
    """Inhabited units per place."""
    figures: dict[str, FloatArray]
    state: Codes
    reason: Codes


def table_of_blocks(blocks: Sequence[Block]) -> pa.Table:
    """The rows of some blocks of one index, by unit level, place, group and year.

    So ordered, what is asked of one place, or of all places in one group, lies together.
    """
    table = pa.concat_tables([_rows(block) for block in blocks]).unify_dictionaries()
    code = np.zeros(table.num_rows, np.int64)
    for key in ("unit_level", "level", "place", "group", "other"):
        rank, names = _ranks(table[key])
        code = code * names + rank
    code = (code << _YEAR_BITS) + integers(table, "year")
    return table.take(column(np.argsort(code, kind="stable")))


def _ranks(names: pa.ChunkedArray) -> tuple[Integers, int]:
    """Where each name stands among those that occur, put in order, and how many these are."""
    known = names.chunk(0).dictionary.to_pylist() if names.num_chunks else []
    order = np.empty(len(known), np.int64)
    order[sorted(range(len(known)), key=known.__getitem__)] = np.arange(len(known))
    at = pa.chunked_array([chunk.indices for chunk in names.chunks], pa.int32())
    return order[integers(pa.table({"at": at}), "at")], len(known)


def _rows(block: Block) -> pa.Table:
    shape = (len(block.places), len(block.groups), len(block.others))
    place, group, other = (axis.ravel() for axis in np.indices(shape))
    rows = len(place)
    figures = {
        name: defined(np.ascontiguousarray(_flat(block.figures.get(name), rows)))
        for name in FIGURES
    }
    return pa.table(
        {
            "year": column(np.full(rows, block.year, np.int16)),
            "level": constant(block.level, rows),
            "place": labels(place, block.places),
            "unit_level": constant(block.unit_level, rows),
            "index": constant(block.index, rows),
            "group": labels(group, block.groups),
            "other": labels(other, block.others),
            "units": column(block.units[place].astype(np.int64)),
            **figures,
            "state": labels(block.state.ravel(), STATES),
            "reason": labels(block.reason.ravel(), REASONS),
        }
    )


def _flat(values: FloatArray | None, rows: int) -> FloatArray:
    return np.full(rows, np.nan) if values is None else values.ravel()
