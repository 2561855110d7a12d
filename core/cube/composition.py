"""Residents by place, origin and generation: the composition of every area.

The engine adds people up by the smallest places and categories; every larger one is a sum of
those, and so few that they are best added up as matrices. Sums of whole numbers are exact, and
sums of record keys wrap as they must.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from scipy import sparse

from core.bundle.schema import UNKNOWN
from core.cube.arrays import Integers, Truths, integers, values_of
from core.cube.engine import Engine
from core.cube.geography import HOME_LEVEL, Geography
from core.cube.moments import narrow_sql
from core.groups.origin import ORIGIN_18, ORIGIN_2005
from core.groups.person import GENERATION
from core.groups.scheme import Scheme

SMALL_LEVELS = ("neighbourhood", "district")
SCHEMES = (ORIGIN_18, ORIGIN_2005)
ADDED = ("people", "key_sum")


@dataclass(frozen=True, eq=False)
class Composition:
    """Residents of one year, as blocks of place × category of one scheme × generation."""

    year: int
    scheme: Scheme
    people: Integers
    keys: npt.NDArray[np.uint64]

    def cells(self) -> tuple[Integers, Integers, Integers]:
        """Place, category and generation of every cell with anybody in it."""
        place, category, generation = np.nonzero(self.people)
        return place, category, generation


@dataclass(frozen=True, eq=False)
class Inside:
    """Which larger places every home area and neighbourhood counts for, itself included."""

    of_home_area: sparse.csr_array
    of_neighbourhood: sparse.csr_array
    """Place by smaller place, both by number: 1 where people of the smaller one count."""
    crossed: Truths
    """By place: whether origin and generation are crossed there."""


def inside(places: Sequence[tuple[str, str, str | None]], geography: Geography) -> Inside:
    """The larger places; ``places`` are (code, level, parent), numbered as they come."""
    number = {code: position for position, (code, _, _) in enumerate(places)}
    small = [
        (position, number[place])
        for position, (code, level, parent) in enumerate(places)
        if level == SMALL_LEVELS[0]
        for place in (code, parent)
        if place is not None and places[number[place]][1] in SMALL_LEVELS
    ]
    large = [
        (area, line[level])
        for area, line in geography.ancestry.items()
        for level in (HOME_LEVEL, *geography.levels)
        if level in line
    ]
    count = len(geography.nodes)
    crossed = np.isin([level for level, _ in geography.nodes], geography.levels)
    return Inside(_members(large, count, count), _members(small, count, count), crossed)


def reading_order(
    place: Integers, category: Integers, generation: Integers, places: Geography
) -> Integers:
    """By level, then generation, then place: what a map of a level needs lies together."""
    levels = [level for level, _ in places.nodes]
    rank = {level: number for number, level in enumerate(dict.fromkeys(levels))}
    level = np.array([rank[one] for one in levels])[place]
    return np.lexsort((category, place, generation, level))


def compositions(
    engine: Engine, year: int, larger: Inside, schemes: Sequence[Scheme] = SCHEMES
) -> Iterator[Composition]:
    """The composition of every place in one year, in each scheme.

    Below the municipality origin and generation are counted each by itself. Crossed, a quarter
    of the figures would be withheld there: of a small group in a neighbourhood nearly everyone
    is of one generation.
    """
    for scheme in schemes:
        cells = engine.rows(_cells_sql(scheme.code, year))
        people, keys = (_everywhere(cells, name, scheme, larger) for name in ADDED)
        yield Composition(year, scheme, people.astype(np.int64), keys.astype(np.uint64))


def _cells_sql(column: str, year: int) -> str:
    sums = ", ".join(f"SUM({name}) AS {name}" for name in ADDED)
    return f"""
        SELECT home_area, neighbourhood, category, generation, {", ".join(map(narrow_sql, ADDED))}
        FROM (SELECT home_area, neighbourhood, {column} AS category, generation, {sums}
              FROM residents WHERE year = {year} AND {column} >= 0
              GROUP BY home_area, neighbourhood, {column}, generation) AS cell"""


def _everywhere(
    cells: pa.Table, added: str, scheme: Scheme, larger: Inside
) -> npt.NDArray[np.generic]:
    """One sum of every place, category and generation."""
    values = values_of(cells, added)
    category, generation = integers(cells, "category"), integers(cells, "generation")
    leaf = category * len(GENERATION.leaves) + generation
    leaves = len(scheme.leaves) * len(GENERATION.leaves)
    summed = []
    for column, around in (
        ("home_area", larger.of_home_area),
        ("neighbourhood", larger.of_neighbourhood),
    ):
        place = integers(cells, column)
        known = np.flatnonzero(place != UNKNOWN)
        of_leaf = (values[known], (place[known], leaf[known]))
        own = sparse.coo_array(of_leaf, shape=(around.shape[1], leaves), dtype=values.dtype)
        summed.append(around.astype(values.dtype) @ own.tocsr())
    nodes = sparse.kron(_nodes(scheme), _nodes(GENERATION), format="csr").astype(values.dtype)
    block = ((summed[0] + summed[1]) @ nodes).toarray()
    shaped: npt.NDArray[np.generic] = block.reshape(
        len(block), len(scheme.nodes), len(GENERATION.nodes)
    )
    shaped[~larger.crossed, 1:, 1:] = 0
    return shaped


def _nodes(scheme: Scheme) -> sparse.csr_array:
    """Leaf by node: 1 where it counts."""
    pairs = [
        (leaf, scheme.nodes.index(node))
        for leaf, code in enumerate(scheme.leaves)
        for node in scheme.path(code)
    ]
    members: sparse.csr_array = _members(pairs, len(scheme.leaves), len(scheme.nodes)).T.tocsr()
    return members


def _members(pairs: Sequence[tuple[int, int]], parts: int, wholes: int) -> sparse.csr_array:
    """Whole by part: 1 where the part belongs to it."""
    part, whole = np.array(pairs, np.int64).reshape(-1, 2).T
    ones = np.ones(len(part), np.int64)
    return sparse.csr_array((ones, (whole, part)), shape=(wholes, parts))
