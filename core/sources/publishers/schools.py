"""Where school branches stand: DUO's addresses, with coordinates in WGS84 or RD."""

import math

import geopandas as gpd
import shapely

from core.sources.publishers.boundaries import RD, WGS84, system_of
from core.sources.publishers.cells import cell, municipality_code, postcode_area, year_in
from core.sources.publishers.findings import FileReport, Findings, Unit
from core.sources.publishers.grid import Grid
from core.sources.publishers.pupils import HOMES, NUMBER, SCHOOL, branches_of
from core.sources.publishers.source import PublisherSource
from core.sources.publishers.wide import readable, started

X = ("gpslongitude", "longitude", "lon", "xcoord", "xcoordinaat")
Y = ("gpslatitude", "latitude", "lat", "ycoord", "ycoordinaat")
Point = tuple[float, float]


def fits(grid: Grid) -> bool:
    """Whether a table has school branches and where they stand."""
    is_branch = grid.has("brin6", "vestigingscode") or (grid.has(*SCHOOL) and grid.has(*NUMBER))
    has_address = grid.has("straatnaam") and grid.has("postcode", "postcodevestiging")
    return is_branch and (has_points(grid) or has_address) and not grid.has(*HOMES[:4])


def has_points(grid: Grid) -> bool:
    """Whether a table says by coordinates where its rows are, and not by an address alone."""
    return grid.shapes is not None or (grid.has(*X) and grid.has(*Y))


def read(grid: Grid, year: int | None) -> Findings:
    """The branches with their names and coordinates in WGS84."""
    findings, report = started(grid, SCHOOLS.code)
    of_year = year or year_in(grid.title) or 0
    names = grid.column("vestigingsnaam", "instellingsnaamvestiging", "naam") or ()
    postcodes = grid.column("postcode", "pc6", "postcodevestiging") or ()
    municipalities = grid.column("gemeentenummer", "gemcode") or ()
    seen: set[str] = set()
    points = _points(grid, report)
    for row, branch in enumerate(branches_of(grid)):
        point = points[row]
        if branch is None or point is None:
            report.dropped["row without a branch number or coordinates"] += 1
        elif branch in seen:
            report.dropped["branch that stands there twice (the first is kept)"] += 1
        else:
            seen.add(branch)
            where = municipality_code(municipalities[row]) if municipalities else None
            area = postcode_area(postcodes[row]) if postcodes else None
            name = names[row] if names else branch
            findings.units.append(
                Unit("school", of_year, branch, name, where or "", area or "", *point)
            )
    return findings


def _points(grid: Grid, report: FileReport) -> list[Point | None]:
    if not has_points(grid):
        report.note("gives addresses and no coordinates: names and municipalities are taken")
        return [(math.nan, math.nan)] * grid.rows
    shapes = grid.shapes if grid.shapes is not None else _written_points(grid, report)
    system = system_of([one for one in shapes if one is not None], grid.file)
    if grid.crs and grid.crs != system:
        report.repaired["coordinate system, found from the coordinates"] += 1
    series = gpd.GeoSeries(list(shapes), crs=system)
    placed = series if system == WGS84 else series.to_crs(WGS84)
    if system == RD:
        report.note("coordinates are RD (metres); converted to WGS84")
    return [
        None
        if one is None or one.is_empty
        else (one.representative_point().x, one.representative_point().y)
        for one in placed
    ]


def _written_points(grid: Grid, report: FileReport) -> list[shapely.Geometry | None]:
    easts, norths = grid.column(*X) or (), grid.column(*Y) or ()
    found: list[shapely.Geometry | None] = []
    for east, north in zip(easts, norths, strict=True):
        x, y = (readable(one, cell, report).value for one in (east, north))
        nowhere = math.isnan(x) or math.isnan(y) or (x == 0 and y == 0)
        found.append(None if nowhere else shapely.Point(x, y))
    return found


SCHOOLS = PublisherSource(
    code="schools",
    publisher="Dienst Uitvoering Onderwijs (DUO)",
    title="Adressen van schoolvestigingen",
    licence="CC0 1.0",
    files=(
        "School branches with their coordinates: VESTIGINGSCODE (or brin6), GPS_LONGITUDE and "
        "GPS_LATITUDE (or xcoord and ycoord in RD), or a map file of points"
    ),
    sample="onderwijslocaties.csv",
    fits=fits,
    read=read,
)
