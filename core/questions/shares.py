"""Shares of counts that a release shows, never of anything else."""

from collections.abc import Sequence
from functools import reduce

import pyarrow as pa
import pyarrow.compute as pc


def with_shares(rows: pa.Table, counts: Sequence[str]) -> pa.Table:
    """Rows with the people of all counts together, and each count's share of them."""
    people = reduce(pc.add, (rows[name] for name in counts))
    rows = rows.append_column("people", people)
    for name in counts:
        rows = rows.append_column(f"{name}_share", share(rows[name], people))
    return rows


def share(part: pa.ChunkedArray, whole: pa.ChunkedArray) -> pa.ChunkedArray:
    """A count as a share of another; of nobody there is none."""
    found = pc.divide(part.cast("double"), whole.cast("double"))
    return pc.if_else(pc.is_nan(found), pa.nulls(len(found), pa.float64()), found)
