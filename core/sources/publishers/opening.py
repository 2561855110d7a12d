"""Opens any file that a publisher offers, by what is in it and never by its name."""

import json
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pyarrow as pa
import pyarrow.parquet as pq

from core.errors import InputError
from core.sources import problems
from core.sources.publishers.archives import require_sane, unpacked_archive
from core.sources.publishers.area_codes import with_whole_codes
from core.sources.publishers.drawn import open_drawn, shapes_of_text, texts
from core.sources.publishers.grid import Grid
from core.sources.publishers.old_workbooks import open_old_workbook
from core.sources.publishers.texts import open_text
from core.sources.publishers.workbooks import open_workbook

SHAPEFILE = b"\x00\x00\x27\x0a"
SQLITE = b"SQLite format 3\x00"
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHAPES_IN_JSON = (b'"FeatureCollection"', b'"Topology"')
BESIDE_A_SHAPEFILE = (".dbf", ".shx", ".prj", ".cpg", ".sbn", ".sbx", ".qix", ".qmd", ".xml")
"""Files that are read with the shapefile they belong to."""
SHAPE_COLUMNS = ("geometrie", "geometry", "geom", "wkt", "thegeom", "wktgeom")
MOST_MEMBERS_READ = 200


def open_tables(path: Path, file: str) -> Iterator[Grid]:
    """Every table in a file; InputError where it can't be read."""
    for grid in _opened(path, file):
        if not grid.rows:
            raise InputError(problems.empty_file(grid.file))
        yield with_whole_codes(_with_shapes(grid))


def _opened(path: Path, file: str) -> Iterator[Grid]:
    try:
        with path.open("rb") as stream:
            start = stream.read(4096)
    except OSError:
        start = None
    if start is None:
        raise InputError(problems.unreadable_file(file))
    if not start.strip():
        raise InputError(problems.empty_file(file))
    yield from _by_content(path, file, start)


def _by_content(path: Path, file: str, start: bytes) -> Iterator[Grid]:
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"PK"):
        yield from _archive(path, file)
    elif start.startswith(b"PAR1"):
        yield _parquet(path, file)
    elif start.startswith(OLD_WORKBOOK):
        yield from open_old_workbook(path, file)
    elif start.startswith((SQLITE, SHAPEFILE)) or _holds_shapes(text):
        yield from open_drawn(path, file)
    elif text.startswith((b"{", b"[")):
        yield from _json(path, file)
    else:
        yield from open_text(path, file)


def _holds_shapes(text: bytes) -> bool:
    return text.startswith(b"{") and any(word in text for word in SHAPES_IN_JSON)


def _archive(path: Path, file: str) -> Iterator[Grid]:
    require_sane(path, file)
    if not is_zipfile(path):
        raise InputError(problems.damaged(file, "an archive"))
    with ZipFile(path) as archive:
        is_workbook = any(name.startswith("xl/") for name in archive.namelist())
    if is_workbook:
        yield from open_workbook(path, file)
        return
    with unpacked_archive(path, file) as members:
        tables = [one for one in members if one[0].suffix.lower() not in BESIDE_A_SHAPEFILE]
        if len(tables) > MOST_MEMBERS_READ:
            raise InputError(
                f"{file}: holds {len(tables):,} files; expected at most {MOST_MEMBERS_READ}: "
                f"unpack it and give a folder"
            )
        for member, name in tables:
            if name.lower().endswith(".zip"):
                raise InputError(
                    f"{file}: holds another archive; expected files: unpack it and give a folder"
                )
            yield from open_tables(member, name)


def _parquet(path: Path, file: str) -> Grid:
    try:
        rows = pq.read_table(path)
    except (OSError, pa.ArrowException):
        rows = None
    if rows is None:
        raise InputError(problems.damaged(file, "Parquet"))
    columns = {name: texts(rows[name].to_pylist()) for name in rows.column_names}
    return Grid(file, columns, title=Path(file).name)


def _json(path: Path, file: str) -> Iterator[Grid]:
    """Shapes, or the rows that an OData or CKAN service gave."""
    try:
        content = json.loads(path.read_bytes().decode("utf-8-sig"))
    except (ValueError, RecursionError):
        content = None
    if content is None:
        raise InputError(problems.damaged(file, "JSON"))
    rows = _records(content)
    if rows is None:
        yield from open_drawn(path, file)
        return
    names = list(dict.fromkeys(name for row in rows for name in row))
    columns = {name: texts([row.get(name) for row in rows]) for name in names}
    yield Grid(file, columns, title=Path(file).name)


def _records(content: object) -> list[dict[str, object]] | None:
    """The rows of a service's answer; None for shapes."""
    if isinstance(content, dict) and isinstance(content.get("result"), dict):
        content = content["result"].get("records")
    elif isinstance(content, dict):
        content = content.get("value")
    if not isinstance(content, list):
        return None
    return [row for row in content if isinstance(row, dict)]


def _with_shapes(grid: Grid) -> Grid:
    """The same table, with the shapes that a text file has in one of its columns."""
    name = grid.name_of(*SHAPE_COLUMNS) if grid.shapes is None else None
    if name is None:
        return grid
    shapes, crs = shapes_of_text(grid.columns[name], grid.file)
    columns = {other: cells for other, cells in grid.columns.items() if other != name}
    return Grid(grid.file, columns, shapes, crs, grid.title, grid.repaired, grid.dropped)
