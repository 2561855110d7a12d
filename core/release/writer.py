"""Writes a release: tables in, all of it visible at once under the name of its content."""

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa

from core.bundle.atomic import flush_entry, partial_folder, remove_left_behind, sync_folder
from core.errors import ReleaseError
from core.protection.release_table import ReleaseTable
from core.release.drawing import MapFiles
from core.release.parts import PartFile, require_profile
from core.release.release import CURRENT, MANIFEST, open_release, release_id
from core.release.schema import MAY_BE_LEFT_OUT, SCHEMA, TABLES
from core.release.table_files import TableFiles
from core.sources.provenance import sha256_of

STRUCTURE = ("places",)
"""Tables that hold no figure about people."""


class ReleaseWriter:
    """Takes a release's tables part by part; made by ``writing_release``."""

    def __init__(self, folder: Path, protection: str) -> None:
        self._folder, self._protection = folder, protection
        self._rows = dict.fromkeys(TABLES, 0)
        self._maps: dict[str, dict[str, Any]] = {}
        self._former: dict[str, list[dict[str, Any]]] = {}
        self._known: dict[str, dict[str, set[str]]] = {}
        self._files = TableFiles(folder)

    def add(self, table: str, rows: pa.Table) -> None:
        """Add rows that are public as they are: what places there are."""
        if table not in STRUCTURE:
            raise ReleaseError(
                f"{table}: bare rows; expected a ReleaseTable of core.protection, for only what "
                f"is protected there is written"
            )
        self._add(table, rows)

    def add_protected(self, table: ReleaseTable) -> None:
        """Add figures that core.protection made, under the profile of this release."""
        require_profile(table, self._protection)
        self._add(table.name, table.rows)

    def part(self, number: int) -> PartFile:
        """A file within the unfinished release, to which another process may add tables."""
        return PartFile(self._folder / f"part-{number}", self._protection)

    def take(self, part: PartFile, made: Future[None]) -> None:
        """Add the tables of such a file while another process makes them."""
        for table, rows in part.taken(made):
            self._add(table, rows)

    def _add(self, table: str, rows: pa.Table) -> None:
        """Add rows; those that have other columns than the table are refused."""
        schema = TABLES[table]
        for name in MAY_BE_LEFT_OUT:
            if name in schema.names and name not in rows.column_names:
                rows = rows.append_column(name, pa.nulls(rows.num_rows, schema.field(name).type))
        if set(rows.column_names) != set(schema.names):
            raise ReleaseError(
                f"{table}: got columns {sorted(rows.column_names)}; expected {schema.names}"
            )
        self._files.add(table, rows.select(schema.names))
        self._rows[table] += rows.num_rows
        if table == "composition":
            self._learn(rows)

    def add_map(self, level: str, files: MapFiles, *, former: bool = False) -> None:
        """Add what a browser needs to draw the places of a level, now or in a former year."""
        if former:
            self._former.setdefault(level, []).append(files.write(self._folder))
        else:
            self._maps[level] = files.write(self._folder)

    def _learn(self, rows: pa.Table) -> None:
        """Remember in which schemes the residents of each level and year are known."""
        found = rows.select(["level", "year", "scheme"]).group_by(["level", "year", "scheme"])
        for row in found.aggregate([]).to_pylist():
            years = self._known.setdefault(row["level"], {})
            years.setdefault(str(row["year"]), set()).add(row["scheme"])

    def finish(self, description: Mapping[str, Any]) -> str:
        """Close the tables and write the manifest; the name of the release."""
        self._files.close()
        tables = {
            name: {"rows": rows, "sha256": sha256_of(self._folder / f"{name}.parquet")}
            for name, rows in self._rows.items()
        }
        known = {
            level: {year: sorted(schemes) for year, schemes in years.items()}
            for level, years in self._known.items()
        }
        manifest = {
            "schema": SCHEMA,
            **description,
            "tables": tables,
            "maps": self._maps,
            "former_maps": self._former,
            "schemes": known,
        }
        written = json.dumps(manifest, indent=1, sort_keys=True, ensure_ascii=False).encode()
        (self._folder / MANIFEST).write_bytes(written)
        return release_id(written)

    def abandon(self) -> None:
        """Let go of the files, whatever state they are in."""
        self._files.abandon()


@contextmanager
def writing_release(releases: Path, description: Mapping[str, Any]) -> Iterator[ReleaseWriter]:
    """A writer whose release becomes the current one when the block ends well."""
    with partial_folder(releases / "release", ReleaseError) as partial:
        writer = ReleaseWriter(partial, str(description["protection"]))
        try:
            yield writer
            name = writer.finish(description)
        finally:
            writer.abandon()
        sync_folder(partial)
        _take_name(partial, releases / name)
        _make_current(releases, name)


def _take_name(partial: Path, target: Path) -> None:
    """Give the release its name; the same content may be there already, byte for byte."""
    if target.exists():
        try:
            open_release(target)
        except ReleaseError:
            # Building it again is what the refusal of a damaged release advises.
            shutil.rmtree(target)
        else:
            return
    partial.rename(target)
    flush_entry(target.parent)


def _make_current(releases: Path, name: str) -> None:
    pointer = releases / f"{CURRENT}.partial-{os.getpid()}"
    remove_left_behind(releases / CURRENT)
    try:
        pointer.write_text(name + "\n", "utf-8")
        flush_entry(pointer)
        pointer.replace(releases / CURRENT)
    finally:
        pointer.unlink(missing_ok=True)
    flush_entry(releases)
