"""Writes a bundle: rows in, checked against the contract, and the whole made visible at once.

>>> with writing_bundle(target, "synthetic", sources) as writer:     # doctest: +SKIP
...     writer.add("places", places)          # first: later rows point at them
...     for chunk in chunks_by_year_and_home_area:
...         writer.add("residents", chunk)    # then these, before school and work
...     for chunk in chunks_by_year_and_unit:
...         writer.add("school", chunk)       # a table that gets no rows is there, empty
>>> bundle = open_bundle(target)                                   # doctest: +SKIP
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from core.bundle.atomic import folder_written_whole
from core.bundle.bundle import MANIFEST, Bundle, open_bundle
from core.bundle.checks import Ledger, require_hierarchy
from core.bundle.schema import PLACES, ROWS_PER_GROUP, SCHEMA, TABLES, TableSchema
from core.errors import BundleError
from core.sources.provenance import Basis, Provenance, sha256_of

RANDOM_COLUMNS = ("record_key", "key_sum")


class _TableFile:
    """One Parquet file that grows by chunks of any size, in row groups of one size."""

    def __init__(self, folder: Path, table: TableSchema) -> None:
        self.path = folder / table.file
        self.rows = 0
        self._columns = table.columns
        self._waiting: list[pa.Table] = []
        packed = [name for name in table.columns.names if name not in RANDOM_COLUMNS]
        self._parquet = pq.ParquetWriter(
            self.path, table.columns, compression="zstd", use_dictionary=packed
        )

    def append(self, rows: pa.Table) -> None:
        # The offered schema may allow empty cells where the contract's doesn't.
        self._waiting.append(rows.cast(self._columns))
        self.rows += rows.num_rows
        waiting = sum(chunk.num_rows for chunk in self._waiting)
        if waiting >= ROWS_PER_GROUP:
            whole = waiting - waiting % ROWS_PER_GROUP
            together = pa.concat_tables(self._waiting)
            self._parquet.write_table(together.slice(0, whole), row_group_size=ROWS_PER_GROUP)
            self._waiting = [together.slice(whole)]

    def close(self) -> None:
        if any(chunk.num_rows for chunk in self._waiting):
            together = pa.concat_tables(self._waiting)
            self._parquet.write_table(together, row_group_size=ROWS_PER_GROUP)
        self.abandon()

    def abandon(self) -> None:
        self._waiting = []
        self._parquet.close()


class BundleWriter:
    """Takes a bundle's tables chunk by chunk; made by ``writing_bundle``."""

    def __init__(self, folder: Path, basis: Basis, sources: Iterable[Provenance]) -> None:
        self.folder = folder
        """The partial folder; what else is put there must be gone before the block ends."""
        self.basis = basis
        self.sources = tuple(sources)
        self.linkage: Mapping[str, Any] = {}
        """How many records could be linked; may be set until the block ends."""
        self.keys = ""
        """Fingerprint of the seed of the record keys, where there are keys; may be set too."""
        self._ledger = Ledger()
        self._files = {table.name: _TableFile(folder, table) for table in TABLES}

    def add(self, table: str, rows: pa.Table) -> None:
        """Adds rows to places, residents, school or work, in the contract's order."""
        if table not in self._files:
            known = ", ".join(self._files)
            raise BundleError(f"no table '{table}' in a bundle; expected one of {known}")
        schema = next(schema for schema in TABLES if schema.name == table)
        self._ledger.admit(schema, rows)
        self._files[table].append(rows)

    def finish(self) -> None:
        """Closes the tables, refuses what can only be seen at the end, says what is there."""
        for file in self._files.values():
            file.close()
        require_hierarchy(pq.read_table(self._files[PLACES.name].path))
        self._ledger.require_complete()
        if len(self._ledger.vintages) != 1 or not self._ledger.years:
            raise BundleError("bundle: has no places or no residents; expected both: add them")
        manifest = json.dumps(self._manifest(), indent=1, ensure_ascii=False)
        (self.folder / MANIFEST).write_text(manifest + "\n", "utf-8")

    def abandon(self) -> None:
        """Lets go of the files, whatever state they are in."""
        for file in self._files.values():
            with suppress(Exception):
                file.abandon()

    def _manifest(self) -> dict[str, Any]:
        return {
            "schema": SCHEMA,
            "basis": self.basis,
            "years": sorted(self._ledger.years),
            "vintage": next(iter(self._ledger.vintages)),
            "sources": [vars(source) for source in self.sources],
            "tables": {
                name: {"rows": file.rows, "sha256": sha256_of(file.path)}
                for name, file in self._files.items()
            },
            "linkage": dict(self.linkage),
            "keys": self.keys,
        }


@contextmanager
def writing_bundle(
    target: Path, basis: Basis, sources: Iterable[Provenance] = ()
) -> Iterator[BundleWriter]:
    """A writer whose bundle appears when the block ends well, and leaves no trace when not."""
    with folder_written_whole(Path(target), BundleError) as folder:
        writer = BundleWriter(folder, basis, sources)
        try:
            yield writer
            writer.finish()
        finally:
            writer.abandon()


def write_bundle(
    target: Path,
    basis: Basis,
    tables: Mapping[str, pa.Table],
    sources: Iterable[Provenance] = (),
    keys: str = "",
) -> Bundle:
    """The bundle of tables that fit in memory, written and opened."""
    with writing_bundle(target, basis, sources) as writer:
        writer.keys = keys
        for schema in TABLES:
            if schema.name in tables:
                writer.add(schema.name, tables[schema.name])
    return open_bundle(target, verify=False)
