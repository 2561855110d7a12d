"""Shares of counts that a release shows, never of anything else."""

from collections.abc import Sequence
from functools import reduce

import pyarrow as pa
import pyarrow.compute as pc


def with_shares(rows: pa.Table, counts: Sequence[str]) -> pa.Table:
    """Rows with the people of all counts together, and each count's share of them."""
    people = reduce(pc.add, (rows[name] for name in counts))
    rows = rows.append_column("people", people)
    whole = people.cast("double")
    for name in counts:
        share = pc.divide(rows[name].cast("double"), whole)
        # Of nobody there is no share: 0/0 is not a number, and in the answer there is none.
        none = pa.nulls(rows.num_rows, pa.float64())
        rows = rows.append_column(f"{name}_share", pc.if_else(pc.is_nan(share), none, share))
    return rows
