"""Ten made-up rows in a publisher's format, written as that publisher writes them."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import geopandas as gpd
import openpyxl
import shapely
import xlwt

from core.sources.publishers.findings import Figure, FileReport, Findings
from core.sources.publishers.reading import PublishedReading, read_published

Rows = Sequence[Sequence[object]]
TEN = range(10)


def reading_of(file: Path) -> PublishedReading:
    """What is read of one file."""
    return read_published([file])


def found_in(file: Path, lines: int = len(TEN)) -> Findings:
    """What a file that can be read says of its ten rows, each of them accounted for."""
    reading = reading_of(file)
    assert reading.problems == [], reading.problems
    assert {report.read for report in reading.findings.reports} == {lines}
    return reading.findings


def report_on(file: Path) -> FileReport:
    (report,) = found_in(file).reports
    return report


def refusal(file: Path) -> str:
    """Why a file is refused."""
    (problem,) = reading_of(file).problems
    return problem


def figure(found: Findings, place: str, category: str, generation: str = "all") -> Figure:
    (one,) = [
        one
        for one in found.figures
        if (one.place, one.category, one.generation) == (place, category, generation)
    ]
    return one


def text(path: Path, content: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(content.encode(encoding))
    return path


def quoted(heading: Sequence[str], rows: Rows, separator: str = ";") -> str:
    """A table as StatLine writes it: everything in quotes."""
    written = io.StringIO()
    table = csv.writer(written, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator="\n")
    table.writerows([heading, *rows])
    return written.getvalue()


def plain(heading: Sequence[str], rows: Rows, separator: str = ";") -> str:
    """A table without quotes."""
    return "\n".join(separator.join(map(str, row)) for row in (heading, *rows)) + "\n"


def workbook(path: Path, rows: Rows, sheet: str) -> Path:
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    for row in rows:
        page.append(list(row))
    book.save(path)
    return path


def old_workbook(path: Path, rows: Rows, sheet: str) -> Path:
    book = xlwt.Workbook()
    page = book.add_sheet(sheet)
    for y, row in enumerate(rows):
        for x, value in enumerate(row):
            if value is not None:
                page.write(y, x, value)
    book.save(str(path))
    return path


def squares(west: float, south: float, side: float) -> list[shapely.Polygon]:
    """Ten squares beside each other, five in a row."""
    return [
        shapely.box(x, y, x + side, y + side)
        for x, y in ((west + side * (i % 5), south + side * (i // 5)) for i in TEN)
    ]


IN_METRES = squares(120_000, 486_000, 1_000)
IN_DEGREES = squares(4.80, 52.30, 0.01)


def drawn(
    path: Path,
    columns: Mapping[str, Sequence[object]],
    shapes: Sequence[shapely.Geometry],
    crs: str = "EPSG:28992",
) -> Path:
    """A map file of the kind that its name ends in."""
    gpd.GeoDataFrame(dict(columns), geometry=list(shapes), crs=crs).to_file(path)
    return path


def geojson(
    path: Path, columns: Mapping[str, Sequence[object]], shapes: Sequence[shapely.Geometry]
) -> Path:
    """Features without a word on their coordinate system, as services give them."""
    features = [
        {
            "type": "Feature",
            "properties": {name: cells[row] for name, cells in columns.items()},
            "geometry": json.loads(shapely.to_geojson(shape)),
        }
        for row, shape in enumerate(shapes)
    ]
    return text(path, json.dumps({"type": "FeatureCollection", "features": features}))
