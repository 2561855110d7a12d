"""From the finest cells to every node: categories up their trees, places up the map.

Each breakdown is summed once for the places of the cells, which leaves few rows,
and from there to all levels. Every column is a sum of whole numbers, so a node
is the exact sum of its parts, whichever way it was reached.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from core.cube.arrays import table_of
from core.cube.engine import Engine
from core.cube.geography import COUNTRY, Geography
from core.cube.lattice import DIMENSIONS, Breakdown, Lattice
from core.groups.bands import CONTACT_POOR_PERCENT, GAP_BANDS, NEIGHBOURHOOD_BANDS
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


def split(
    source: str, places: Sequence[str], parts: Breakdown, kept: Sequence[str], sums: Sequence[str]
) -> str:
    """The rows of ``source`` summed to one breakdown, each leaf counted in all its nodes."""
    keys = ", ".join((*places, *parts, *kept))
    totals = ", ".join(f"SUM({column}) AS {column}" for column in sums)
    nodes = [
        f"{part}_nodes.node AS {part}" if part in parts else f"0 AS {part}" for part in DIMENSIONS
    ]
    columns = ", ".join((*places, *nodes, *kept, *sums))
    joins = " ".join(f"JOIN {part}_nodes ON {part}_nodes.leaf = part.{part}" for part in parts)
    part = f"SELECT {keys}, {totals} FROM {source} GROUP BY {keys}"
    return f"SELECT {columns} FROM ({part}) AS part {joins}"


def rolled_up(source: str, membership: str, columns: Sequence[str]) -> str:
    """Rows by ``cell_place`` summed to every place they count for, kept apart by cluster."""
    keys = ", ".join(("place", "cluster", *DIMENSIONS))
    totals = ", ".join(f"SUM({column}) AS {column}" for column in columns)
    return f"""
        SELECT {keys}, {totals}
        FROM {source} AS part JOIN {membership} USING (cell_place) GROUP BY {keys}"""


def summed(source: str, place: str, expressions: Mapping[str, str]) -> str:
    """Rows by place and nodes with conditional sums over the classes of a split."""
    keys = ", ".join(DIMENSIONS)
    totals = ", ".join(
        f"COALESCE({sql}, 0) AS {name}" if "FILTER" in sql else f"{sql} AS {name}"
        for name, sql in expressions.items()
    )
    return f"SELECT {place} AS cell_place, {keys}, {totals} FROM {source} GROUP BY {place}, {keys}"


def _people(condition: str) -> str:
    """SQL for the people of a condition."""
    return f"SUM(people) FILTER (WHERE {condition})"


def accumulation_sums(thresholds: Sequence[int]) -> dict[str, str]:
    """At each threshold, who is below it at home and in the setting, in one, in neither."""
    found: dict[str, str] = {}
    for position, threshold in enumerate(sorted(thresholds)):
        home, there = f"x_class <= {position}", f"y_class <= {position}"
        for name, condition in (
            ("both", f"{home} AND {there}"),
            ("neighbourhood_only", f"{home} AND NOT {there}"),
            ("setting_only", f"NOT {home} AND {there}"),
            ("neither", f"NOT {home} AND NOT {there}"),
        ):
            found[f"{name}_{threshold}"] = _people(condition)
    return found


def residents_conditions(thresholds: Sequence[int]) -> dict[str, str]:
    """Which residents a compensation row is about, as a condition on the class at home."""
    edges = sorted(thresholds)
    poor = f"x_class <= {edges.index(CONTACT_POOR_PERCENT)}"
    chosen = {"all": "x_class >= 0", "contact_poor": poor}
    if not {30, 80} <= set(edges):
        return chosen
    low, middle, high = (edges.index(edge) for edge in (30, CONTACT_POOR_PERCENT, 80))
    bounds = (
        f"x_class <= {low}",
        f"x_class > {low} AND x_class <= {middle}",
        f"x_class > {middle} AND x_class <= {high}",
        f"x_class > {high}",
    )
    return chosen | dict(zip(NEIGHBOURHOOD_BANDS, bounds, strict=True))


def compensation_sums(thresholds: Sequence[int]) -> dict[str, str]:
    """For each kind of residents, the people in each band of the gap."""
    found: dict[str, str] = {}
    for residents, condition in residents_conditions(thresholds).items():
        for position, band in enumerate(GAP_BANDS):
            found[f"{residents}_{band}"] = _people(f"{condition} AND gap = {position}")
    return found


BINNED = ("both", "home", "there", "gap")
"""By what people are binned for their key sums: the higher class, that at home, that in the
setting, and the band at home with that of the gap."""


def binned_keys(source: str, place: str, thresholds: Sequence[int]) -> str:
    """Sums of record keys by bin, from which those of every cell of classes follow."""
    bins = ("GREATEST(x_class, y_class)", "x_class", "y_class", _band_sql(thresholds))
    keys = ", ".join((place, *DIMENSIONS))
    parts = " UNION ALL ".join(
        f"SELECT {keys}, {number} AS binned, {sql} AS bin, SUM(key_sum) AS key_sum "
        f"FROM {source} GROUP BY {keys}, bin"
        for number, sql in enumerate(bins)
    )
    columns = ", ".join((f"{place} AS cell_place", *DIMENSIONS))
    return f"SELECT {columns}, binned, bin, key_sum FROM ({parts}) AS part"


def band_edges(thresholds: Sequence[int]) -> tuple[int, ...]:
    """The classes at home after which another band begins, as far as the thresholds know them."""
    edges = sorted(thresholds)
    return tuple(edges.index(edge) for edge in (30, CONTACT_POOR_PERCENT, 80) if edge in edges)


def _band_sql(thresholds: Sequence[int]) -> str:
    above = (f"CAST(x_class > {edge} AS INTEGER)" for edge in band_edges(thresholds))
    return f"{len(GAP_BANDS)} * ({' + '.join(above)}) + gap"
