"""Counts as long tables, a row per node and measure: the shape that a release has."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from core.cube.arrays import column, defined, floats
from core.cube.classes import CELLS, Classes, kinds_of_residents
from core.cube.composition import Composition, reading_order
from core.cube.count import Counts
from core.cube.geography import Geography
from core.cube.labelled import Nodes, constant, in_order, labels, place_columns
from core.groups.bands import GAP_BANDS
from core.groups.person import GENERATION

LINE = ("intercept", "slope", "r_squared", "r", "partial_r")
ERRORS = ("se_intercept", "se_slope")


def opportunity(nodes: Nodes, means: pa.Table) -> pa.Table:
    """People and their mean shares, at home and in the setting."""
    means = in_order(means)
    shares = {"neighbourhood_share": means["x_mean"], "setting_share": means["y_mean"]}
    people = whole(means, ("people", "same_municipality"))
    return pa.table(nodes.columns(means) | people | shares)


def accumulation(nodes: Nodes, counts: Counts, thresholds: Sequence[int]) -> pa.Table:
    """People below each threshold at home, in the setting, in both and in neither."""
    people = Classes(counts.binned["people"], thresholds)
    columns = nodes.columns(counts.moments)
    rows = counts.moments.num_rows
    return pa.concat_tables(
        pa.table(
            columns
            | {"threshold": column(np.full(rows, threshold, np.int16))}
            | {cell: column(people.of(f"{cell}_{threshold}")) for cell in CELLS}
        )
        for threshold in thresholds
    )


def compensation(nodes: Nodes, counts: Counts, thresholds: Sequence[int]) -> pa.Table:
    """People in each band of the gap, for all and for the residents of each band at home.

    A kind of residents of which a node has nobody gets no row, as a node without people has none.
    """
    people = Classes(counts.binned["people"], thresholds)
    columns = nodes.columns(counts.moments)

    def of(residents: str) -> pa.Table:
        bands = {band: column(people.of(f"{residents}_{band}")) for band in GAP_BANDS}
        kind = {"residents": constant(residents, counts.moments.num_rows)}
        anyone = np.flatnonzero(people.of(residents))
        return pa.table(columns | kind | bands).take(column(anyone))

    return pa.concat_tables(map(of, kinds_of_residents(thresholds)))


def relation(nodes: Nodes, lines: pa.Table) -> pa.Table:
    """The line of each node, with whatever was worked out beside it."""
    lines = in_order(lines)
    names = lines.column_names
    counted = [name for name in ("people", "areas", "units") if name in names]
    fitted = [name for name in (*LINE, *ERRORS) if name in names]
    return pa.table(
        nodes.columns(lines)
        | whole(lines, counted)
        | {name: defined(floats(lines, name)) for name in fitted}
    )


def composition(found: Composition, geography: Geography) -> pa.Table:
    """Residents by place, category and generation."""
    unordered = found.cells()
    order = reading_order(*unordered, geography)
    place, category, generation = cells = tuple(one[order] for one in unordered)
    rows = len(place)
    return pa.table(
        {
            "year": column(np.full(rows, found.year, np.int16)),
            "scheme": constant(found.scheme.code, rows),
            "category": labels(category, found.scheme.nodes),
            "generation": labels(generation, GENERATION.nodes),
        }
        | place_columns(place, geography)
        | {"people": column(found.people[cells])}
    )


def whole(table: pa.Table, names: Sequence[str]) -> dict[str, pa.Array]:
    """Columns of whole numbers, however wide the engine made them."""
    return {name: table[name].cast(pa.int64()) for name in names}
