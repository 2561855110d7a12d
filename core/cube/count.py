"""Counting one setting and year: cells once, then every node of the lattice."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from core.cube.cells import EXTRA_SUMS, SHARE_SUMS, cells, home_cells, sums
from core.cube.engine import Engine
from core.cube.fixed_point import ONE
from core.cube.geography import Geography
from core.cube.lattice import DIMENSIONS, Breakdown, Lattice
from core.cube.moments import moments_sql, narrow_sql
from core.cube.rollup import (
    accumulation_sums,
    binned_keys,
    compensation_sums,
    give_lookups,
    rolled_up,
    split,
    summed,
)
from core.cube.shares import area_shares, unit_shares
from core.groups.setting import Setting

NODE = ("place", *DIMENSIONS)
CLASSES = ("x_class", "y_class", "gap")


@dataclass(frozen=True)
class Counts:
    """What one breakdown counts to; rows are nodes, keyed by NODE."""

    breakdown: Breakdown
    moments: pa.Table
    """People, means and centred moments."""
    by_cluster: pa.Table
    """The moments of each node's part in every cluster, for r given the cluster."""
    accumulation: pa.Table
    compensation: pa.Table
    class_keys: pa.Table | None = None
    """Key sums by node, ``binned`` (a position in BINNED) and ``bin``; None without keys."""


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
    for start in lattice.parts():
        yield _counts(engine, start, lattice, with_keys)


def _counts(
    engine: Engine, start: tuple[Breakdown, str, str], lattice: Lattice, with_keys: bool
) -> Counts:
    parts, place, membership = start
    added = sums(lattice)
    engine.keep("nodes", split("cells", (place,), parts, CLASSES, added))

    def everywhere(expressions: Mapping[str, str]) -> str:
        # One family of sums at a time: a row of all would not fit the processor's cache.
        return rolled_up(f"({summed('nodes', place, expressions)})", membership, (*expressions,))

    engine.keep("clustered", everywhere({name: f"SUM({name})" for name in added}))
    kept = tuple(column for column in added if column not in SHARE_SUMS)
    accumulation = accumulation_sums(lattice.thresholds)
    compensation = compensation_sums(lattice.thresholds)
    binned = binned_keys("nodes", place, lattice.thresholds)
    return Counts(
        parts,
        moments=engine.rows(moments_sql(f"({_total('clustered', added)}) AS node", NODE, kept)),
        by_cluster=engine.rows(moments_sql("clustered", (*NODE, "cluster"), ("people",))),
        accumulation=engine.rows(_narrow_total(everywhere(accumulation), accumulation)),
        compensation=engine.rows(_narrow_total(everywhere(compensation), compensation)),
        class_keys=engine.rows(_binned_everywhere(binned, membership)) if with_keys else None,
    )


def _binned_everywhere(binned: str, membership: str) -> str:
    keys = ", ".join((*NODE, "binned", "bin"))
    return f"""
        SELECT {keys}, {narrow_sql("key_sum")}
        FROM (SELECT {keys}, SUM(key_sum) AS key_sum
              FROM ({binned}) AS part JOIN {membership} USING (cell_place)
              GROUP BY {keys}) AS node"""


def _narrow_total(source: str, columns: Iterable[str]) -> str:
    narrow = ", ".join(map(narrow_sql, columns))
    return f"SELECT {', '.join(NODE)}, {narrow} FROM ({_total(f'({source})', (*columns,))}) AS node"


def _total(source: str, columns: Sequence[str]) -> str:
    totals = ", ".join(f"SUM({column}) AS {column}" for column in columns)
    keys = ", ".join(NODE)
    return f"SELECT {keys}, {totals} FROM {source} AS part GROUP BY {keys}"


HOME_SUMS = ("people", *EXTRA_SUMS)


def home_area_means(
    engine: Engine, setting: Setting, year: int, lattice: Lattice
) -> Iterator[pa.Table]:
    """Counts and means of every breakdown for home areas themselves."""
    engine.keep("home_cells", home_cells(setting.code, year, lattice))
    added = (*HOME_SUMS, "y_sum")
    for parts in lattice.breakdowns:
        nodes = split("home_cells", ("home_area",), parts, ("x",), added)
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
