"""Nodes by the names they have in a release, instead of by number."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from core.cube.count import NODE
from core.cube.cube import Part
from core.cube.geography import Geography
from core.cube.rollup import schemes

NO_BREAKDOWN = "none"


def breakdown_name(breakdown: Sequence[str]) -> str:
    """The name of a breakdown, such as ``origin+stratum``."""
    return "+".join(breakdown) or NO_BREAKDOWN


def labels(positions: npt.NDArray[np.integer], names: Sequence[str]) -> pa.Array:
    """Positions as the names they stand for."""
    return pa.DictionaryArray.from_arrays(pa.array(positions.astype(np.int32)), pa.array(names))


def constant(value: str, rows: int) -> pa.Array:
    """One name for every row."""
    return labels(np.zeros(rows, np.int32), [value])


def node_order(table: pa.Table) -> npt.NDArray[np.int64]:
    """The order of rows in a release: by place, then by categories in reading order."""
    keys = [table[name].to_numpy() for name in reversed(NODE)]
    order: npt.NDArray[np.int64] = np.lexsort(keys)
    return order


def node_columns(part: Part, geography: Geography, table: pa.Table) -> dict[str, pa.Array]:
    """The columns that say which node each row is about."""
    place = table["place"].to_numpy()
    levels, codes = zip(*geography.nodes, strict=True)
    columns = {
        "setting": constant(part.setting.code, len(place)),
        "year": pa.array(np.full(len(place), part.year, np.int16)),
        "breakdown": constant(breakdown_name(part.breakdown), len(place)),
        "level": _distinct(place, levels),
        "place": labels(place, codes),
    }
    for dimension, scheme in schemes(part.setting).items():
        columns[dimension] = labels(table[dimension].to_numpy(), scheme.nodes)
    return columns


def _distinct(place: npt.NDArray[np.integer], levels: Sequence[str]) -> pa.Array:
    names = sorted(set(levels))
    of_place = np.array([names.index(level) for level in levels], np.int32)
    return labels(of_place[place], names)
