"""A release on disk, opened: verified bytes, and what it says of itself."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from core.errors import ReleaseError
from core.release.maps import Map
from core.release.schema import SCHEMA, TABLES
from core.release.store import Store

MANIFEST = "manifest.json"
CURRENT = "current"
ID_LENGTH = 16
NOISY = ("public", "trusted")
PROTECTED = (*NOISY, "open")
"""Profiles whose figures may be shown on any address; the others on loopback alone."""


@dataclass(frozen=True, eq=False)
class Release:
    """One immutable set of protected figures."""

    path: Path
    id: str
    """The first half of its content's hash; also its folder's name."""
    basis: str
    protection: str
    """The profile under which its figures were protected."""
    years: tuple[int, ...]
    """Years of which the residents are known."""
    setting_years: Mapping[str, tuple[int, ...]]
    """Years of which the pupils, or the employees, are known."""
    vintage: int
    sources: tuple[Mapping[str, str], ...]
    linkage: Mapping[str, Any]
    rows: Mapping[str, int]
    """How many rows each table has."""
    maps: Mapping[str, Map] = field(default_factory=dict)
    """By level, the files from which a browser draws a map."""
    series: str = ""
    """The series it was opened from; empty where it was opened as a folder."""
    former_maps: Mapping[str, tuple[Map, ...]] = field(default_factory=dict)
    """By level, the maps of former boundary years."""
    schemes: Mapping[str, Mapping[int, tuple[str, ...]]] = field(default_factory=dict)
    """By level and year, the schemes in which residents are known."""
    vintages: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    """By level and year the boundary year, where a release holds several."""
    covered: Mapping[str, Mapping[int, tuple[str, ...]]] = field(default_factory=dict)
    """By level and year the municipalities within which places are known, where not all are."""
    setting_basis: Mapping[str, str] = field(default_factory=dict)
    """What figures on school or work rest on, where that isn't what the others rest on."""
    series_breaks: Mapping[str, Mapping[int, tuple[str, ...]]] = field(default_factory=dict)
    """By municipality the years from which its figures are about other land, and why."""
    homes_of: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    """By setting and year the year whose residents estimated figures take, where it has these."""
    typical_errors: tuple[Mapping[str, float], ...] = ()
    """By number of people, how far off counts and shares of them typically are."""
    mostly_non_western: Mapping[int, float] = field(default_factory=dict)
    """By year the part of all schools of which at least half of the pupils are non-western."""
    notes: tuple[str, ...] = ()
    """What was read, dropped and repaired on the way, as the import told it."""

    def basis_of(self, setting: str) -> str:
        """What the figures on a setting rest on."""
        return self.setting_basis.get(setting, self.basis)

    def vintage_of(self, level: str, year: int | None = None) -> int | None:
        """The boundary year of a level's places in a year; None where there is only one."""
        years = self.vintages.get(level, {})
        if not years:
            return None
        if year is None:
            return max(years.values())
        return years[min(years, key=lambda one: (abs(one - year), one))]

    def map_of(self, level: str, year: int | None = None) -> Map | None:
        """The map on which a level is drawn in a year."""
        vintage = self.vintage_of(level, year)
        drawn = (self.maps.get(level), *self.former_maps.get(level, ()))
        fitting = [one for one in drawn if one is not None and one.vintage == vintage]
        return self.maps.get(level) if vintage is None else next(iter(fitting), None)

    @property
    def is_protected(self) -> bool:
        """Whether it may be shown on any address but loopback."""
        return self.protection in PROTECTED

    @property
    def is_for_closed_group(self) -> bool:
        """Whether its protection supposes that only some may see it."""
        return self.protection == "trusted"

    @property
    def has_noise(self) -> bool:
        """Whether its counts have noise, and nodes of fewer than ten people no row."""
        return self.protection in NOISY

    @cached_property
    def store(self) -> Store:
        """Its tables, for reading."""
        return Store(self.path, tuple(TABLES))


def release_id(manifest: bytes) -> str:
    """The name of the release that this manifest describes."""
    return hashlib.sha256(manifest).hexdigest()[:ID_LENGTH]


