"""Residents by place, origin and generation: the composition of every area.

A bundle has residents by the smallest places and categories already; every larger one is a sum
of those, and so few that they are best added up as matrices. Sums of whole numbers are exact, and
sums of record keys wrap as they must.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from scipy import sparse

from core.bundle.schema import UNKNOWN
from core.cube.arrays import Integers, Truths, integers, values_of, wrapped
from core.cube.engine import Engine
from core.cube.geography import HOME_LEVEL, Geography
from core.cube.moments import narrow_sql
from core.groups.origin import ORIGIN_18, ORIGIN_2005
from core.groups.person import GENERATION
from core.groups.scheme import Scheme

SMALL_LEVELS = ("neighbourhood", "district")
SCHEMES = (ORIGIN_18, ORIGIN_2005)


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
    rows = engine.rows(
        f"""SELECT home_area, neighbourhood, generation, {narrow_sql("people")}, key_sum,
                   {", ".join(scheme.code for scheme in schemes)}
            FROM residents WHERE year = {year}"""
    )
    for scheme in schemes:
        people, keys = _everywhere(rows, scheme, larger)
        yield Composition(year, scheme, people, keys)


def _everywhere(
    rows: pa.Table, scheme: Scheme, larger: Inside
) -> tuple[Integers, npt.NDArray[np.uint64]]:
    """People, and the sums of their keys, of every place, category and generation."""
    leaves = len(scheme.leaves) * len(GENERATION.leaves)
    category = integers(rows, scheme.code)
    leaf = category * len(GENERATION.leaves) + integers(rows, "generation")
    people = values_of(rows, "people").astype(np.float64)
    keys = values_of(rows, "key_sum").astype(np.uint64)
    summed_people, summed_keys = [], []
    for column, around in (
        ("home_area", larger.of_home_area),
        ("neighbourhood", larger.of_neighbourhood),
    ):
        place = integers(rows, column)
        known = np.flatnonzero((place != UNKNOWN) & (category != UNKNOWN))
        at, size = place[known] * leaves + leaf[known], (around.shape[1], leaves)
        own = np.bincount(at, people[known], size[0] * size[1]).astype(np.int64)
        summed_people.append(around @ own.reshape(size))
        summed_keys.append(around.astype(np.uint64) @ wrapped(at, keys[known], size))
    nodes = sparse.kron(_nodes(scheme), _nodes(GENERATION), format="csr").T.tocsr()
    shape = (len(larger.crossed), len(scheme.nodes), len(GENERATION.nodes))
    blocks = [
        np.ascontiguousarray((nodes.astype(one.dtype) @ (one + other).T.copy()).T).reshape(shape)
        for one, other in (summed_people, summed_keys)
    ]
    for block in blocks:
        block[~larger.crossed, 1:, 1:] = 0
    return blocks[0], blocks[1]


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
