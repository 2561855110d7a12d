"""Nodes by the names they have in a release, instead of by number."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from core.cube.arrays import column, integers, texts, values_of
from core.cube.geography import Geography
from core.cube.lattice import NODE, Breakdown
from core.cube.rollup import schemes
from core.groups.setting import Setting

NO_BREAKDOWN = "none"


def breakdown_name(breakdown: Sequence[str]) -> str:
    """The name of a breakdown, such as ``origin+stratum``."""
    return "+".join(breakdown) or NO_BREAKDOWN


def labels(positions: npt.NDArray[np.integer], names: Sequence[str]) -> pa.Array:
    """Positions as the names they stand for."""
    return pa.DictionaryArray.from_arrays(column(positions.astype(np.int32)), texts(names))


def constant(value: str, rows: int) -> pa.Array:
    """One name for every row."""
    return labels(np.zeros(rows, np.int32), [value])


def in_order(table: pa.Table, keys: Sequence[str] = NODE) -> pa.Table:
    """The rows by place, then by categories in reading order."""
    order = np.lexsort([values_of(table, name) for name in reversed(keys)])
    return table.take(column(order))


@dataclass(frozen=True)
class Nodes:
    """Names for the nodes of one breakdown of one setting and year."""

    setting: Setting
    year: int
    breakdown: Breakdown
    geography: Geography

    def columns(self, table: pa.Table) -> dict[str, pa.Array]:
        """The columns that say which node each row is about."""
        place = integers(table, "place")
        rows = len(place)
        columns = {
            "setting": constant(self.setting.code, rows),
            "year": column(np.full(rows, self.year, np.int16)),
            "breakdown": constant(breakdown_name(self.breakdown), rows),
        } | place_columns(place, self.geography)
        for dimension, scheme in schemes(self.setting).items():
            columns[dimension] = labels(integers(table, dimension), scheme.nodes)
        return columns


def place_columns(place: npt.NDArray[np.integer], geography: Geography) -> dict[str, pa.Array]:
    """Level and code of places given by number."""
    if len(place) > len(geography.nodes):
        # So many rows that listing all places costs less than finding which occur.
        names, level, codes = geography.texts
        rows = column(place.astype(np.int32))
        return {
            "level": pa.DictionaryArray.from_arrays(column(level[place]), names),
            "place": pa.DictionaryArray.from_arrays(rows, codes),
        }
    occurring, row = np.unique(place, return_inverse=True)
    levels = [geography.nodes[number][0] for number in occurring]
    codes = [geography.nodes[number][1] for number in occurring]
    names = tuple(dict.fromkeys(levels))
    level = np.array([names.index(one) for one in levels], np.int32)
    return {"level": labels(level[row], names), "place": labels(row, codes)}
