"""The cells of a city in a row, and which lies within which."""

import numpy as np
import numpy.typing as npt

from core.groups.origin import NATIVE_18, ORIGIN_18
from core.groups.person import GENERATION
from core.protection.arrays import Whole
from core.protection.attacks.evidence import Cells
from core.protection.composition_tables import Residents
from core.protection.nesting import Nesting
from core.protection.node_rows import parents_of
from core.protection.place_tree import PlaceTree


def nested_cells(
    places: Whole, tree: PlaceTree, exact: npt.NDArray[np.int64], residents: Residents
) -> Cells:
    """Every cell of place × origin × generation in which anyone is."""
    people, keys = exact[places], residents.keys[places]
    number = np.full(len(tree.depth), -1, np.int64)
    number[places] = np.arange(len(places))
    at = np.nonzero(people)
    row = np.full(people.shape, -1, np.int64)
    row[at] = np.arange(len(at[0]))
    found: list[tuple[Whole, Whole, npt.NDArray[np.bool_]]] = []
    for above, alone in zip(tree.parents[places].T, tree.identical[places].T, strict=True):
        parent = np.where(above >= 0, number[np.maximum(above, 0)], -1)[at[0]]
        there = parent >= 0
        inside = row[np.maximum(parent, 0), at[1], at[2]]
        found.append((np.flatnonzero(there), inside[there], alone[at[0]][there]))
    native = np.array([code == NATIVE_18 for code in ORIGIN_18.nodes])[at[1]]
    born = np.array(GENERATION.nodes)[at[2]]
    both_native = native & (born == "native")
    migrated = ~native & (at[1] > 0) & (born == "migration_background")
    split, inner = at[1] > 0, at[2] > 0
    of_origin = row[at[0], parents_of(ORIGIN_18)[at[1]], at[2]]
    of_generation = row[at[0], at[1], parents_of(GENERATION)[at[2]]]
    found.append((np.flatnonzero(split), of_origin[split], both_native[split]))
    same = both_native | migrated
    found.append((np.flatnonzero(inner), of_generation[inner], same[inner]))
    child, parent, identical = (np.concatenate(parts) for parts in zip(*found, strict=True))
    counts, sums = people[at], keys[at]
    identical &= sums[child] == sums[parent]
    nesting = Nesting(len(counts), child.astype(np.int64), parent.astype(np.int64), identical)
    return Cells(counts.astype(np.int64), sums, nesting)
