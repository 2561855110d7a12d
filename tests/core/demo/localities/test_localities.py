"""The committed localities are real ones, once each, in their own municipality."""

import csv
from collections import Counter
from importlib.resources import files

import geopandas as gpd
import pytest

from core.places.crosswalk import carried
from core.places.types import NAMED_WITHOUT_TYPE, TYPE_LABELS
from tests.shared import shared


def rows(name: str) -> list[dict[str, str]]:
    text = files("core.demo.localities").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


LOCALITIES = rows("localities.csv")
MUNICIPALITIES = {row["code"]: row for row in rows("municipalities.csv")}


def test_every_one_of_the_393_municipalities_of_2015_has_a_locality() -> None:
    assert len(MUNICIPALITIES) == 393
    assert {row["municipality_code"] for row in LOCALITIES} == MUNICIPALITIES.keys()


def test_inhabitants_of_localities_add_up_to_those_of_their_municipality() -> None:
    totals = Counter[str]()
    for row in LOCALITIES:
        totals[row["municipality_code"]] += int(row["inhabitants"])
    assert totals == {code: int(row["inhabitants"]) for code, row in MUNICIPALITIES.items()}


def test_the_country_has_the_people_of_about_2005_to_2015() -> None:
    assert 16_300_000 < sum(int(row["inhabitants"]) for row in LOCALITIES) < 16_900_000


@pytest.mark.parametrize(
    ("code", "least", "most"),
    [
        ("GM0363", 740_000, 830_000),
        ("GM0599", 580_000, 630_000),
        ("GM0518", 470_000, 520_000),
        ("GM0344", 275_000, 340_000),
    ],
)
def test_the_four_cities_have_their_size(code: str, least: int, most: int) -> None:
    assert least < int(MUNICIPALITIES[code]["inhabitants"]) < most


def test_no_locality_is_listed_twice_in_a_municipality() -> None:
    pairs = Counter((row["name"], row["municipality_code"]) for row in LOCALITIES)
    spots = Counter((row["lon"], row["lat"]) for row in LOCALITIES)
    assert [pair for pair, count in pairs.items() if count > 1] == []
    assert [spot for spot, count in spots.items() if count > 1] == []


def test_a_municipality_is_not_counted_as_a_locality_of_its_own() -> None:
    names = {row["name"] for row in LOCALITIES}
    assert "Zaandam" in names
    assert not names & {"Zaanstad", "Cranendonck", "Wisch", "The Hague"}


def test_municipalities_named_in_the_sources_are_there_under_their_names() -> None:
    named = {label.municipality_code: label.name for label in TYPE_LABELS} | NAMED_WITHOUT_TYPE
    for code, name in named.items():
        at_the_time = carried(code, 2019, 2015) if code == "GM1954" else (code,)
        assert set(at_the_time) <= MUNICIPALITIES.keys(), name
        assert len(at_the_time) > 1 or MUNICIPALITIES[code]["name"] == name


@pytest.mark.parametrize("code", ["GM0448", "GM0096", "GM0093", "GM0060", "GM0088"])
def test_the_wadden_islands_have_inhabitants(code: str) -> None:
    assert int(MUNICIPALITIES[code]["inhabitants"]) > 500


def test_codes_and_sizes_agree_with_the_official_list_of_2017() -> None:
    with shared("data", "gemeenten-2017", "gem_2017.csv").open(encoding="utf-8") as lines:
        official = {row["gm_code"]: int(row["aant_inw"]) for row in csv.DictReader(lines)}
    totals = Counter[str]()
    for code, row in MUNICIPALITIES.items():
        (later,) = carried(code, 2015, 2017)
        totals[later] += int(row["inhabitants"])
    assert totals.keys() == official.keys()
    far_off = [code for code in official if abs(totals[code] / official[code] - 1) > 0.15]
    assert far_off == []


def test_localities_lie_in_their_municipality_according_to_the_map_of_2017() -> None:
    areas = gpd.read_file(shared("data", "gemeenten-2017", "gem_2017.geojson"))
    spots = gpd.GeoDataFrame(
        {"code": [row["municipality_code"] for row in LOCALITIES]},
        geometry=gpd.points_from_xy(
            [float(row["lon"]) for row in LOCALITIES], [float(row["lat"]) for row in LOCALITIES]
        ),
        crs="EPSG:4326",
    )
    found = spots.sjoin(areas.to_crs("EPSG:4326")[["gm_code", "geometry"]], predicate="within")
    agree = [carried(row.code, 2015, 2017) == (row.gm_code,) for row in found.itertuples()]
    assert sum(agree) / len(LOCALITIES) > 0.98
