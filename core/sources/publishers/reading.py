"""Reads files and folders of published figures: what fits is read, what doesn't is said."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from core.errors import InputError
from core.sources import problems
from core.sources.progress import Progress, no_progress
from core.sources.provenance import Provenance, sha256_of
from core.sources.publishers import PUBLISHED
from core.sources.publishers.conditions import read_wanted, require_columns
from core.sources.publishers.findings import FileReport, Findings
from core.sources.publishers.grid import Grid
from core.sources.publishers.opening import BESIDE_A_SHAPEFILE, open_tables
from core.sources.publishers.source import PublisherSource

NO_TABLES = (".md", ".pdf", ".html", ".htm", ".toml", ".ds_store", ".part")
"""Files that lie beside tables and are none."""


@dataclass(frozen=True)
class OwnFigures:
    """How a table of an office's own is to be read, as its mapping file says."""

    publisher: str
    title: str
    licence: str
    codes: str
    columns: Mapping[str, str]
    year: int | None


@dataclass
class PublishedReading:
    """Everything that a set of files says, and what is wrong with them."""

    findings: Findings = field(default_factory=Findings)
    sources: list[Provenance] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def files_of(paths: Sequence[Path]) -> list[tuple[Path, str]]:
    """The files to read with how messages call them; folders give theirs."""
    found: dict[Path, str] = {}
    for path in paths:
        if not path.exists():
            raise InputError(f"{path}: is not there; expected a file or folder: mend the path")
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        for one in inside:
            name = str(one.relative_to(path)) if path.is_dir() else one.name
            if one.is_file() and one.suffix.lower() not in (*NO_TABLES, *BESIDE_A_SHAPEFILE):
                found.setdefault(one, name)
    if not found:
        raise InputError("no files to read; expected tables or map files: mend the paths")
    return list(found.items())


def read_published(
    paths: Sequence[Path],
    year: int | None = None,
    own: Mapping[str, OwnFigures] | None = None,
    progress: Progress = no_progress,
) -> PublishedReading:
    """What all files say; every problem is noted, and the next file read."""
    reading = PublishedReading()
    chosen = files_of(paths)
    for done, (path, name) in enumerate(chosen):
        progress(f"reading {name}", done, len(chosen))
        try:
            _read_file(path, name, year, (own or {}).get(path.name), reading)
        except InputError as error:
            reading.problems += error.problems
        except RecursionError:
            reading.problems.append(problems.damaged(name, "what it claims to be"))
    return reading


def _read_file(
    path: Path, name: str, year: int | None, own: OwnFigures | None, reading: PublishedReading
) -> None:
    sha256 = sha256_of(path)
    seen = Findings()
    readers: dict[str, PublisherSource | OwnFigures] = {}
    for grid in open_tables(path, name):
        for code, source, found in _read_table(grid, year, own):
            readers[code] = source
            seen.extend(found)
    reading.findings.extend(seen)
    for source in readers.values():
        reading.sources.append(
            Provenance(
                publisher=source.publisher,
                title=source.title,
                table_id="",
                file=name,
                sha256=sha256,
                licence=source.licence,
                date=date.fromtimestamp(path.stat().st_mtime).isoformat(),
            )
        )


def _read_table(
    grid: Grid, year: int | None, own: OwnFigures | None
) -> Iterator[tuple[str, PublisherSource | OwnFigures, Findings]]:
    if own is not None:
        wanted = require_columns(grid, own.columns, own.codes)
        yield "own", own, read_wanted(grid, own.year or year, wanted)
        return
    fitting = [source for source in PUBLISHED if source.fits(grid)]
    if not fitting:
        raise InputError(unknown_kind(grid))
    for source in fitting:
        found = source.read(grid, year)
        if not found.says_something:
            raise InputError(nothing_left(found.reports[0], source))
        yield source.code, source, found


def nothing_left(report: FileReport, source: PublisherSource) -> str:
    """The message for a table of which no row can be used."""
    reasons = ", ".join(f"{reason} ({rows:,})" for reason, rows in report.dropped.most_common(3))
    return (
        f"{report.file}: not one of its {report.read:,} rows can be used ({reasons or 'no values'})"
        f"; expected {source.files}: see that its columns hold what their names say"
    )


def unknown_kind(grid: Grid) -> str:
    """The message for a table that is of no kind we read."""
    columns = ", ".join(f"'{name[:40]}'" for name in list(grid.columns)[:8])
    return (
        f"{grid.file}: is of no known kind (columns {columns}); expected one of "
        f"{', '.join(source.code for source in PUBLISHED)}: give the publisher's own file, or a "
        f"mapping file that says what the columns are"
    )


def report_lines(reports: Sequence[FileReport]) -> Iterator[str]:
    """The reports of all files, and their sums."""
    for report in reports:
        yield from report.lines()
    read = sum(report.read for report in reports)
    lost = sum(sum(report.dropped.values()) for report in reports)
    mended = sum(sum(report.repaired.values()) for report in reports)
    yield f"together: read {read:,} rows, dropped {lost:,}, repaired {mended:,}"
