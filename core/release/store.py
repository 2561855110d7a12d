"""Reads a release's tables, and of them only the row groups in which an answer can lie.

No query language is involved: what a visitor asks is compared with values, never run.
"""

import threading
from collections.abc import Mapping, Sequence
from functools import cached_property, reduce
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from core.cube.arrays import column as number_array
from core.cube.arrays import texts
from core.errors import ReleaseError
from core.release.kept_columns import KeptColumns

MOST_KEPT_BYTES = 96 * 2**20
"""Decoded columns that a process keeps at hand, of one release."""
Value = str | int | float | Sequence[str] | Sequence[int]
Wanted = Mapping[str, Sequence[Any]]
"""By column the values that a row may have, ascending, and of the column's own type."""
Bounds = tuple[npt.NDArray[Any], npt.NDArray[Any], npt.NDArray[np.bool_]]
"""Lowest and highest value of every row group, and of which groups these are known."""


class Store:
    """The tables of one release, open for reading by any thread."""

    def __init__(self, folder: Path, tables: Sequence[str]) -> None:
        kept = KeptColumns(MOST_KEPT_BYTES)
        self._files = {table: _TableFile(folder / f"{table}.parquet", kept) for table in tables}

    def select(
        self, table: str, columns: Sequence[str], where: Mapping[str, Value], order: str = ""
    ) -> pa.Table:
        """The chosen columns of the rows whose columns equal, or are among, the values.

        In the order of the table, or of one column.
        """
        if table not in self._files:
            raise ReleaseError(f"no table '{table}' in this release")
        wanted = {column: _several(value) for column, value in where.items()}
        read = tuple(dict.fromkeys((*columns, order) if order else columns))
        rows = self._files[table].select(read, wanted)
        return (rows.sort_by(order) if order else rows).select(list(columns))


def _several(value: Value) -> Sequence[Any]:
    """The values in ascending order; a text is one value."""
    if isinstance(value, str | int | float):
        return (value,)
    return sorted(value)


class _TableFile:
    """One table's file: what it holds where, and a reader for each thread."""

    def __init__(self, path: Path, kept: KeptColumns) -> None:
        self._path = path
        self._kept = kept
        self._local = threading.local()
        self._bounds: dict[str, Bounds] = {}

    def select(self, columns: Sequence[str], wanted: Wanted) -> pa.Table:
        """The chosen columns of the wanted rows, in the order of the file."""
        schema = pa.schema([self._schema.field(column) for column in columns])
        groups = (self._group(group, columns, wanted) for group in self._candidates(wanted))
        found = (rows.cast(schema) for rows in groups if rows.num_rows)
        return pa.concat_tables([pa.Table.from_batches([], schema), *found])

    def _candidates(self, wanted: Wanted) -> Sequence[int]:
        """The row groups whose bounds leave room for wanted rows."""
        groups = np.arange(self._metadata.num_row_groups)
        for column, values in wanted.items():
            groups = groups[_may_hold(self._bounds_of(column), groups, values)]
        return [int(group) for group in groups]

    def _group(self, group: int, columns: Sequence[str], wanted: Wanted) -> pa.Table:
        """The wanted rows of one row group."""
        undecided = [column for column in wanted if not self._is_constant(column, group)]
        if not undecided:
            return self._read(group, columns)
        judged = self._read(group, undecided)
        fits = reduce(pc.and_, (_among(judged[column], wanted[column]) for column in undecided))
        if not pc.any(fits).as_py():
            return judged.slice(0, 0).select([])
        others = self._read(group, [column for column in columns if column not in undecided])
        parts = {column: (judged if column in undecided else others)[column] for column in columns}
        return pa.table(parts).filter(fits)

    def _is_constant(self, column: str, group: int) -> bool:
        lowest, highest, known = self._bounds_of(column)
        return bool(known[group] and lowest[group] == highest[group])

    def _read(self, group: int, columns: Sequence[str]) -> pa.Table:
        """Columns of a row group: many visitors look at other rows of the same ones."""
        found = {column: self._kept.get((self._path.name, group, column)) for column in columns}
        unread = [column for column, values in found.items() if values is None]
        if unread:
            read = self._reader.read_row_group(group, unread, use_threads=False)
            for column in unread:
                found[column] = read[column]
                self._kept.put((self._path.name, group, column), read[column])
        return pa.table(found)

    @property
    def _reader(self) -> pq.ParquetFile:
        if not hasattr(self._local, "reader"):
            texts = [field.name for field in self._schema if pa.types.is_string(field.type)]
            self._local.reader = pq.ParquetFile(
                self._path, metadata=self._metadata, read_dictionary=texts
            )
        return self._local.reader

    @cached_property
    def _metadata(self) -> pq.FileMetaData:
        return pq.ParquetFile(self._path).metadata

    @cached_property
    def _schema(self) -> pa.Schema:
        return self._metadata.schema.to_arrow_schema()

    def _bounds_of(self, column: str) -> Bounds:
        """Lowest and highest value of a column in every row group."""
        if column not in self._bounds:
            self._bounds[column] = self._read_bounds(self._schema.names.index(column))
        return self._bounds[column]

    def _read_bounds(self, position: int) -> Bounds:
        groups = range(self._metadata.num_row_groups)
        found = [self._metadata.row_group(group).column(position).statistics for group in groups]
        known = [one is not None and one.has_min_max and one.null_count == 0 for one in found]
        some = next((one.min for one, is_known in zip(found, known, strict=True) if is_known), 0)
        lowest, highest = (
            np.array([getattr(o, end) if k else some for o, k in zip(found, known, strict=True)])
            for end in ("min", "max")
        )
        return lowest, highest, np.array(known, np.bool_)


def _among(column: pa.ChunkedArray, values: Sequence[Any]) -> pa.Array:
    """Per row whether it has one of the values; texts are compared once per dictionary."""
    cells = column.combine_chunks()
    if not isinstance(cells, pa.DictionaryArray):
        wanted = number_array(np.array(values))
        return pc.is_in(cells.cast(wanted.type), wanted)
    fits = pc.is_in(cells.dictionary, texts([str(value) for value in values]))
    return fits.take(cells.indices)


def _may_hold(
    bounds: Bounds, groups: npt.NDArray[np.int64], values: Sequence[Any]
) -> npt.NDArray[np.bool_]:
    """Of which of these row groups the bounds leave room for any of the values, which ascend."""
    if not values:
        return np.zeros(len(groups), np.bool_)
    lowest, highest, known = (part[groups] for part in bounds)
    if not known.any():
        return ~known
    ascending = np.array(values)
    first = np.searchsorted(ascending, lowest)
    fits = ascending[np.minimum(first, len(values) - 1)] <= highest
    return ~known | ((first < len(values)) & fits)
