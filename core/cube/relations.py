"""The relation between the two shares for every node: line, correlations, standard errors."""

from collections.abc import Callable
from functools import partial

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from core.cube.arrays import Floats, Integers, floats, integers, table_of
from core.cube.clustered import Lines
from core.cube.count import Counts
from core.cube.expansion import Expansion
from core.cube.fixed_point import ONE
from core.cube.geography import COUNTRY
from core.cube.grid import Grid
from core.cube.journeys import Journeys
from core.cube.lattice import DIMENSIONS, NODE
from core.cube.moments import Relation, relation
from core.cube.variance import Around, Clusters, clusters_of

ON_THE_LINE = 1e-14
"""Where r² misses one by less, everyone stands on the line: an error would be rounding."""


def clusters(found: Journeys, places: Grid) -> Callable[[], Clusters]:
    """The clusters of people that journeys come to.

    What is left to do when called needs no journeys any more, and may be done beside other work.
    """
    x = np.zeros(len(places.areas))
    x[np.searchsorted(places.areas, found.x["home_area"])] = found.x["x"] / ONE
    leaves = np.stack([found.leaves[name] for name in DIMENSIONS])
    pairs = (found.unit, np.searchsorted(places.areas, found.area), leaves)
    people = found.everyone.people.astype(np.float64)
    return partial(clusters_of, pairs, people, found.y / ONE, x, places)


def relations(
    counts: Counts, expansion: Expansion, people: Clusters, places: Grid, nationwide: bool
) -> pa.Table:
    """A row per node with its line, correlations, standard errors and numbers of clusters."""
    line = line_of(counts)
    node = expansion.numbers([integers(counts.moments, name) for name in DIMENSIONS])
    at = (places.positions(integers(counts.moments, "place")), node)
    lines = _lines(counts.moments, line, at, (len(places.places), len(expansion.nodes)))
    levels = (COUNTRY,) if nationwide else tuple(places.place_of_area)
    intercept, slope, area, unit = Around(people, expansion, places, levels, lines).errors()
    found = line_columns(counts, line)
    with np.errstate(invalid="ignore"):
        misses = line.r_squared < 1 - ON_THE_LINE
    found |= {"se_intercept": np.where(misses, intercept[at], np.nan)}
    found |= {"se_slope": np.where(misses, slope[at], np.nan)}
    found |= {
        "areas": area.clusters[at].astype(np.int64),
        "units": unit.clusters[at].astype(np.int64),
    }
    return table_of(found)


def line_columns(counts: Counts, line: Relation) -> dict[str, npt.ArrayLike]:
    """Each node with its people, line and correlations."""
    columns: dict[str, npt.ArrayLike] = {
        name: integers(counts.moments, name) for name in (*NODE, "people")
    }
    return columns | {name: getattr(line, name) for name in Relation.__dataclass_fields__}


def line_of(counts: Counts) -> Relation:
    """The line and correlations of every node, in the order of the moments."""
    moments = counts.moments
    return relation(
        (floats(moments, "x_mean"), floats(moments, "y_mean")),
        (floats(moments, "xx"), floats(moments, "xy"), floats(moments, "yy")),
        _within_clusters(moments, counts.by_cluster),
    )


def _within_clusters(moments: pa.Table, parts: pa.Table | None) -> tuple[Floats, Floats, Floats]:
    """The moments of each node around the means of its clusters; unknown where these are."""
    if parts is None:
        unknown = np.full(moments.num_rows, np.nan)
        return unknown, unknown, unknown
    key, part_key = (_row_keys(table) for table in (moments, parts))
    order = np.argsort(key)
    row = order[np.searchsorted(key, part_key, sorter=order)]
    by_cluster = np.lexsort((integers(parts, "cluster"), row))
    xx, xy, yy = (
        np.bincount(row[by_cluster], floats(parts, name)[by_cluster], len(key)).astype(np.float64)
        for name in ("xx", "xy", "yy")
    )
    return xx, xy, yy


def _row_keys(table: pa.Table) -> Integers:
    key = np.zeros(table.num_rows, np.int64)
    for name in NODE:
        key = key * (1 << 8 if name != "place" else 1) + integers(table, name)
    return key


def _lines(
    moments: pa.Table, line: Relation, at: tuple[Integers, Integers], shape: tuple[int, int]
) -> Lines:
    def spread(values: Floats) -> Floats:
        dense = np.full(shape, np.nan)
        dense[at] = values
        return dense

    return Lines(
        people=np.nan_to_num(spread(floats(moments, "people"))),
        x_mean=spread(floats(moments, "x_mean")),
        y_mean=spread(floats(moments, "y_mean")),
        slope=spread(line.slope),
        xx=spread(floats(moments, "xx")),
    )
