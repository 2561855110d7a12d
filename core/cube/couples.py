"""Squared scores of clusters as sums over couples of cells: one pass serves every breakdown.

What a cluster adds to the variance of a line is the square of something linear in its
people, in the sum of their shares at home, and in the sum of the squares of these. Such a
square is a sum over couples of cells of the cluster, and a couple counts for every node
that both its cells count for. So couples are added up once, by place and by the leaves of
both cells; a breakdown then adds up those few sums, however many clusters there are.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy import sparse

from core.cube.arrays import Floats, Integers
from core.cube.expansion import Expansion

PEOPLE, X, XX = range(3)
LINE_PRODUCTS = (
    (PEOPLE, PEOPLE, 3),
    (PEOPLE, X, 3),
    (X, X, 3),
    (PEOPLE, XX, 2),
    (X, XX, 2),
    (XX, XX, 1),
)
"""Which sums are multiplied, and with how many powers of the cluster's share, from 0 on."""
PEOPLE_PRODUCTS = ((PEOPLE, PEOPLE, 3),)
Products = Sequence[tuple[int, int, int]]
PORTION = 1 << 15
"""Cells whose couples are gone through at a time."""


@dataclass(frozen=True)
class Leaves:
    """The combinations of leaves that occur among cells, numbered."""

    columns: Mapping[str, Integers]
    """The leaf in each dimension, of every combination."""

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())))

    def nodes(self, expansion: Expansion) -> sparse.csr_array:
        """Combination by node: 1 where it counts."""
        rows, node = expansion.expand(self.columns)
        shape = (len(self), len(expansion.nodes))
        return sparse.csr_array((np.ones(len(rows)), (rows, node)), shape=shape)


def combined(leaves: Mapping[str, npt.NDArray[np.integer]]) -> tuple[Leaves, Integers]:
    """The combinations that occur, and which one each cell has."""
    code = np.zeros(len(next(iter(leaves.values()))), np.int64)
    sizes = [int(column.max(initial=0)) + 1 for column in leaves.values()]
    for column, size in zip(leaves.values(), sizes, strict=True):
        code = code * size + column
    occurring = np.flatnonzero(np.bincount(code))
    columns = np.unravel_index(occurring, sizes)
    return Leaves(dict(zip(leaves, columns, strict=True))), np.searchsorted(occurring, code)


@dataclass(frozen=True)
class Cells:
    """People of one unit, place and combination of leaves, in the order of place and unit."""

    unit: Integers
    place: Integers
    leaf: Integers
    """Position among the combinations."""
    sums: Floats
    """Rows: people, sum of x, sum of x²."""

    def merged(self, place_of: Integers) -> "Cells":
        """The same with every place replaced by a larger one; −1 leaves cells out."""
        place = place_of[self.place]
        if (place < 0).any():
            kept = np.flatnonzero(place >= 0)
            return self.only(kept).merged(place_of)
        if not len(place):
            return self
        key = (place * (self.unit.max() + 1) + self.unit) * (self.leaf.max() + 1) + self.leaf
        order = np.argsort(key, kind="stable")
        starts = _starts(key[order])
        sums = np.empty((len(self.sums), len(starts)))
        for row, added in zip(self.sums, sums, strict=True):
            np.add.reduceat(row[order], starts, out=added)
        first = order[starts]
        return Cells(self.unit[first], place[first], self.leaf[first], sums)

    def only(self, rows: Integers) -> "Cells":
        """The cells in these rows."""
        return Cells(self.unit[rows], self.place[rows], self.leaf[rows], self.sums[:, rows])

    def portions(self) -> Iterator["Cells"]:
        """Whole clusters at a time, so few cells that all about them stays near the processor."""
        starts = self.clusters()
        wanted = np.arange(0, len(self.unit), PORTION)
        cuts = np.unique(starts[np.searchsorted(starts, wanted, side="right") - 1])
        for first, last in pairwise((*cuts.tolist(), len(self.unit))):
            rows = slice(first, last)
            yield Cells(self.unit[rows], self.place[rows], self.leaf[rows], self.sums[:, rows])

    def clusters(self) -> Integers:
        """Where the cells of each unit and place begin."""
        return _starts(self.unit * (self.place.max(initial=0) + 1) + self.place)

    def around(self, x: Floats) -> "Cells":
        """The same with every place's x taken around a centre of its own."""
        people, x_sum, xx_sum = self.sums
        centre = x[self.place]
        x_part = x_sum - people * centre
        sums = np.stack((people, x_part, xx_sum - centre * (x_sum + x_part)))
        return Cells(self.unit, self.place, self.leaf, sums)


