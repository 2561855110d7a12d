"""Exact figures as release tables, for the researcher inside the secure environment.

A release made from these is marked unprotected, and the server shows it on
loopback only.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa

from core.cube import tables
from core.cube.composition import Composition
from core.cube.cube import Part
from core.cube.geography import Geography
from core.cube.labelled import Nodes, labels

PROFILE = "unprotected"


def tables_of(
    part: Part, geography: Geography, thresholds: Sequence[int]
) -> Iterator[tuple[str, pa.Table]]:
    """The release tables of one part of the cube."""
    nodes = Nodes(part.setting, part.year, part.breakdown, geography)
    yield "opportunity", _shown(tables.opportunity(nodes, part.counts.moments))
    if part.home_areas is not None:
        yield "opportunity", _shown(tables.opportunity(nodes, part.home_areas))
    yield "accumulation", _shown(tables.accumulation(nodes, part.counts, thresholds))
    yield "compensation", _shown(tables.compensation(nodes, part.counts, thresholds))
    yield "relation", _shown(tables.relation(nodes, part.relation), undefined="slope")


def composition_table(found: Composition, geography: Geography) -> pa.Table:
    """The release table of one composition."""
    return _shown(tables.composition(found, geography))


def _shown(table: pa.Table, undefined: str = "") -> pa.Table:
    rows = table.num_rows
    lacks = table[undefined].is_null().to_numpy() if undefined else np.zeros(rows, np.bool_)
    state = labels(lacks.astype(np.int32), ("value", "not_applicable"))
    reason = labels(lacks.astype(np.int32), ("none", "no_spread"))
    return table.append_column("state", state).append_column("reason", reason)
