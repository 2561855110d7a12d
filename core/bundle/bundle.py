"""A bundle on disk, opened: verified bytes, and what its tables rest on."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.bundle.schema import SCHEMA, TABLES
from core.errors import BundleError
from core.sources.provenance import BASES, Basis, Provenance, sha256_of

MANIFEST = "bundle.json"


@dataclass(frozen=True)
class BundleTable:
    """One table of a bundle: its size and the hash of its file."""

    rows: int
    sha256: str


@dataclass(frozen=True)
class Bundle:
    """One snapshot: tables that agree on places, years and schemes."""

    path: Path
    basis: Basis
    years: tuple[int, ...]
    vintage: int
    """Boundary year of the places."""
    sources: tuple[Provenance, ...]
    tables: Mapping[str, BundleTable]
    linkage: Mapping[str, Any]
    """How many records could be linked (core/bundle/linkage.py); empty where nothing was."""
    keys: str = ""
    """Fingerprint of the seed from which its record keys are; empty where it has no keys."""

    def file(self, table: str) -> Path:
        """The Parquet file of a table: places, residents, school or work."""
        if table not in self.tables:
            known = ", ".join(self.tables)
            raise BundleError(f"{self.path}: no table '{table}'; expected one of {known}")
        return self.path / f"{table}.parquet"


def open_bundle(path: Path, *, verify: bool = True) -> Bundle:
    """The bundle in a folder; refused if a byte changed or its schema is another one.

    Without ``verify`` the tables' bytes are taken on trust, for a bundle just written.
    """
    manifest = _read_manifest(path)
    try:
        bundle = _bundle_of(path, manifest)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BundleError(
            f"{path / MANIFEST}: lacks or garbles {error}; expected what the bundle's writer "
            f"wrote: make the bundle again"
        ) from error
    _require_files(bundle)
    if verify:
        _require_hashes(bundle)
    return bundle


def _read_manifest(path: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((path / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        manifest = None
    if not isinstance(manifest, dict):
        raise BundleError(
            f"{path}: has no readable {MANIFEST}; expected a folder that `import` or `demo` made"
        )
    if manifest.get("schema") != SCHEMA:
        raise BundleError(
            f"{path}: is a bundle of another schema than {SCHEMA}; make the bundle again with "
            f"this version of the program"
        )
    return manifest


def _bundle_of(path: Path, manifest: dict[str, Any]) -> Bundle:
    if manifest["basis"] not in BASES:
        raise ValueError("basis")
    tables = manifest["tables"]
    return Bundle(
        path=path,
        basis=manifest["basis"],
        years=tuple(int(year) for year in manifest["years"]),
        vintage=int(manifest["vintage"]),
        sources=tuple(Provenance(**source) for source in manifest["sources"]),
        tables={
            table.name: BundleTable(
                int(tables[table.name]["rows"]), str(tables[table.name]["sha256"])
            )
            for table in TABLES
        },
        linkage=dict(manifest["linkage"]),
        keys=str(manifest.get("keys", "")),
    )


def _require_files(bundle: Bundle) -> None:
    lost = [name for name in bundle.tables if not bundle.file(name).is_file()]
    if lost:
        raise BundleError(
            f"{bundle.path}: lacks {', '.join(lost)}; expected every table: make the bundle again"
        )


def _require_hashes(bundle: Bundle) -> None:
    changed = [
        name
        for name, table in bundle.tables.items()
        if sha256_of(bundle.file(name)) != table.sha256
    ]
    if changed:
        raise BundleError(
            f"{bundle.path}: {', '.join(changed)} changed after writing; expected the bytes that "
            f"{MANIFEST} names: copy the bundle anew, or make it again"
        )
