"""Shares of counts that a release shows, never of anything else."""

from collections.abc import Sequence
from functools import reduce

import pyarrow as pa
import pyarrow.compute as pc


def with_shares(rows: pa.Table, counts: Sequence[str]) -> pa.Table:
    """Rows with the people of all counts together, and each count's share of them."""
    people = reduce(pc.add, (rows[name] for name in counts))
    rows = rows.append_column("people", people)
    base = pc.if_else(pc.equal(people, 0), None, people).cast("double")
    for name in counts:
        rows = rows.append_column(f"{name}_share", pc.divide(rows[name].cast("double"), base))
    return rows
