"""Shares of counts that a release shows, never of anything else."""

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc


def with_shares(rows: pa.Table, counts: Sequence[str]) -> pa.Table:
    """Rows with each count's share of their people; without one where the count is withheld."""
    for name in counts:
        rows = rows.append_column(f"{name}_share", share(rows[name], rows["people"]))
    return rows


def reasons(counts: Sequence[str]) -> tuple[str, ...]:
    """The columns that say why single counts of a row aren't shown."""
    return tuple(f"{name}_reason" for name in counts)


def share(part: pa.ChunkedArray, whole: pa.ChunkedArray) -> pa.ChunkedArray:
    """A count as a share of another; of nobody there is none."""
    found = pc.divide(part.cast("double"), whole.cast("double"))
    return pc.if_else(pc.is_nan(found), pa.nulls(len(found), pa.float64()), found)
