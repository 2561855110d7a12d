"""Clusters by the leaves of the people in them: what tells how many clusters a node has.

A node has a cluster when anybody of it counts there, so clusters with people of the same leaves
are counted together. What a breakdown doesn't split takes leaves together; where few are left,
every set of them is a number, and a table by place and set has all there is to know.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from core.cube.arrays import Floats, Integers
from core.cube.couples import Cells

KindsOfLevel = tuple[Integers, Integers, Integers, Integers]
MOST_SETS = 1 << 23
"""Places by sets of leaves up to which they are counted in a table."""
SETS_PER_LEAF = 8
"""Up to so many for each leaf of a kind, that is; with more, kinds are sooner gone through."""


@dataclass(frozen=True)
class Kinds:
    """Clusters with people of the same leaves, counted: what tells how many a node has."""

    place: Integers
    clusters: Integers
    leaves: sparse.csr_array
    """Kind by combination: 1 where it has people."""

    def counts(self, nodes: sparse.csr_array, places: int, there: Integers) -> Floats:
        """Place by node: how many clusters have anybody there, in some of the places."""
        counted = np.zeros((places, nodes.shape[1]))
        alike, example = _alike(nodes)
        if places << len(example) <= min(MOST_SETS, SETS_PER_LEAF * self.leaves.nnz):
            counted[there] = self._by_set(alike, len(example), places)[there] @ _touched(
                nodes.toarray()[example]
            )
            return counted
        rows = np.flatnonzero(np.isin(self.place, there))
        found = (self.leaves if len(rows) == len(self.place) else self.leaves[rows]) @ nodes
        row = rows[np.repeat(np.arange(found.shape[0]), np.diff(found.indptr))]
        cell = self.place[row] * nodes.shape[1] + found.indices
        found = np.bincount(cell, self.clusters[row].astype(np.float64), counted.size)
        return np.asarray(found.reshape(counted.shape), np.float64)

    def _by_set(self, alike: Integers, bits: int, places: int) -> sparse.csr_array:
        """Clusters by place and set of leaves, those taken together that are alike."""
        bit = np.left_shift(1, alike)[self.leaves.indices]
        sets = np.bitwise_or.reduceat(bit, self.leaves.indptr[:-1]) if len(bit) else bit
        cell = (self.place << bits) + sets
        found = np.bincount(cell, self.clusters.astype(np.float64), places << bits)
        # Few sets occur: a product of whole tables would be longer, and take every processor.
        occurring = np.flatnonzero(found)
        starts = np.searchsorted(occurring, np.arange(places + 1) << bits)
        counts = (found[occurring].astype(np.float64), occurring & ((1 << bits) - 1), starts)
        return sparse.csr_array(counts, shape=(places, 1 << bits))


def _alike(nodes: sparse.csr_array) -> tuple[Integers, Integers]:
    """Which combinations of leaves count for the same nodes, and one of each."""
    _, example, alike = np.unique(nodes.toarray(), axis=0, return_index=True, return_inverse=True)
    return alike.ravel(), example


def _touched(nodes: Floats) -> Floats:
    """Set of leaves by node: 1 where any of them counts."""
    sets = np.arange(1 << len(nodes))[:, None]
    members = np.left_shift(1, np.arange(len(nodes)))
    of_node = (members[:, None] * (nodes > 0)).sum(axis=0)
    return np.asarray((sets & of_node) != 0, np.float64)


def kinds(levels: Sequence[KindsOfLevel], leaves: int) -> Kinds:
    """The kinds of clusters of some levels of places together."""
    place, clusters, size, leaf = (np.concatenate(column) for column in zip(*levels, strict=True))
    members = (np.ones(len(leaf)), leaf, np.append(0, np.cumsum(size)))
    return Kinds(place, clusters, sparse.csr_array(members, shape=(len(place), leaves)))


def kinds_of_level(cells: Cells, leaves: int) -> KindsOfLevel:
    """Of each kind its place, its clusters and its number of leaves; and these, one by one."""
    # Sums of numbers of 64 bits, drawn once and for all, tell sets of leaves apart.
    mark = np.random.Generator(np.random.PCG64(1)).integers(0, 1 << 63, leaves + 1, np.uint64)
    starts = cells.clusters()
    if not len(starts):
        return starts, starts, starts, starts
    sets = np.add.reduceat(mark[cells.leaf], starts)
    sets += mark[-1] * cells.place[starts].astype(np.uint64)
    _, example, clusters = np.unique(sets, return_index=True, return_counts=True)
    size = np.diff(starts, append=len(cells.leaf))[example]
    until = np.append(0, np.cumsum(size))
    taken = np.repeat(starts[example] - until[:-1], size) + np.arange(until[-1])
    return cells.place[starts[example]], clusters, size, cells.leaf[taken]
