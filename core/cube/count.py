"""Counting one setting and year: cells once, then every node of the lattice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pyarrow as pa

from core.cube.cells import EXTRA_SUMS, SHARE_SUMS, cells, home_cells, sums
from core.cube.classes import binned_sql
from core.cube.engine import Engine
from core.cube.fixed_point import ONE
from core.cube.geography import Geography
from core.cube.labelled import in_order
from core.cube.lattice import DIMENSIONS, NODE, Breakdown, Lattice
from core.cube.moments import moments_sql, narrow_sql
from core.cube.rollup import give_lookups, keep_leaves, leaves_of, rolled_up, split, summed
from core.cube.shares import area_shares, unit_shares
from core.groups.setting import Setting

CLASSES = ("x_class", "y_class", "gap")


@dataclass(frozen=True)
class Counts:
    """What one breakdown counts to; rows are nodes, keyed by NODE."""

    breakdown: Breakdown
    moments: pa.Table
    """People, means and centred moments."""
    by_cluster: pa.Table
    """The moments of each node's part in every cluster, for r given the cluster."""
    binned: pa.Table
    """People, and with keys their sum, by node, ``binned`` (a position in BINNED) and ``bin``."""


def prepare(
    engine: Engine, setting: Setting, year: int, places: Geography, lattice: Lattice
) -> None:
    """Lay out shares, lookups and the finest cells of one setting and year."""
    give_lookups(engine, setting, places, lattice)
    engine.give("home_areas", places.home_areas())
    engine.keep("area_shares", area_shares(year, lattice.thresholds))
    engine.keep("unit_shares", unit_shares(setting.code, year, lattice.thresholds))
    engine.keep("cells", cells(setting.code, year, lattice))
    added = sums(lattice)
    keep_leaves(engine, "cells", lattice.cell_level, lattice.breakdowns, kept=CLASSES, sums=added)
    if lattice.country_breakdowns:
        together = tuple(dict.fromkeys((lattice.dimensions, *lattice.country_breakdowns)))
        keep_leaves(engine, "cells", "cluster", together, kept=CLASSES, sums=added)


def counted_breakdowns(
    engine: Engine, lattice: Lattice, with_keys: bool = False
) -> Iterator[Counts]:
    """Every breakdown of the lattice, counted from the prepared cells."""
    for start in lattice.parts():
        yield _counts(engine, start, lattice, with_keys)


def _counts(
    engine: Engine, start: tuple[Breakdown, str, str], lattice: Lattice, with_keys: bool
) -> Counts:
    parts, place, membership = start
    added = sums(lattice)
    engine.keep("nodes", split("cells", place, parts, CLASSES, added))
    engine.keep("clustered", rolled_up(f"({summed('nodes', place, added)})", membership, added))
    kept = tuple(column for column in added if column not in SHARE_SUMS)
    of_classes = ("people", "key_sum") if with_keys else ("people",)
    bins = binned_sql("nodes", place, lattice.thresholds, of_classes)
    counts = Counts(
        parts,
        moments=in_order(engine.rows(_moments("clustered", added, kept))),
        by_cluster=engine.rows(moments_sql("clustered", (*NODE, "cluster"), ("people",))),
        binned=engine.rows(_binned(bins, membership, of_classes)),
    )
    engine.drop(leaves_of("cells", place, parts))
    return counts


def _moments(source: str, added: Sequence[str], kept: Sequence[str]) -> str:
    totals = ", ".join(f"SUM({column}) AS {column}" for column in added)
    keys = ", ".join(NODE)
    node = f"SELECT {keys}, {totals} FROM {source} GROUP BY {keys}"
    return moments_sql(f"({node}) AS node", NODE, kept)


def _binned(bins: str, membership: str, added: Sequence[str]) -> str:
    keys = ", ".join((*NODE, "binned", "bin"))
    totals = ", ".join(f"SUM({column}) AS {column}" for column in added)
    return f"""
        SELECT {keys}, {", ".join(map(narrow_sql, added))}
        FROM (SELECT {keys}, {totals} FROM ({bins}) AS part JOIN {membership} USING (cell_place)
              GROUP BY {keys}) AS node"""


HOME_SUMS = ("people", *EXTRA_SUMS)


def home_area_means(
    engine: Engine, setting: Setting, year: int, lattice: Lattice
) -> Iterator[pa.Table]:
    """Counts and means of every breakdown for home areas themselves."""
    engine.keep("home_cells", home_cells(setting.code, year, lattice))
    added = (*HOME_SUMS, "y_sum")
    keep_leaves(engine, "home_cells", "home_area", lattice.breakdowns, kept=("x",), sums=added)
    for parts in lattice.breakdowns:
        nodes = split("home_cells", "home_area", parts, ("x",), added)
        totals = ", ".join(f"SUM({column}) AS {column}" for column in added)
        keys = f"home_area AS place, {', '.join(DIMENSIONS)}"
        yield engine.rows(
            f"""SELECT {keys}, {", ".join(map(narrow_sql, HOME_SUMS))},
                       CAST(x AS DOUBLE) / {float(ONE)} AS x_mean,
                       CAST(y_sum AS DOUBLE) / people / {float(ONE)} AS y_mean
                FROM (SELECT home_area, {", ".join(DIMENSIONS)}, x, {totals}
                      FROM ({nodes}) AS node
                      GROUP BY home_area, {", ".join(DIMENSIONS)}, x) AS counted"""
        )
