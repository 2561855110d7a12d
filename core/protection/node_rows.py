"""The nodes of one setting and year as rows, each with the rows one level up."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from core.cube.arrays import integers
from core.cube.lattice import DIMENSIONS, Breakdown
from core.groups.origin import NATIVE_2005
from core.groups.scheme import ALL, Scheme
from core.protection.arrays import Marks, Whole
from core.protection.judgement import Parents
from core.protection.nesting import NOWHERE
from core.protection.place_tree import PlaceTree

NATIVE = "native"


class NodeRows:
    """Numbers the nodes in the order in which they come, and finds parents among them."""

    def __init__(self, places: PlaceTree, schemes: Mapping[str, Scheme]) -> None:
        self._places, self._schemes = places, schemes
        self._parent = {name: parents_of(scheme) for name, scheme in schemes.items()}
        self._known: dict[Breakdown, tuple[Whole, Whole]] = {}
        self._rows = 0

    def add(self, breakdown: Breakdown, nodes: pa.Table) -> Parents:
        """The parents of these nodes; a breakdown comes after those with one dimension less."""
        place = integers(nodes, "place")
        columns = {name: integers(nodes, name) for name in DIMENSIONS}
        codes = self._codes(place, columns)
        order = np.argsort(codes)
        self._known[breakdown] = (codes[order], self._rows + order)
        self._rows += len(codes)
        found, same = self._around(breakdown, place, columns)
        depth = self._places.depth[place]
        for name in breakdown:
            parent = self._parent[name]
            above = columns | {name: parent[columns[name]]}
            less = tuple(other for other in breakdown if other != name)
            at_root = above[name] == 0
            codes = self._codes(place, above)
            rows = np.where(at_root, self._find(less, codes), self._find(breakdown, codes))
            found.append(rows)
            same.append(same_people(self._schemes, name, columns))
            depth = depth + depths_of(self._schemes[name])[columns[name]]
        around = len(found) - len(breakdown)
        return Parents(np.stack(found, axis=1), np.stack(same, axis=1), depth, around)

    def _around(
        self, breakdown: Breakdown, place: Whole, columns: Mapping[str, Whole]
    ) -> tuple[list[Whole], list[Marks]]:
        """The same node in the places around, and where those are the same place."""
        found, same = [], []
        tree = self._places
        for above, alone in zip(tree.parents[place].T, tree.identical[place].T, strict=True):
            rows = self._find(breakdown, self._codes(np.maximum(above, 0), columns))
            found.append(np.where(above == NOWHERE, NOWHERE, rows))
            same.append(alone)
        return found, same

    def _codes(self, place: Whole, columns: Mapping[str, Whole]) -> Whole:
        codes = place.astype(np.int64)
        for name in DIMENSIONS:
            codes = codes * len(self._schemes[name].nodes) + columns[name]
        return codes

    def _find(self, breakdown: Breakdown, codes: Whole) -> Whole:
        known, rows = self._known[breakdown]
        at = np.minimum(np.searchsorted(known, codes), max(len(known) - 1, 0))
        if not len(known):
            return np.full(len(codes), NOWHERE, np.int64)
        return np.where(known[at] == codes, rows[at], NOWHERE)


def parents_of(scheme: Scheme) -> Whole:
    """The position of each category's parent; the root is its own."""
    position = {code: number for number, code in enumerate(scheme.nodes)}
    known = dict(scheme.parents)
    return np.array([position[known.get(code, ALL)] for code in scheme.nodes], np.int64)


def depths_of(scheme: Scheme) -> Whole:
    """How deep each category lies."""
    return np.array([scheme.depth(code) for code in scheme.nodes], np.int64)


def same_people(schemes: Mapping[str, Scheme], name: str, columns: Mapping[str, Whole]) -> Marks:
    """Where leaving out this dimension's last step keeps the same people by definition.

    Origin follows generation and the other way round: whoever has a Dutch background is
    native, and whoever has another has a migration background.
    """
    native = schemes["origin"].nodes.index(NATIVE_2005)
    of_generation = schemes["generation"].nodes.index
    origin, generation = columns["origin"], columns["generation"]
    both_native = (origin == native) & (generation == of_generation(NATIVE))
    if name == "origin":
        return np.asarray(both_native)
    if name != "generation":
        return np.zeros(len(origin), np.bool_)
    foreign = (origin != native) & (origin > 0)
    migrated = generation == of_generation("migration_background")
    return np.asarray(both_native | (foreign & migrated))
