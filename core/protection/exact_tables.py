"""Exact figures as release tables, for the researcher inside the secure environment.

A release made from these bears the profile ``workbench``: it is marked UNPROTECTED, and the
server shows it on loopback only.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa

from core.cube import tables
from core.cube.arrays import column, integers
from core.cube.classes import CELLS
from core.cube.composition import Composition
from core.cube.cube import Cube, Part
from core.cube.labelled import Nodes, constant, labels
from core.groups.bands import GAP_BANDS
from core.protection.release_table import ReleaseTable, exact_rows

NO_REASONS = {
    "opportunity": ("same_municipality",),
    "accumulation": CELLS,
    "compensation": GAP_BANDS,
}
"""Counts that have a reason of their own beside that of the row."""


class ExactTables:
    """Makes the release tables of a cube without any protection."""

    def __init__(self, counted: Cube) -> None:
        self._geography, self._thresholds = counted.geography, counted.lattice.thresholds

    def of_part(self, part: Part) -> Iterator[ReleaseTable]:
        """The tables of one part of the cube."""
        nodes = Nodes(part.setting, part.year, part.breakdown, self._geography)
        yield _shown("opportunity", tables.opportunity(nodes, part.counts.moments))
        if part.home_areas is not None:
            yield _shown("opportunity", tables.opportunity(nodes, part.home_areas))
        accumulated = tables.accumulation(nodes, part.counts, self._thresholds)
        yield _shown("accumulation", with_people(accumulated, CELLS))
        compensated = tables.compensation(nodes, part.counts, self._thresholds)
        yield _shown("compensation", with_people(compensated, GAP_BANDS))
        yield _shown("relation", tables.relation(nodes, part.relation), undefined="slope")

    def of_composition(self, found: Composition) -> ReleaseTable:
        """The table of one composition."""
        return _shown("composition", tables.composition(found, self._geography))


def with_people(rows: pa.Table, counts: Sequence[str]) -> pa.Table:
    """The rows with the sum of their counts: everyone is in one of them."""
    people = np.sum([integers(rows, name) for name in counts], axis=0, dtype=np.int64)
    return rows.append_column("people", column(np.asarray(people)))


def _shown(name: str, table: pa.Table, undefined: str = "") -> ReleaseTable:
    rows = table.num_rows
    lacks = table[undefined].is_null().to_numpy() if undefined else np.zeros(rows, np.bool_)
    state = labels(lacks.astype(np.int32), ("value", "not_applicable"))
    reason = labels(lacks.astype(np.int32), ("none", "no_spread"))
    table = table.append_column("state", state).append_column("reason", reason)
    for count in NO_REASONS.get(name, ()):
        table = table.append_column(f"{count}_reason", constant("none", rows))
    return exact_rows(name, table)
