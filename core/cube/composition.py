"""Residents by place, origin and generation: the composition of every area."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from core.cube.arrays import Integers, table_of
from core.cube.engine import Engine
from core.cube.geography import HOME_LEVEL, Geography
from core.cube.moments import narrow_sql
from core.groups.origin import ORIGIN_18, ORIGIN_2005
from core.groups.person import GENERATION
from core.groups.scheme import Scheme

SMALL_LEVELS = ("neighbourhood", "district")
SCHEMES = (ORIGIN_18, ORIGIN_2005)


@dataclass(frozen=True)
class Composition:
    """Residents of one year by place, one scheme's category, and generation."""

    year: int
    scheme: Scheme
    residents: pa.Table
    """place, category and generation (node positions), people, key_sum."""


def give_small_places(engine: Engine, places: Sequence[tuple[str, str, str | None]]) -> None:
    """Make known which district each neighbourhood lies in."""
    number = {code: position for position, (code, _, _) in enumerate(places)}
    pairs = [
        (position, number[place])
        for position, (code, level, parent) in enumerate(places)
        if level == SMALL_LEVELS[0]
        for place in (code, parent)
        if place is not None and places[number[place]][1] in SMALL_LEVELS
    ]
    columns = np.array(pairs, np.int32).reshape(-1, 2).T
    engine.give("small_places", table_of({"neighbourhood": columns[0], "place": columns[1]}))


def give_large_places(engine: Engine, places: Geography) -> None:
    """Make known every larger place that a home area counts for, itself included."""
    found = [
        (area, line[level], level != HOME_LEVEL)
        for area, line in places.ancestry.items()
        for level in (HOME_LEVEL, *places.levels)
        if level in line
    ]
    columns = zip(("home_area", "place", "crossed"), np.array(found, np.int32).T, strict=True)
    engine.give("large_places", table_of(dict(columns)))


def reading_order(
    place: Integers, category: Integers, generation: Integers, places: Geography
) -> Integers:
    """By level, then generation, then place: what a map of a level needs lies together."""
    levels = [level for level, _ in places.nodes]
    rank = {level: number for number, level in enumerate(dict.fromkeys(levels))}
    level = np.array([rank[one] for one in levels])[place]
    return np.lexsort((category, place, generation, level))


def compositions(engine: Engine, year: int) -> Iterator[Composition]:
    """The composition of every place in one year, in each scheme.

    Below the municipality origin and generation are counted each by itself. Crossed, a quarter
    of the figures would be withheld there: of a small group in a neighbourhood nearly everyone
    is of one generation.
    """
    engine.give("generation_nodes", _nodes(GENERATION))
    for scheme in SCHEMES:
        engine.give("category_nodes", _nodes(scheme))
        yield Composition(year, scheme, engine.rows(_composition_sql(scheme.code, year)))


def _nodes(scheme: Scheme) -> pa.Table:
    pairs = [
        (leaf, scheme.nodes.index(node))
        for leaf, code in enumerate(scheme.leaves)
        for node in scheme.path(code)
    ]
    leaves, nodes = np.array(pairs, np.int32).T
    return table_of({"leaf": leaves, "node": nodes})


def _composition_sql(column: str, year: int) -> str:
    sums = "SUM(people) AS people, SUM(key_sum) AS key_sum"
    cells = f"""
        SELECT home_area, neighbourhood, {column} AS category, generation, {sums}
        FROM residents WHERE year = {year} AND {column} >= 0
        GROUP BY home_area, neighbourhood, {column}, generation"""
    placed = f"""
        SELECT place, crossed, category, generation, {sums}
        FROM (SELECT home_area, category, generation, {sums} FROM ({cells}) AS cell
              GROUP BY home_area, category, generation) AS part
        JOIN large_places USING (home_area) GROUP BY place, crossed, category, generation
        UNION ALL
        SELECT place, 0 AS crossed, category, generation, {sums}
        FROM ({cells}) AS cell
        JOIN small_places USING (neighbourhood) GROUP BY place, category, generation"""
    nodes = f"""
        SELECT place, category_nodes.node AS category, generation_nodes.node AS generation, {sums}
        FROM ({placed}) AS placed
        JOIN category_nodes ON category_nodes.leaf = placed.category
        JOIN generation_nodes ON generation_nodes.leaf = placed.generation
        WHERE placed.crossed = 1 OR category_nodes.node = 0 OR generation_nodes.node = 0
        GROUP BY place, category_nodes.node, generation_nodes.node"""
    return f"""
        SELECT place, category, generation, {narrow_sql("people")}, {narrow_sql("key_sum")}
        FROM ({nodes}) AS node"""
