"""From the finest cells to every node: categories up their trees, places up the map.

Each breakdown is summed once for the places of the cells, which leaves few rows,
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
        leaves, nodes = np.array(pairs, np.int32).T
        engine.give(f"{dimension}_nodes", table_of({"leaf": leaves, "node": nodes}))
    present = [level for level in lattice.levels if level in places.levels]
    engine.give("everywhere", places.memberships(lattice.cell_level, present))
    engine.give("nationwide", places.memberships("cluster", (COUNTRY,)))


def keep_leaves(  # noqa: PLR0913 (what is summed, by what, and for which breakdowns)
    engine: Engine,
    source: str,
    place: str,
    breakdowns: Sequence[Breakdown],
    *,
    kept: Sequence[str],
    sums: Sequence[str],
) -> None:
    """Keep ``source`` summed to the leaves of each breakdown, as tables named by ``leaves_of``.

    A breakdown is summed from the leaves of a finer one where there is one, which has fewer rows.
    """
    totals = ", ".join(f"SUM({column}) AS {column}" for column in sums)
    for parts in sorted(breakdowns, key=len, reverse=True):
        finer = (
            leaves_of(source, place, other)
            for other in breakdowns
            if len(other) == len(parts) + 1 and set(parts) < set(other)
        )
        keys = ", ".join((place, *parts, *kept))
        query = f"SELECT {keys}, {totals} FROM {next(finer, source)} GROUP BY {keys}"
        engine.keep(leaves_of(source, place, parts), query)


def leaves_of(source: str, place: str, parts: Breakdown) -> str:
    """The name of the table with the leaves of a breakdown."""
    return "_".join((source, place, *parts))


def split(
    source: str, place: str, parts: Breakdown, kept: Sequence[str], sums: Sequence[str]
) -> str:
    """The kept leaves of one breakdown, each counted in all its nodes."""
    nodes = [
        f"{part}_nodes.node AS {part}" if part in parts else f"0 AS {part}" for part in DIMENSIONS
    ]
    columns = ", ".join((place, *nodes, *kept, *sums))
    joins = " ".join(f"JOIN {part}_nodes ON {part}_nodes.leaf = part.{part}" for part in parts)
    return f"SELECT {columns} FROM {leaves_of(source, place, parts)} AS part {joins}"


def rolled_up(source: str, membership: str, columns: Sequence[str]) -> str:
    """Rows by ``cell_place`` summed to every place they count for, kept apart by cluster."""
    keys = ", ".join(("place", "cluster", *DIMENSIONS))
    totals = ", ".join(f"SUM({column}) AS {column}" for column in columns)
    return f"""
        SELECT {keys}, {totals}
        FROM {source} AS part JOIN {membership} USING (cell_place) GROUP BY {keys}"""


def summed(source: str, place: str, columns: Sequence[str]) -> str:
    """Rows by ``cell_place`` and nodes, over whatever else ``source`` keeps apart."""
    keys = ", ".join((place, *DIMENSIONS))
    totals = ", ".join(f"SUM({column}) AS {column}" for column in columns)
    given = ", ".join((f"{place} AS cell_place", *DIMENSIONS, *columns))
    return f"SELECT {given} FROM (SELECT {keys}, {totals} FROM {source} GROUP BY {keys}) AS part"
