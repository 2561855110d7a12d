"""Boundaries of places: municipalities to neighbourhoods, PC4, COROP and provinces.

Any map file with a shape and an official code in each row; COROP regions and provinces may be
named instead.
"""

from collections.abc import Iterator, Sequence

import geopandas as gpd
import numpy as np
import shapely

from core.errors import InputError
from core.places.levels import level_of
from core.places.regions import REGION_NAMES
from core.sources.publishers.cells import municipality_code, place_code, postcode_area, year_in
from core.sources.publishers.findings import FileReport, Findings, PlaceName, Shape
from core.sources.publishers.grid import Grid, folded
from core.sources.publishers.key_figures import NAMES, YEARS, code_column
from core.sources.publishers.source import PublisherSource
from core.sources.publishers.vintages import vintage_of_codes
from core.sources.publishers.wide import once, started, without_water

RD, WGS84 = "EPSG:28992", "EPSG:4326"
RD_BOX = (-10_000.0, 290_000.0, 300_000.0, 640_000.0)
WGS84_BOX = (2.0, 50.0, 8.0, 54.5)
"""West, south, east, north of the Netherlands in each system, with room to spare."""
POSTCODES = ("pc4", "postcode4", "postcode")
REGION_NAME = ("areaname", "naam", "name", "provincienaam", "coropnaam", "statnaam")
_PLAIN_NAMES = {(code[:2], folded(names[0])): code for code, names in REGION_NAMES.items()}


def fits(grid: Grid) -> bool:
    """Whether a table has areas with official codes or names."""
    if grid.shapes is None or not any(_is_area(shape) for shape in grid.shapes[:50]):
        return False
    return bool(_codes(grid))


def read(grid: Grid, year: int | None) -> Findings:
    """The land of every place, in WGS84."""
    findings, report = started(grid, BOUNDARIES.code)
    codes = _codes(grid)
    shapes = in_wgs84(grid, report)
    names = grid.column(*NAMES) or [""] * grid.rows
    years = _years(grid, codes, year, report)
    keys = [(of, code) if code else None for of, code in zip(years, codes, strict=True)]
    lacking = sum(key is None for key in keys)
    if lacking:
        report.dropped["row without an official code"] += lacking
    for row, (vintage, code) in once(without_water(grid, keys, report), report):
        shape = mended(shapes[row], report)
        if shape is not None:
            findings.shapes.append(Shape(code, vintage, shape))
            if names[row] and level_of(code) not in ("province", "corop", "postcode_area"):
                findings.places.append(
                    PlaceName(code, vintage, names[row].replace(" (gemeente)", ""))
                )
    return findings


def _is_area(shape: shapely.Geometry | None) -> bool:
    return isinstance(shape, shapely.Polygon | shapely.MultiPolygon)


def _codes(grid: Grid) -> list[str | None]:
    """The official code of each row; empty where the table has none."""
    name = code_column(grid) or grid.name_of("id") if grid.shapes is not None else None
    if name is not None:
        codes = [place_code(cell) for cell in grid.columns[name]]
        if any(codes):
            return codes
    if (postcodes := grid.column(*POSTCODES)) is not None:
        return [postcode_area(cell) for cell in postcodes]
    if (municipalities := grid.column("gemeentenummer", "gemcode")) is not None:
        return [municipality_code(cell) for cell in municipalities]
    return _regions(grid)


def _regions(grid: Grid) -> list[str | None]:
    numbers, names = grid.column("coropnr", "coropnummer"), grid.column(*REGION_NAME)
    if numbers is not None:
        return [f"CR{int(n):02d}" if n.isdecimal() and 0 < int(n) <= 40 else None for n in numbers]
    if names is None:
        return []
    kind = "PV" if grid.rows <= 20 else "CR"
    codes = [_PLAIN_NAMES.get((kind, folded(name))) or _friesland(kind, name) for name in names]
    return codes if any(codes) else []


def _friesland(kind: str, name: str) -> str | None:
    return "PV21" if kind == "PV" and folded(name) == "friesland" else None