def _starts(key: Integers) -> Integers:
    return np.flatnonzero(np.concatenate(([True], key[1:] != key[:-1]))[: len(key)])


def couples(cells: Cells) -> tuple[Integers, Integers]:
    """The positions of both cells of every couple of different cells of a cluster, each once."""
    size = len(cells.unit)
    ends = np.append(cells.clusters(), size)
    last = np.repeat(ends[1:], np.diff(ends))
    near = np.arange(size)
    found: list[Integers] = []
    while len(near):
        near = near[near + len(found) + 1 < last[near]]
        found.append(near)
    distance = np.repeat(np.arange(1, len(found) + 1), [len(each) for each in found])
    first = np.concatenate((near, *found))
    return first, first + distance


@dataclass(frozen=True)
class Pairs:
    """Which combinations of leaves meet in a cluster, numbered."""

    first: Integers
    second: Integers
    number: Integers
    """Of each couple, at first · leaves + second, either way round."""

    def nodes(self, nodes: sparse.csr_array) -> sparse.csr_array:
        """Node by pair: 1 where both combinations count."""
        both = nodes[self.first].multiply(nodes[self.second])
        return sparse.csr_array(both.T)


def meeting(cells: Cells, leaves: int) -> Pairs:
    """The pairs that meet in the clusters of cells, those of smaller clusters among them."""
    first, second = (cells.leaf[one] for one in couples(cells))
    low = np.concatenate((np.minimum(first, second), np.arange(leaves)))
    high = np.concatenate((np.maximum(first, second), np.arange(leaves)))
    occurring = np.flatnonzero(np.bincount(low * leaves + high))
    low, high = occurring // leaves, occurring % leaves
    number = np.full(leaves * leaves, -1)
    number[low * leaves + high] = number[high * leaves + low] = np.arange(len(occurring))
    return Pairs(low, high, number)


def added_up(cells: Cells, share: Floats, wanted: Products, pairs: Pairs, into: Floats) -> None:
    """Adds the products of cells to ``into``, by place, product and pair.

    ``share`` is the share of each cell's cluster, around the same centre in all of a place.
    """
    if not len(cells.unit):
        return
    leaves = round(len(pairs.number) ** 0.5)
    lowest, highest = cells.place.min(), cells.place.max()
    level = slice(int(lowest), int(highest) + 1)
    shape = (level.stop - level.start, into.shape[2])
    start = (cells.place - lowest) * shape[1]
    first, second = couples(cells)
    alone = start + pairs.number[cells.leaf * (leaves + 1)]
    met = start[first] + pairs.number[(cells.leaf * leaves)[first] + cells.leaf[second]]
    factors = cells.sums.take(first, axis=1), cells.sums.take(second, axis=1)
    # Cells of a place lie together, so that what is added to stays in the processor's cache.
    for at, products in (
        (alone, _products((cells.sums,), share, wanted)),
        (met, _products(factors, share[first], wanted)),
    ):
        for number, column in enumerate(products):
            found = np.bincount(at, column, shape[0] * shape[1])
            into[level, number] += found.reshape(shape)


def _products(factors: tuple[Floats, ...], power: Floats, wanted: Products) -> Iterator[Floats]:
    """Of a cell with itself, or of two cells both ways round, with each power of their share."""
    first, second = factors[0], factors[-1]
    for one, other, powers in wanted:
        product = first[one] * second[other]
        if len(factors) > 1:
            product += first[other] * second[one]
        yield product
        for _ in range(powers - 1):
            product *= power
            yield product


def of_nodes(sums: Floats, nodes: sparse.csr_array) -> Floats:
    """Sums by pair (or leaf), product and place, as sums by product, node and place."""
    found = nodes @ sums.reshape(len(sums), math.prod(sums.shape[1:]))
    shaped: Floats = found.reshape(len(found), *sums.shape[1:]).transpose(1, 0, 2)
    return shaped
