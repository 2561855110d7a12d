"""The relation between the two shares for every node: line, correlations, standard errors."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from core.cube.arrays import Floats, Integers, floats, integers, table_of
from core.cube.clustered import (
    AreaScores,
    Lines,
    Meat,
    UnitCells,
    area_meats,
    area_scores,
    merge,
    standard_errors,
    unit_meat,
    unit_runs,
)
from core.cube.count import NODE, Counts
from core.cube.engine import Engine
from core.cube.expansion import Expansion
from core.cube.fixed_point import ONE
from core.cube.geography import COUNTRY
from core.cube.grid import Grid
from core.cube.lattice import DIMENSIONS
from core.cube.moments import Relation, relation
from core.cube.shares import members

CENTRE = 4 * ONE // 5
"""Neighbourhood shares are summed around 0.8, near the Dutch mean, to keep sums small."""
ON_THE_LINE = 1e-14
"""Where r² misses one by less, everyone stands on the line: an error would be rounding."""


@dataclass(frozen=True)
class Clusters:
    """What the people of one setting and year come to per unit and per home area."""

    units: UnitCells
    pairs: UnitCells
    """The same people by unit and home area (place is a position in ``Grid.areas``)."""
    y: Floats
    """Setting share of each unit."""
    x: Floats
    """Neighbourhood share of each home area."""


def clusters(engine: Engine, setting: str, year: int, places: Grid) -> Clusters:
    """The clusters of one setting and year, from its prepared shares."""
    leaves = ", ".join(DIMENSIONS)
    off = f"(x - {CENTRE})"
    units = engine.rows(
        f"""SELECT unit, municipality AS place, {leaves}, CAST(COUNT(*) AS DOUBLE) AS people,
                   CAST(SUM({off}) AS DOUBLE) / {float(ONE)} AS x_sum,
                   CAST(SUM(CAST({off} AS HUGEINT) * {off}) AS DOUBLE) / {float(ONE) ** 2} AS xx_sum
            FROM {members(setting, year)}
            GROUP BY unit, municipality, {leaves} ORDER BY unit, municipality, {leaves}"""
    )
    pairs = engine.rows(
        f"""SELECT unit, home_area AS place, {leaves}, CAST(COUNT(*) AS DOUBLE) AS people
            FROM {members(setting, year)}
            GROUP BY unit, home_area, {leaves} ORDER BY unit, home_area, {leaves}"""
    )
    shares = engine.rows("SELECT unit, y FROM unit_shares")
    homes = engine.rows("SELECT home_area, x FROM area_shares")
    y, x = np.zeros(_largest(shares, "unit") + 1), np.zeros(len(places.areas))
    y[integers(shares, "unit")] = integers(shares, "y") / ONE
    x[np.searchsorted(places.areas, integers(homes, "home_area"))] = integers(homes, "x") / ONE
    area = np.searchsorted(places.areas, integers(pairs, "place"))
    return Clusters(
        _unit_cells(units, places.positions(integers(units, "place"))),
        _unit_cells(pairs, area),
        y,
        x,
    )


def _largest(table: pa.Table, column: str) -> int:
    return int(integers(table, column).max(initial=0))


def _unit_cells(table: pa.Table, place: Integers) -> UnitCells:
    empty = np.zeros(table.num_rows)
    return UnitCells(
        unit=integers(table, "unit"),
        place=place,
        leaves={name: integers(table, name) for name in DIMENSIONS},
        people=floats(table, "people"),
        x_sum=floats(table, "x_sum") if "x_sum" in table.column_names else empty,
        xx_sum=floats(table, "xx_sum") if "xx_sum" in table.column_names else empty,
    )


def relations(
    counts: Counts, expansion: Expansion, people: Clusters, places: Grid, nationwide: bool
) -> pa.Table:
    """A row per node with its line, correlations, standard errors and numbers of clusters."""
    line = line_of(counts)
    node = expansion.numbers([integers(counts.moments, name) for name in DIMENSIONS])
    at = (places.positions(integers(counts.moments, "place")), node)
    lines = _lines(counts.moments, line, at, (len(places.places), len(expansion.nodes)))
    unit = _units(expansion, people, places, lines, nationwide)
    area, pair = _areas(expansion, people, places, lines, nationwide)
    intercept, slope = standard_errors(lines, area, unit, pair)
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
    moments, parts = counts.moments, counts.by_cluster
    key, part_key = (_row_keys(table) for table in (moments, parts))
    order = np.argsort(key)
    row = order[np.searchsorted(key, part_key, sorter=order)]
    by_cluster = np.lexsort((integers(parts, "cluster"), row))
    within = tuple(
        np.bincount(row[by_cluster], floats(parts, name)[by_cluster], len(key)).astype(np.float64)
        for name in ("xx", "xy", "yy")
    )
    return relation(
        (floats(moments, "x_mean"), floats(moments, "y_mean")),
        (floats(moments, "xx"), floats(moments, "xy"), floats(moments, "yy")),
        (within[0], within[1], within[2]),
    )


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


def _units(
    expansion: Expansion, people: Clusters, places: Grid, lines: Lines, nationwide: bool
) -> Meat:
    smallest = unit_runs(people.units, expansion)
    if nationwide:
        everywhere = np.full(len(places.places), places.country, np.int64)
        runs = {COUNTRY: smallest.merged(everywhere)}
    else:
        runs = {"municipality": smallest}
        for rung in places.ladder:
            runs[rung.level] = runs[rung.below].merged(rung.place_of)
    centre = CENTRE / ONE
    return _added([unit_meat(run, people.y, centre, lines) for run in runs.values()])


def _areas(
    expansion: Expansion, people: Clusters, places: Grid, lines: Lines, nationwide: bool
) -> tuple[Meat, Meat]:
    scores = _area_scores(expansion, people)
    levels = (COUNTRY,) if nationwide else tuple(places.place_of_area)
    meats = [area_meats(scores, people.x, places.place_of_area[level], lines) for level in levels]
    return _added([area for area, _ in meats]), _added([pair for _, pair in meats])


def _area_scores(expansion: Expansion, people: Clusters) -> AreaScores:
    rows, node = expansion.expand(people.pairs.leaves)
    runs = merge(
        people.pairs.unit[rows], node, people.pairs.place[rows], people.pairs.people[rows][None]
    )
    return area_scores(runs, people.y, len(expansion.nodes))


def _added(meats: list[Meat]) -> Meat:
    """Parts of different levels together; each node has its cells in one of them."""
    return Meat(
        *(np.sum([getattr(meat, name) for meat in meats], axis=0) for name in vars(meats[0]))
    )