def _years(
    grid: Grid, codes: Sequence[str | None], year: int | None, report: FileReport
) -> list[int]:
    """The boundary year of each row: stated, in the file's name, or told by the codes."""
    if year is not None:
        return [year] * grid.rows
    columns = grid.column(*YEARS)
    of_file = year_in(grid.title) or year_in(grid.file) or year_in(code_column(grid) or "")
    municipalities = [code for code in codes if code and code.startswith("GM")]
    if municipalities and len(municipalities) == sum(code is not None for code in codes):
        wanted = of_file or (year_in(columns[0]) if columns else None)
        found = vintage_of_codes(municipalities, wanted)
        if found != wanted:
            report.note(f"its codes are those of {found}, which is taken as the boundary year")
        return [found] * grid.rows
    if columns is not None:
        return [year_in(cell) or of_file or 0 for cell in columns]
    regions = all(code is None or code[:2] in ("CR", "PV", "LD", "NL") for code in codes)
    if of_file is None and not regions:
        raise InputError(
            f"{grid.file}: does not say of which year its boundaries are; expected a year in "
            f"its name or in a column 'jaar': rename it, or say --year"
        )
    return [of_file or 0] * grid.rows


def in_wgs84(grid: Grid, report: FileReport) -> list[shapely.Geometry | None]:
    """The shapes in WGS84; which system they are in is told by their coordinates."""
    shapes = list(grid.shapes or ())
    stated, found = grid.crs, system_of(shapes, grid.file)
    if stated and found != stated and not (stated not in (RD, WGS84)):
        report.note(f"states {stated}, but its coordinates are {found}: taken as {found}")
        report.repaired["coordinate system, found from the coordinates"] += 1
    elif not stated:
        report.note(f"states no coordinate system; its coordinates are {found}")
        report.repaired["coordinate system, found from the coordinates"] += 1
    series = gpd.GeoSeries(shapes, crs=found)
    return list(series if found == WGS84 else series.to_crs(WGS84))


def system_of(shapes: Sequence[shapely.Geometry | None], file: str) -> str:
    """The system in which the coordinates lie in the Netherlands; InputError where in none."""
    present = [shape for shape in shapes if shape is not None and not shapely.is_empty(shape)]
    bounds = shapely.bounds(np.array(present, dtype=object))
    middles = (bounds[:, :2] + bounds[:, 2:]) / 2
    for system, (west, south, east, north) in ((WGS84, WGS84_BOX), (RD, RD_BOX)):
        x, y = middles[:, 0], middles[:, 1]
        inside = (x >= west) & (x <= east) & (y >= south) & (y <= north)
        if len(middles) and inside.mean() > 0.9:
            return system
    raise InputError(
        f"{file}: its coordinates lie outside the Netherlands in both systems; expected WGS84 "
        f"(longitude, latitude) or RD (metres): convert it, and see that x and y aren't swapped"
    )


def mended(shape: shapely.Geometry | None, report: FileReport) -> shapely.Geometry | None:
    """The area of a shape, made valid; None where it has none."""
    if shape is None or shapely.is_empty(shape) or not _is_area(shape):
        report.dropped["row without an area"] += 1
        return None
    if shapely.is_valid(shape):
        return shape
    parts = list(_areas(shapely.make_valid(shape)))
    if not parts:
        report.dropped["row without an area"] += 1
        return None
    report.repaired["invalid shape"] += 1
    return shapely.union_all(parts)


def _areas(shape: shapely.Geometry) -> Iterator[shapely.Geometry]:
    for part in shapely.get_parts(shape):
        if isinstance(part, shapely.Polygon):
            yield part
        elif isinstance(part, shapely.MultiPolygon | shapely.GeometryCollection):
            yield from _areas(part)


BOUNDARIES = PublisherSource(
    code="boundaries",
    publisher="CBS / Kadaster",
    title="Gebiedsindelingen en wijk- en buurtgrenzen",
    licence="CC BY 4.0",
    files=(
        "Boundaries as geopackage, GeoJSON, TopoJSON, shapefile (also zipped) or CSV with WKT, in "
        "RD or WGS84, with official codes (GM0363, BU03630000, 1011) or names of regions"
    ),
    sample="gemeenten_2023.geojson",
    fits=fits,
    read=read,
)