def open_release(path: Path) -> Release:
    """The release in a folder; refused when a byte of it differs from what was written."""
    manifest = _verified_manifest(path)
    try:
        release = _described(path, manifest)
        files = {f"{name}.parquet": str(manifest["tables"][name]["sha256"]) for name in TABLES}
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ReleaseError(
            f"{path}: {MANIFEST} lacks {error}; expected what this version of the program writes: "
            f"build the release again"
        ) from error
    maps = [*release.maps.values(), *(m for former in release.former_maps.values() for m in former)]
    drawn = (file for one in maps for file in one.files())
    for name, sha256 in (files | {file.path: file.sha256 for file in drawn}).items():
        _verify_file(path / name, sha256)
    return release


def _described(path: Path, manifest: Mapping[str, Any]) -> Release:
    return Release(
        path=path,
        id=path.name,
        basis=manifest["basis"],
        protection=manifest["protection"],
        years=tuple(manifest["years"]),
        setting_years={name: tuple(years) for name, years in manifest["setting_years"].items()},
        vintage=manifest["vintage"],
        sources=tuple(manifest["sources"]),
        linkage=manifest["linkage"],
        rows={name: table["rows"] for name, table in manifest["tables"].items()},
        maps={level: Map(**drawn) for level, drawn in manifest.get("maps", {}).items()},
        former_maps={
            level: tuple(Map(**one) for one in drawn)
            for level, drawn in manifest.get("former_maps", {}).items()
        },
        schemes=_by_year(manifest.get("schemes", {})),
        vintages=_by_year(manifest.get("vintages", {})),
        covered=_by_year(manifest.get("covered", {})),
        series_breaks=_by_year(manifest.get("series_breaks", {})),
        homes_of=_by_year(manifest.get("homes_of", {})),
        setting_basis=manifest.get("setting_basis", {}),
        mostly_non_western={
            int(year): part for year, part in manifest.get("schools_mostly_non_western", {}).items()
        },
        notes=tuple(manifest.get("notes", ())),
        typical_errors=tuple(manifest.get("protected_by", {}).get("typical_errors", ())),
    )


def _by_year(written: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[int, Any]]:
    """Years as numbers, which JSON can't have as keys; lists as tuples."""
    return {
        level: {
            int(year): tuple(kept) if isinstance(kept, list) else kept
            for year, kept in years.items()
        }
        for level, years in written.items()
    }


def _verified_manifest(path: Path) -> dict[str, Any]:
    try:
        written = (path / MANIFEST).read_bytes()
    except (OSError, ValueError) as error:
        raise ReleaseError(
            f"{path}: has no readable {MANIFEST}; expected a folder that `build` made"
        ) from error
    # Before a byte of it is believed, or even parsed.
    if release_id(written) != path.name:
        raise ReleaseError(
            f"{path}: {MANIFEST} doesn't belong to this folder's name; the release was changed "
            f"after writing: copy it anew, or build it again"
        )
    manifest = json.loads(written)
    if not isinstance(manifest, dict) or manifest.get("schema") != SCHEMA:
        raise ReleaseError(
            f"{path}: is a release of another schema than {SCHEMA}; build it again with this "
            f"version of the program"
        )
    return manifest


def _verify_file(file: Path, expected: str) -> None:
    try:
        with file.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise ReleaseError(
            f"{file}: can't be read; expected the file that {MANIFEST} names: copy the release "
            f"anew, or build it again"
        ) from error
    if found != expected:
        raise ReleaseError(
            f"{file}: its bytes differ from what was written; nothing of this release is "
            f"answered: copy it anew, or build it again"
        )


def current_release_id(releases: Path) -> str | None:
    """The name of the release that is to be served, if one has been made."""
    try:
        return (releases / CURRENT).read_text("utf-8").strip() or None
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise ReleaseError(
            f"{releases / CURRENT}: can't be read; expected the name of a release: build one again"
        ) from error


def open_current(releases: Path) -> Release:
    """The release that is to be served."""
    name = current_release_id(releases)
    if name is None:
        raise ReleaseError(
            f"{releases}: holds no release yet; make one with `python -m core demo`, or with "
            f"`python -m core build` from a bundle"
        )
    return open_release(releases / name)
