"""A breakdown as numbers: which nodes the people of a finest cell count for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np
import numpy.typing as npt

from core.cube.arrays import Integers
from core.cube.lattice import DIMENSIONS, Breakdown
from core.groups.scheme import Scheme


@dataclass(frozen=True)
class Expansion:
    """The nodes of one breakdown, numbered, and how leaves count for them."""

    breakdown: Breakdown
    schemes: Mapping[str, Scheme]
    """The scheme of every dimension that the finest cells keep apart."""

    @cached_property
    def _node_sets(self) -> tuple[Sequence[int], ...]:
        """For each dimension the node positions it is split in; the root where it is not."""
        return tuple(
            range(1, len(self.schemes[name].nodes)) if name in self.breakdown else (0,)
            for name in DIMENSIONS
        )

    @cached_property
    def nodes(self) -> Integers:
        """A row per node: its position in the scheme of each of DIMENSIONS."""
        return np.array(list(product(*self._node_sets)), np.int64)

    def numbers(self, columns: Sequence[npt.NDArray[np.integer]]) -> Integers:
        """The number of each node given by its positions in DIMENSIONS."""
        found: Integers = np.zeros(len(columns[0]), np.int64)
        for column, allowed in zip(columns, self._node_sets, strict=True):
            found = found * len(allowed) + (column - allowed[0])
        return found

    def expand(self, leaves: Mapping[str, npt.NDArray[np.integer]]) -> tuple[Integers, Integers]:
        """Cells repeated for each node they count for: (row numbers, node numbers)."""
        rows = np.arange(len(next(iter(leaves.values()))), dtype=np.int64)
        number: Integers = np.zeros(len(rows), np.int64)
        for name, allowed in zip(DIMENSIONS, self._node_sets, strict=True):
            if name not in self.breakdown:
                continue
            counts, offsets, flat = _paths(self.schemes[name])
            leaf = leaves[name][rows]
            times = counts[leaf]
            within = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
            node = flat[np.repeat(offsets[leaf], times) + within]
            rows, number = np.repeat(rows, times), np.repeat(number, times)
            number = number * len(allowed) + (node - 1)
        return rows, number


def _paths(scheme: Scheme) -> tuple[Integers, Integers, Integers]:
    """Per leaf: how many nodes below the root it counts for, and where they start in the list."""
    paths = [
        [scheme.nodes.index(node) for node in scheme.path(leaf)[:-1]] for leaf in scheme.leaves
    ]
    counts = np.array([len(path) for path in paths], np.int64)
    return counts, np.cumsum(counts) - counts, np.array([node for path in paths for node in path])
