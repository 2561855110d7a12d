"""Counting one setting and year: cells once, then every node of the lattice."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from core.cube.arrays import integers
from core.cube.bins import Binned, Bins
from core.cube.cells import SHARE_SUMS, cells, sums
from core.cube.engine import Engine
from core.cube.geography import Geography
from core.cube.labelled import in_order
from core.cube.lattice import NATIONWIDE, NODE, Breakdown, Lattice
from core.cube.moments import moments_sql
from core.cube.rollup import give_lookups, leaves_sql, part_of, rolled_up, split
from core.cube.shares import area_shares, unit_shares
from core.groups.setting import Setting


@dataclass(frozen=True)
class Counts:
    """What one breakdown counts to; rows are nodes, keyed by NODE."""

    breakdown: Breakdown
    moments: pa.Table
    """People, means and centred moments."""
    by_cluster: pa.Table | None
    """The moments of each node's part in every cluster, for r given the cluster; not with keys,
    for where figures get noise that r is made of the noisy moments of clusters."""
    binned: Binned
    """People, and with keys their sum: a row for each bin, a column for each of ``moments``."""


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
    keys = ", ".join(dict.fromkeys((lattice.cell_level, "cluster", *lattice.dimensions)))
    totals = ", ".join(f"SUM({column}) AS {column}" for column in added)
    engine.keep("leaves", f"SELECT {keys}, {totals} FROM cells GROUP BY {keys}")


def counted_breakdowns(
    engine: Engine, lattice: Lattice, with_keys: bool = False
) -> Iterator[Counts]:
    """Every breakdown of the lattice, counted from the prepared cells."""
    bins, added = Bins.of_cells(engine, lattice, with_keys), sums(lattice)
    for breakdowns, place, membership in lattice.starts():
        nodes = split(leaves_sql("leaves", place, breakdowns, sums=added), place, (), added)
        engine.keep("clustered", rolled_up(nodes, place, membership, added))
        kept = tuple(column for column in added if column not in SHARE_SUMS)
        moments = _by_part(engine.rows(_moments("clustered", added, kept)))
        keys = ("part", *NODE, "cluster")
        by_cluster = (
            None
            if with_keys
            else _by_part(engine.rows(moments_sql("clustered", keys, ("people",))))
        )
        engine.drop("clustered")
        counted = bins.nationwide() if membership == NATIONWIDE else bins
        for parts in breakdowns:
            found = moments(parts)
            apart = by_cluster(parts) if by_cluster else None
            yield Counts(parts, found, apart, counted.of(parts, found))


def _by_part(rows: pa.Table) -> Callable[[Breakdown], pa.Table]:
    """The rows of each breakdown, by place and then by categories in reading order."""
    rows = in_order(rows, ("part", *NODE))
    number, rows = integers(rows, "part"), rows.drop_columns(["part"])

    def of(parts: Breakdown) -> pa.Table:
        first, last = np.searchsorted(number, [part_of(parts), part_of(parts) + 1])
        return rows.slice(int(first), int(last - first))

    return of


def _moments(source: str, added: Sequence[str], kept: Sequence[str]) -> str:
    totals = ", ".join(f"SUM({column}) AS {column}" for column in added)
    keys = ("part", *NODE)
    node = f"SELECT {', '.join(keys)}, {totals} FROM {source} GROUP BY {', '.join(keys)}"
    return moments_sql(f"({node}) AS node", keys, kept)
