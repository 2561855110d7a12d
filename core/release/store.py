"""Reads a release's tables: the only SQL that runs online, with values bound, never pasted."""

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from core.errors import ReleaseError

Value = str | int | float | Sequence[str] | Sequence[int]


class Store:
    """The tables of one release, open for reading by any thread."""

    def __init__(self, folder: Path, tables: Sequence[str]) -> None:
        self._tables = frozenset(tables)
        # What a visitor asks can't make the engine read or write anything but the release.
        self._connection = duckdb.connect(config={"threads": 1, "enable_external_access": True})
        for table in tables:
            quoted = str(folder / f"{table}.parquet").replace("'", "''")
            self._connection.execute(
                f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{quoted}')"
            )
        self._connection.execute("SET parquet_metadata_cache = true")
        self._local = threading.local()

    def select(
        self, table: str, columns: Sequence[str], where: Mapping[str, Value], order: str = ""
    ) -> pa.Table:
        """The chosen columns of the rows whose columns equal, or are among, the values."""
        if table not in self._tables:
            raise ReleaseError(f"no table '{table}' in this release")
        conditions, values = [], []
        for column, value in where.items():
            several = isinstance(value, Sequence) and not isinstance(value, str)
            conditions.append(f"{column} IN (SELECT UNNEST(?))" if several else f"{column} = ?")
            values.append(list(value) if isinstance(value, Sequence) and several else value)
        quoted = ", ".join(f'"{column}"' for column in columns)
        chosen = f"SELECT {quoted} FROM {table}"
        filtered = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        ordered = f" ORDER BY {order}" if order else ""
        return self._cursor().sql(chosen + filtered + ordered, params=values).to_arrow_table()

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        if not hasattr(self._local, "cursor"):
            self._local.cursor = self._connection.cursor()
        cursor: duckdb.DuckDBPyConnection = self._local.cursor
        return cursor
