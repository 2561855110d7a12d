"""Counts and means of home areas themselves: everyone in one shares the neighbourhood share."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from scipy import sparse

from core.cube.arrays import Integers, table_of, wrapped
from core.cube.expansion import Expansion
from core.cube.fixed_point import ONE
from core.cube.journeys import Journeys
from core.cube.lattice import DIMENSIONS, NODE, Breakdown
from core.cube.rollup import schemes
from core.groups.setting import Setting

HALF = 24
"""Of the bits of a share: sums of so few are exact in floating point."""
Unsigned = npt.NDArray[np.uint64]


@dataclass(frozen=True)
class HomeCells:
    """People by home area and leaves."""

    area: Integers
    leaves: Mapping[str, Integers]
    counts: Integers
    """A column each: people, those who stay, and two halves of the sum of their units' shares."""
    homes: Mapping[str, Integers]
    """The number of each home area, and its share in fixed point."""
    keys: Unsigned
    """A column each: the sums of the keys of the people and of those who stay."""


def home_cells(found: Journeys) -> HomeCells:
    """The journeys by home area and leaves."""
    area = np.searchsorted(found.x["home_area"], found.area)
    sizes = [len(found.x["home_area"])]
    code = area
    for name in DIMENSIONS:
        sizes.append(int(found.leaves[name].max(initial=0)) + 1)
        code = code * sizes[-1] + found.leaves[name]
    total = int(np.prod(sizes))
    people, y = found.everyone.people, found.y[found.unit]
    counts = [
        np.bincount(code, column.astype(np.float64), total)
        for column in (people, found.stay.people, people * (y >> HALF), people * (y % (1 << HALF)))
    ]
    keys = [wrapped(code, one.keys, (total,)) for one in (found.everyone, found.stay)]
    occurring = np.flatnonzero(counts[0])
    where, *leaves = np.unravel_index(occurring, sizes)
    return HomeCells(
        area=where,
        leaves=dict(zip(DIMENSIONS, leaves, strict=True)),
        counts=np.stack([one[occurring].astype(np.int64) for one in counts], axis=1),
        homes=found.x,
        keys=np.stack([one[occurring] for one in keys], axis=1),
    )


def home_area_means(cells: HomeCells, setting: Setting, breakdown: Breakdown) -> pa.Table:
    """Counts and means of one breakdown for home areas themselves."""
    expansion, homes = Expansion(breakdown, schemes(setting)), cells.homes
    row, node = expansion.expand(cells.leaves)
    nodes, areas = expansion.nodes, homes["home_area"]
    at = (cells.area[row] * len(nodes) + node, row)
    shape = (len(areas) * len(nodes), len(cells.area))
    counts, keys = (
        sparse.csr_array((np.ones(len(row), sums.dtype), at), shape=shape) @ sums
        for sums in (cells.counts, cells.keys)
    )
    kept = np.flatnonzero(counts[:, 0])
    people, stay, high, low = counts[kept].T
    area, node = kept // len(nodes), kept % len(nodes)
    of_node = dict(zip(NODE, (areas[area], *nodes[node].T), strict=True))
    return table_of(
        {name: one.astype(np.int32) for name, one in of_node.items()}
        | {
            "people": people,
            "same_municipality": stay,
            "key_sum": keys[kept, 0],
            "same_municipality_keys": keys[kept, 1],
            "x_mean": homes["x"][area] / float(ONE),
            "y_mean": (high * float(1 << HALF) + low) / people / float(ONE),
        }
    )
