"""The tables of a release on their way to disk: gathered, and written while others count."""

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from core.release.schema import TABLES

ROWS_PER_GROUP = 8_192
"""What a reader reads at least: few enough for an answer in milliseconds, and enough to pack."""
WAITING = 16
"""Batches that may wait to be written before whoever adds more waits too."""
PLACES = ("place", "other_place")
"""Columns with more names than each row group should have a list of."""


def _as_written(table: str) -> pa.Schema:
    """Other names by their number in a list, as they come and as they stand in the file."""
    return pa.schema(
        [
            field.with_type(pa.dictionary(pa.int32(), field.type))
            if field.type == pa.string() and field.name not in PLACES
            else field
            for field in TABLES[table]
        ]
    )


def _sought(table: str) -> list[str]:
    """The columns by which rows are looked for: a reader wants their bounds in every group."""
    return [
        field.name
        for field in TABLES[table]
        if field.type in (pa.string(), pa.int16()) and not field.name.endswith(("state", "reason"))
    ]


class TableFiles:
    """A Parquet file for each table; rows stand in it in the order in which they were added."""

    def __init__(self, folder: Path) -> None:
        self._files = {
            name: pq.ParquetWriter(
                folder / f"{name}.parquet",
                _as_written(name),
                compression="zstd",
                write_statistics=_sought(name),
                write_batch_size=ROWS_PER_GROUP,
                store_schema=False,
            )
            for name in TABLES
        }
        self._gathered: dict[str, list[pa.Table]] = {name: [] for name in TABLES}
        # One writer: what a file holds doesn't depend on who was faster.
        self._pool = ThreadPoolExecutor(max_workers=1)
        self._underway: deque[Future[None]] = deque()

    def add(self, table: str, rows: pa.Table) -> None:
        """Add rows with the table's columns; they are written once they fill a group."""
        if not rows.num_rows:
            # Nor any name of theirs: what a file holds follows from its rows alone.
            return
        gathered = self._gathered[table]
        gathered.append(rows)
        if sum(part.num_rows for part in gathered) >= ROWS_PER_GROUP:
            self._send(table)
        while len(self._underway) > WAITING:
            self._underway.popleft().result()

    def close(self) -> None:
        """Write what is left and close the files; whatever went wrong while writing is raised."""
        for table, gathered in self._gathered.items():
            if gathered:
                self._send(table)
        while self._underway:
            self._underway.popleft().result()
        for file in self._files.values():
            file.close()

    def abandon(self) -> None:
        """Let go of the files, whatever state they are in."""
        self._pool.shutdown(cancel_futures=True)
        for file in self._files.values():
            with suppress(Exception):
                file.close()

    def _send(self, table: str) -> None:
        gathered, self._gathered[table] = self._gathered[table], []
        self._underway.append(self._pool.submit(self._write, table, gathered))

    def _write(self, table: str, gathered: list[pa.Table]) -> None:
        file = self._files[table]
        together = pa.concat_tables([part.cast(file.schema) for part in gathered])
        file.write_table(together.unify_dictionaries(), row_group_size=ROWS_PER_GROUP)
