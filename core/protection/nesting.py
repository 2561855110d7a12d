"""Which cells lie within which, and what one hidden cell means for those within it."""

from dataclasses import dataclass

import numpy as np

from core.errors import ProtectionError
from core.protection.arrays import Marks, Whole, same_length, truth_values, whole_numbers

NOWHERE = -1
"""Stands where a row has no (further) parent."""


@dataclass(frozen=True, eq=False)
class Nesting:
    """Pairs of a canonical cell and a parent one level up in one dimension, by position.

    ``identical`` marks pairs that are the same people by public definition, such as a
    district with a single neighbourhood. A cell has a pair for each dimension that is not
    at its root.
    """

    cells: int
    child: Whole
    parent: Whole
    identical: Marks

    def __post_init__(self) -> None:
        same_length("nested pairs", self.child, self.parent, self.identical)
        truth_values(self.identical, "identical")
        for name in ("child", "parent"):
            positions = whole_numbers(getattr(self, name), name)
            if len(positions) and not 0 <= positions.min() <= positions.max() < self.cells:
                raise ProtectionError(f"nested pairs: a {name} lies outside the {self.cells} cells")
        if np.any(self.child == self.parent):
            raise ProtectionError("nested pairs: a cell is its own parent; check the trees")

    def of_children(self, pairs: Marks) -> Marks:
        """Mark the cells that are the child in one of these pairs."""
        marked = np.zeros(self.cells, np.bool_)
        marked[self.child[pairs]] = True
        return marked

    def below(self, hidden: Marks) -> Marks:
        """Mark the cells that lie, however deep, within a hidden one."""
        all_hidden, within = hidden, np.zeros(self.cells, np.bool_)
        while True:
            found = self.of_children(all_hidden[self.parent])
            if np.array_equal(found, within):
                return within
            all_hidden, within = hidden | found, found

    def depths(self) -> Whole:
        """How deep each cell lies: deeper than each of its parents."""
        depth = np.zeros(self.cells, np.int64)
        for _ in range(self.cells + 1):
            found = np.zeros(self.cells, np.int64)
            np.maximum.at(found, self.child, depth[self.parent] + 1)
            if np.array_equal(found, depth):
                return depth
            depth = found
        raise ProtectionError("nested pairs: a cell lies within itself; check the trees")
