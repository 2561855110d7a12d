"""Classes of the people of the nodes of a part, as rows of a release.

Each node comes once for every threshold, and once for every kind of residents of whom ten or
more seem to be in it.
"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pyarrow as pa

from core.cube.arrays import column
from core.cube.classes import CELLS, EVERY_RESIDENT, kinds_of_residents
from core.cube.labelled import Nodes, labels
from core.groups.bands import GAP_BANDS
from core.protection.arrays import Codes, Whole
from core.protection.columns import counts_where, named, taken
from core.protection.counts import rounded
from core.protection.node_counts import Counted
from core.protection.protected import SEAL
from core.protection.release_table import ReleaseTable
from core.protection.states import CellState, Reason, states_of

ROWS_AT_ONCE = 1 << 15
"""Of a table: more of them take memory, and of fewer each costs more than its rows."""


def accumulation_rows(
    counted: Counted, nodes: Nodes, thresholds: Sequence[int]
) -> Iterator[ReleaseTable]:
    """The four cells at each threshold."""
    named_nodes = pa.table(nodes.columns(counted.nodes))
    number = named_nodes.num_rows
    at_once = max(1, ROWS_AT_ONCE // max(1, number))
    for first in range(0, len(thresholds), at_once):
        some = thresholds[first : first + at_once]
        cut = {"threshold": column(np.repeat(np.array(some, np.int16), number))}
        cells = {cell: [f"{cell}_{one}" for one in some] for cell in CELLS}
        rows = _rows(counted, named_nodes, cut, ["people"] * len(some), cells)
        yield ReleaseTable(SEAL, counted.everyone.profile, "accumulation", rows)


def compensation_rows(counted: Counted, nodes: Nodes, thresholds: Sequence[int]) -> ReleaseTable:
    """The bands of the gap, for everyone and for each kind of residents of which there are ten."""
    named_nodes = pa.table(nodes.columns(counted.nodes))
    kinds = tuple(kinds_of_residents(thresholds))
    whose = np.repeat(np.arange(len(kinds)), named_nodes.num_rows)
    own = ["people" if kind == EVERY_RESIDENT else kind for kind in kinds]
    bands = {band: [f"{kind}_{band}" for kind in kinds] for band in GAP_BANDS}
    residents = {"residents": labels(whose, kinds)}
    rows = _rows(counted, named_nodes, residents, own, bands)
    return ReleaseTable(SEAL, counted.everyone.profile, "compensation", rows)


def _rows(
    counted: Counted,
    nodes: pa.Table,
    what: Mapping[str, pa.Array],
    own: Sequence[str],
    cells: Mapping[str, Sequence[str]],
) -> pa.Table:
    """All nodes once for every column in ``own``, which says whom a row is about.

    ``cells`` has as many columns for each name in the release.
    """
    reasons, people = _of(counted, own)
    columns: dict[str, pa.Array] = {
        **what,
        "people": counts_where(people, reasons == Reason.NONE),
        "state": named(states_of(reasons), CellState),
        "reason": named(reasons, Reason),
    }
    for cell, each in cells.items():
        why, many = _of(counted, each)
        columns |= {
            cell: counts_where(many, why == Reason.NONE),
            f"{cell}_reason": named(why, Reason),
        }
    repeated = pa.concat_tables([nodes] * len(own)).combine_chunks()
    table = pa.table({one: repeated[one] for one in nodes.column_names} | columns)
    rows = np.flatnonzero(reasons != Reason.BELOW_TEN)
    return table if len(rows) == len(reasons) else taken(table, rows)


def _of(counted: Counted, names: Sequence[str]) -> tuple[Codes, Whole]:
    """Reasons and rounded counts of some columns, one column after another."""
    at = [counted.columns.at(name) for name in names]
    people = rounded(counted.people.T[at].ravel(), counted.everyone.profile)
    return counted.reasons.T[at].ravel(), people
