"""People by bins of both shares, from the finest cells to every node.

The engine gives the finest cells, which are few, and everything larger is a sum of these. With
a row for each place and combination of leaves, and a column for each bin, adding up is a matrix
of ones: exact for whole numbers, and sums of record keys wrap as they must.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from scipy import sparse

from core.cube.arrays import Integers, integers, values_of, wrapped
from core.cube.classes import Sums, bins_in_all, bins_of
from core.cube.engine import Engine
from core.cube.lattice import DIMENSIONS, EVERYWHERE, NATIONWIDE, Breakdown, Lattice
from core.cube.members import Members, members
from core.cube.moments import narrow_sql

Binned = Mapping[str, Sums]
"""By what is summed, ``people`` and perhaps ``key_sum``: a row for each bin."""


@dataclass(frozen=True)
class Bins:
    """Sums of cells, by place and leaves (rows) and bin (columns)."""

    place: Integers
    """Position of each row's place among those that occur."""
    leaves: Mapping[str, Integers]
    sums: Mapping[str, Sums]
    places: int
    around: Members
    """For each place by number, the positions of those that it is made up of."""
    country: Members
    nodes: Mapping[str, Members]
    """In each dimension, the nodes that each leaf counts for."""

    @classmethod
    def of_cells(cls, engine: Engine, lattice: Lattice, with_keys: bool) -> "Bins":
        """The cells that lie ready in an engine, with its lookups."""
        level, counted = lattice.cell_level, ("people", "key_sum")[: 1 + with_keys]
        classes = ("x_class", "y_class", "gap")
        columns = (f"{level} AS place", *lattice.dimensions, *classes, *map(narrow_sql, counted))
        cells = engine.rows(f"SELECT {', '.join(columns)} FROM cells")
        occurring, place = np.unique(integers(cells, "place"), return_inverse=True)
        names = lattice.dimensions
        row, keys = _numbered([place, *(integers(cells, name) for name in names)])
        shape = (len(keys[0]), bins_in_all(lattice.thresholds))
        at_home, there, gap = (integers(cells, name) for name in classes)
        bins = bins_of(at_home, there, gap, lattice.thresholds)
        at = np.concatenate([row * shape[1] + one for one in bins])
        around, country = _around(engine, level, occurring)
        return cls(
            place=keys[0],
            leaves=dict(zip(names, keys[1:], strict=True)),
            sums={name: _summed(at, values_of(cells, name), len(bins), shape) for name in counted},
            places=len(occurring),
            around=around,
            country=country,
            nodes={name: _lookup(engine, f"{name}_nodes", "leaf", "node") for name in DIMENSIONS},
        )

    def nationwide(self) -> "Bins":
        """The same for the country alone: one row for each combination of leaves."""
        inside = np.isin(self.place, self.country.part)
        names = tuple(self.leaves)
        leaf, keys = _numbered([self.leaves[name][inside] for name in names])
        ones = (leaf, np.flatnonzero(inside)), (len(keys[0]) if keys else 0, len(self.place))
        alone = Members(self.country.whole[:1], np.zeros(min(len(self.country.whole), 1), np.int64))
        return Bins(
            place=np.zeros(ones[1][0], np.int64),
            leaves=dict(zip(names, keys, strict=True)),
            sums={name: _added(*ones, sums) for name, sums in self.sums.items()},
            places=1,
            around=alone,
            country=alone,
            nodes=self.nodes,
        )

    def of(self, breakdown: Breakdown, wanted: pa.Table) -> Binned:
        """The sums of the wanted nodes of one breakdown."""
        row, node, size = np.arange(len(self.place)), np.zeros(len(self.place), np.int64), 1
        wanted_node = np.zeros(wanted.num_rows, np.int64)
        for name in breakdown:
            found, whose = self.nodes[name].of(self.leaves[name][row])
            wide = int(self.nodes[name].part.max()) + 1
            row, node, size = row[whose], node[whose] * wide + found, size * wide
            wanted_node = wanted_node * wide + integers(wanted, name)
        small = (self.place[row] * size + node, row), (self.places * size, len(self.place))
        part, whose = self.around.of(integers(wanted, "place"))
        large = (whose, part * size + wanted_node[whose]), (wanted.num_rows, self.places * size)
        return {
            name: _added(*large, _added(*small, sums)).T.copy() for name, sums in self.sums.items()
        }


def _numbered(columns: list[Integers]) -> tuple[Integers, list[Integers]]:
    """For each row the number of its combination, and what each combination is made of."""
    sizes = [int(column.max(initial=0)) + 1 for column in columns]
    code = np.zeros(len(columns[0]) if columns else 0, np.int64)
    for column, size in zip(columns, sizes, strict=True):
        code = code * size + column
    occurring, number = np.unique(code, return_inverse=True)
    return number, [np.asarray(one) for one in np.unravel_index(occurring, sizes)]


def _summed(
    at: Integers, values: npt.NDArray[np.generic], times: int, shape: tuple[int, int]
) -> Sums:
    """Values added up at their positions, of which each value has as many."""
    size = shape[0] * shape[1]
    if values.dtype != np.uint64:
        added = np.bincount(at, np.tile(values.astype(np.float64), times), size)
        return added.astype(np.int64).reshape(shape)
    return wrapped(at, np.tile(values.astype(np.uint64), times), shape)


def _added(at: tuple[Integers, Integers], shape: tuple[int, int], sums: Sums) -> Sums:
    """Rows added up: ``at`` has which sum each of them counts for, and which row."""
    ones = np.ones(len(at[0]), sums.dtype)
    added: Sums = sparse.csr_array((ones, at), shape=shape) @ sums
    return added


def _lookup(engine: Engine, name: str, whole: str, part: str) -> Members:
    rows = engine.rows(f"SELECT DISTINCT {whole}, {part} FROM {name} ORDER BY {whole}, {part}")
    return members(integers(rows, whole), integers(rows, part))


def _around(engine: Engine, level: str, occurring: Integers) -> tuple[Members, Members]:
    """The places that each place is made up of, everywhere and in the country alone."""
    found = _lookup(engine, EVERYWHERE, "place", "cell_place")
    country = _lookup(engine, NATIONWIDE, "place", "cell_place")
    if level != "cluster":
        cluster = _lookup(engine, EVERYWHERE, "cluster", "cell_place")
        part, whose = cluster.of(country.part)
        country = Members(country.whole[whose], part)
    return _positions(found, occurring), _positions(country, occurring)


def _positions(found: Members, occurring: Integers) -> Members:
    known = np.isin(found.part, occurring)
    return Members(found.whole[known], np.searchsorted(occurring, found.part[known]))
