"""Counting one setting and year: cells once, then every node of the lattice."""

from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa

from core.cube.cells import cells, home_cells, sums
from core.cube.engine import Engine
from core.cube.geography import Geography
from core.cube.lattice import DIMENSIONS, Breakdown, Lattice
from core.cube.moments import moments_sql
from core.cube.rollup import (
    accumulation_sums,
    compensation_sums,
    give_lookups,
    rolled_up,
    split,
    summed,
)
from core.cube.shares import area_shares, unit_shares
from core.groups.setting import Setting

NODE = ("place", *DIMENSIONS)
CLASSES = "x_class, y_class, gap"


@dataclass(frozen=True)
class Counts:
    """What one breakdown counts to; rows are nodes, keyed by NODE."""

    breakdown: Breakdown
    moments: pa.Table
    """People, means and centred moments."""
    by_cluster: pa.Table
    """Centred moments of each node's part in every cluster, for r given the cluster."""
    accumulation: pa.Table
    compensation: pa.Table


def prepare(
    engine: Engine, setting: Setting, year: int, places: Geography, lattice: Lattice
) -> None:
    """Lay out shares, lookups and the finest cells of one setting and year."""
    give_lookups(engine, setting, places, lattice)
    engine.give("home_areas", places.home_areas())
    engine.keep("area_shares", area_shares(year, lattice.thresholds))
    engine.keep("unit_shares", unit_shares(setting.code, year, lattice.thresholds))
    engine.keep("cells", cells(setting.code, year, lattice))


def counted_breakdowns(
    engine: Engine, lattice: Lattice, with_keys: bool = False
) -> Iterator[Counts]:
    """Every breakdown of the lattice, counted from the prepared cells."""
    for parts, levels in lattice.parts():
        membership = "everywhere" if levels == lattice.levels else "nationwide"
        yield _counts(engine, parts, membership, lattice, with_keys)


def _counts(
    engine: Engine, parts: Breakdown, membership: str, lattice: Lattice, with_keys: bool
) -> Counts:
    place, added = lattice.cell_level, sums(lattice)
    engine.keep("nodes", split("cells", place, parts, CLASSES, added))
    engine.keep("part", summed("nodes", place, {name: f"SUM({name})" for name in added}))
    engine.keep("clustered", rolled_up("part", membership, added, by_cluster=True))
    moments = {}
    for name, keys in (("by_cluster", (*NODE, "cluster")), ("moments", NODE)):
        totals = ", ".join(f"SUM({column}) AS {column}" for column in added)
        source = f"(SELECT {', '.join(keys)}, {totals} FROM clustered GROUP BY {', '.join(keys)})"
        kept = ", ".join(column for column in added if column not in _SHARES)
        moments[name] = engine.rows(
            moments_sql(f"{source} AS node", ", ".join(keys), kept)
        )
    tables = {}
    for name, expressions in (
        ("accumulation", accumulation_sums(lattice.thresholds, with_keys)),
        ("compensation", compensation_sums(lattice.thresholds, with_keys)),
    ):
        engine.keep("part", summed("nodes", place, expressions))
        tables[name] = engine.rows(
            rolled_up("part", membership, tuple(expressions), by_cluster=False)
        )
    return Counts(parts, **moments, **tables)


_SHARES = ("x_sum", "y_sum", "xx_sum", "xy_sum", "yy_sum")


def home_area_means(
    engine: Engine, setting: Setting, year: int, lattice: Lattice
) -> Iterator[pa.Table]:
    """Counts and means of every breakdown for home areas themselves."""
    engine.keep("home_cells", home_cells(setting.code, year, lattice))
    added = ("people", "y_sum", "same_municipality", "key_sum")
    for parts in lattice.breakdowns:
        nodes = split("home_cells", "home_area", parts, "x", added)
        totals = ", ".join(f"SUM({column}) AS {column}" for column in added)
        keys = f"home_area AS place, {', '.join(DIMENSIONS)}"
        yield engine.rows(
            f"""SELECT {keys}, people, same_municipality, key_sum,
                       CAST(x AS DOUBLE) / {2.0**48} AS x_mean,
                       CAST(y_sum AS DOUBLE) / people / {2.0**48} AS y_mean
                FROM (SELECT home_area, {', '.join(DIMENSIONS)}, x, {totals}
                      FROM ({nodes}) AS node
                      GROUP BY home_area, {', '.join(DIMENSIONS)}, x) AS counted"""
        )
