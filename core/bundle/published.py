"""A bundle of published figures: what was read from publishers' files, kept with its sources.

A folder with one Parquet file for each kind of finding and ``published.json``: sources, what was
read, dropped and repaired in each file, and the SHA-256 of every table.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from core.bundle.atomic import folder_written_whole
from core.errors import BundleError
from core.sources.provenance import Provenance, sha256_of
from core.sources.publishers.findings import (
    Condition,
    Figure,
    FileReport,
    Findings,
    Flow,
    PlaceName,
    Shape,
    Unit,
)
from core.sources.publishers.reading import PublishedReading, report_lines

MANIFEST = "published.json"
SCHEMA = 1
KINDS: Mapping[str, type[NamedTuple]] = {
    "figures": Figure,
    "places": PlaceName,
    "shapes": Shape,
    "conditions": Condition,
    "flows": Flow,
    "units": Unit,
}
_COLUMN = {int: pa.int32(), float: pa.float64(), str: pa.string()}


@dataclass(frozen=True)
class PublishedBundle:
    """What publishers say, as it was read."""

    path: Path
    sources: tuple[Provenance, ...]
    report: tuple[str, ...]
    """What was read, dropped and repaired in each file."""

    def findings(self) -> Findings:
        """Everything that was read."""
        found = Findings()
        for name, kind in KINDS.items():
            rows = pq.read_table(self.path / f"{name}.parquet")
            columns = [rows[column].to_pylist() for column in kind._fields]
            if name == "shapes":
                columns[-1] = list(shapely.from_wkb(columns[-1]))
            getattr(found, name).extend(kind(*row) for row in zip(*columns, strict=True))
        return found


def write_published(target: Path, reading: PublishedReading) -> PublishedBundle:
    """The bundle of what was read; there whole or not at all."""
    if not (reading.findings.figures or reading.findings.conditions):
        raise BundleError(
            "bundle: the files hold no figures on residents or areas; expected at least one "
            "table of origin or conditions: give key figures, not boundaries alone"
        )
    report = FileReport("all files together", "merged")
    figures = merged(reading.findings.figures, report)
    report.read = len(figures)
    # Figures given twice are no loss, so they stand apart from what was dropped.
    told = [*report_lines(reading.findings.reports), *(report.lines() if report.dropped else ())]
    with folder_written_whole(target, BundleError) as folder:
        tables = {}
        for name, kind in KINDS.items():
            rows = figures if name == "figures" else getattr(reading.findings, name)
            pq.write_table(_table(kind, rows), folder / f"{name}.parquet", compression="zstd")
            tables[name] = {"rows": len(rows), "sha256": sha256_of(folder / f"{name}.parquet")}
        manifest = {
            "schema": SCHEMA,
            "sources": [asdict(source) for source in reading.sources],
            "report": told,
            "tables": tables,
        }
        written = json.dumps(manifest, indent=1, ensure_ascii=False)
        (folder / MANIFEST).write_text(written + "\n", "utf-8")
    return open_published(target)


def merged(figures: Iterable[Figure], report: FileReport) -> list[Figure]:
    """Each figure once: counts go before shares, finer rounding before coarser, then the first."""
    kept: dict[tuple[object, ...], Figure] = {}
    for one in figures:
        key = one[:5]
        before = kept.get(key)
        if before is None:
            kept[key] = one
            continue
        report.dropped["figure that another file gives too"] += 1
        if _rank(one) < _rank(before):
            kept[key] = one
        elif _contradict(before, one):
            report.note(
                f"{one.place} {one.year}: files differ on '{one.category}'; the first is kept"
            )
    return list(kept.values())


def _rank(one: Figure) -> tuple[bool, bool, float]:
    return (one.mask != "", one.unit == "share", one.margin)


def _contradict(before: Figure, one: Figure) -> bool:
    same_kind = before.unit == one.unit and not before.mask and not one.mask
    return same_kind and abs(before.value - one.value) > before.margin + one.margin + 0.5


def _table(kind: type[NamedTuple], rows: Sequence[Any]) -> pa.Table:
    columns = {}
    for place, (name, python) in enumerate(kind.__annotations__.items()):
        values = [row[place] for row in rows]
        if name == "geometry":
            columns[name] = pa.array([shapely.to_wkb(one) for one in values], pa.binary())
        else:
            columns[name] = pa.array(values, _COLUMN[python])
    return pa.table(columns)


def is_published(path: Path) -> bool:
    """Whether a folder is a bundle of published figures."""
    return (path / MANIFEST).is_file()


def open_published(path: Path) -> PublishedBundle:
    """The bundle in a folder; refused if a byte of it changed."""
    try:
        manifest = json.loads((path / MANIFEST).read_text("utf-8"))
        tables = manifest["tables"]
        is_ours = manifest["schema"] == SCHEMA and set(tables) == set(KINDS)
        sources = tuple(Provenance(**source) for source in manifest["sources"])
        report = tuple(str(line) for line in manifest["report"])
        whole = is_ours and all(
            sha256_of(path / f"{name}.parquet") == tables[name]["sha256"] for name in KINDS
        )
    except (OSError, ValueError, KeyError, TypeError):
        whole = False
    if not whole:
        raise BundleError(
            f"{path}: is damaged, or of another version of the program; expected the folder as "
            f"`import` wrote it: import the files again"
        )
    return PublishedBundle(path, sources, report)
