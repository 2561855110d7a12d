"""From the finest cells to every node: categories up their trees, places up the map.

All breakdowns are summed at once for the places of the cells, which leaves few rows,
and from there to all levels. Every column is a sum of whole numbers, so a node
is the exact sum of its parts, whichever way it was reached.
"""

from collections.abc import Sequence

import numpy as np

from core.cube.arrays import table_of
from core.cube.engine import Engine
from core.cube.geography import COUNTRY, Geography
from core.cube.lattice import DIMENSIONS, Breakdown, Lattice
from core.groups.person import GENDER, GENERATION
from core.groups.scheme import Scheme
from core.groups.setting import Setting

NOT_SPLIT = -2
"""Stands for the leaf of a dimension that a breakdown leaves together; it counts for the root."""
PART_SQL = (
    " + ".join(
        f"CASE WHEN {name}_leaf = {NOT_SPLIT} THEN 0 ELSE {1 << place} END"
        for place, name in enumerate(DIMENSIONS)
    )
    + " AS part"
)


def schemes(setting: Setting) -> dict[str, Scheme]:
    """The scheme of each dimension in a setting."""
    return dict(zip(DIMENSIONS, (setting.origin, GENERATION, GENDER, setting.stratum), strict=True))


def give_lookups(engine: Engine, setting: Setting, places: Geography, lattice: Lattice) -> None:
    """Make known which nodes each record category and each place counts for."""
    for dimension, scheme in schemes(setting).items():
        pairs = [
            (leaf, scheme.nodes.index(node))
            for leaf, code in enumerate(scheme.leaves)
            for node in (scheme.path(code) if lattice.in_one_go else scheme.path(code)[:-1])
        ]
        leaves, nodes = np.array([*pairs, (NOT_SPLIT, 0)], np.int32).T
        engine.give(f"{dimension}_nodes", table_of({"leaf": leaves, "node": nodes}))
    present = [level for level in lattice.levels if level in places.levels]
    engine.give("everywhere", places.memberships(lattice.cell_level, present))
    engine.give("nationwide", places.memberships("cluster", (COUNTRY,)))


def leaves_sql(
    source: str,
    place: str,
    breakdowns: Sequence[Breakdown],
    *,
    kept: Sequence[str] = (),
    sums: Sequence[str],
) -> str:
    """``source`` summed to the leaves of each breakdown; NOT_SPLIT where it has none."""
    occurring = {name for parts in breakdowns for name in parts}
    leaves = [
        f"COALESCE({name}, {NOT_SPLIT}) AS {name}_leaf"
        if name in occurring
        else f"{NOT_SPLIT} AS {name}_leaf"
        for name in DIMENSIONS
    ]
    totals = [f"SUM({column}) AS {column}" for column in sums]
    sets = ", ".join(f"({', '.join((place, *parts, *kept))})" for parts in breakdowns)
    columns = ", ".join((place, *leaves, *kept, *totals))
    return f"SELECT {columns} FROM {source} GROUP BY GROUPING SETS ({sets})"


def split(leaves: str, place: str, kept: Sequence[str], sums: Sequence[str]) -> str:
    """Leaves, each counted in all its nodes; ``part`` tells breakdowns apart."""
    nodes = [f"{part}_nodes.node AS {part}" for part in DIMENSIONS]
    columns = ", ".join((place, PART_SQL, *nodes, *kept, *sums))
    joins = " ".join(f"JOIN {part}_nodes ON {part}_nodes.leaf = {part}_leaf" for part in DIMENSIONS)
    return f"SELECT {columns} FROM ({leaves}) AS leaves {joins}"


def part_of(breakdown: Breakdown) -> int:
    """The number by which a breakdown is told apart in the engine."""
    return sum(1 << place for place, name in enumerate(DIMENSIONS) if name in breakdown)


def rolled_up(source: str, place: str, membership: str, columns: Sequence[str]) -> str:
    """Nodes of places summed to every place they count for, kept apart by cluster."""
    keys = ", ".join(("part", *DIMENSIONS))
    totals = ", ".join(f"SUM({column}) AS {column}" for column in columns)
    nodes = f"SELECT {place} AS cell_place, {keys}, {totals} FROM ({source}) AS node"
    return f"""
        SELECT place, cluster, {keys}, {totals}
        FROM ({nodes} GROUP BY {place}, {keys}) AS part JOIN {membership} USING (cell_place)
        GROUP BY place, cluster, {keys}"""
