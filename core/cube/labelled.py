"""Nodes by the names they have in a release, instead of by number."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from core.cube.count import NODE
from core.cube.geography import Geography
from core.cube.lattice import Breakdown
from core.cube.rollup import schemes
from core.groups.setting import Setting

NO_BREAKDOWN = "none"


def breakdown_name(breakdown: Sequence[str]) -> str:
    """The name of a breakdown, such as ``origin+stratum``."""
    return "+".join(breakdown) or NO_BREAKDOWN


def labels(positions: npt.NDArray[np.integer], names: Sequence[str]) -> pa.Array:
    """Positions as the names they stand for."""
    indices = pa.array(positions.astype(np.int32))
    return pa.DictionaryArray.from_arrays(indices, pa.array(names, pa.string()))


def constant(value: str, rows: int) -> pa.Array:
    """One name for every row."""
    return labels(np.zeros(rows, np.int32), [value])


def node_order(table: pa.Table) -> npt.NDArray[np.int64]:
    """The order of rows in a release: by place, then by categories in reading order."""
    keys = [table[name].to_numpy() for name in reversed(NODE)]
    order: npt.NDArray[np.int64] = np.lexsort(keys)
    return order


@dataclass(frozen=True)
class Nodes:
    """Names for the nodes of one breakdown of one setting and year."""

    setting: Setting
    year: int
    breakdown: Breakdown
    geography: Geography

    def columns(self, table: pa.Table) -> dict[str, pa.Array]:
        """The columns that say which node each row is about."""
        place = table["place"].to_numpy()
        rows = len(place)
        columns = {
            "setting": constant(self.setting.code, rows),
            "year": pa.array(np.full(rows, self.year, np.int16)),
            "breakdown": constant(breakdown_name(self.breakdown), rows),
        } | place_columns(place, self.geography)
        for dimension, scheme in schemes(self.setting).items():
            columns[dimension] = labels(table[dimension].to_numpy(), scheme.nodes)
        return columns


def place_columns(place: npt.NDArray[np.integer], geography: Geography) -> dict[str, pa.Array]:
    """Level and code of places given by number."""
    levels, codes = zip(*geography.nodes, strict=True)
    names = tuple(dict.fromkeys(levels))
    level = np.array([names.index(one) for one in levels], np.int32)
    return {"level": labels(level[place], names), "place": labels(place, codes)}
