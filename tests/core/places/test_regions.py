"""Regions nest as they officially do."""

from core.places.levels import level_of
from core.places.regions import COUNTRY, LANDSDEEL_OF_PROVINCE, PROVINCE_OF_COROP, REGION_NAMES


def test_there_are_four_parts_twelve_provinces_and_forty_corop_regions() -> None:
    levels = [level_of(code) for code in REGION_NAMES]
    counted = [levels.count(level) for level in ("country", "landsdeel", "province", "corop")]
    assert counted == [1, 4, 12, 40]
    assert COUNTRY in REGION_NAMES


def test_every_region_lies_in_a_named_one() -> None:
    parents = PROVINCE_OF_COROP | LANDSDEEL_OF_PROVINCE
    for code in REGION_NAMES:
        if level_of(code) in ("corop", "province"):
            assert parents[code] in REGION_NAMES, code


def test_well_known_regions_lie_where_they_do() -> None:
    assert REGION_NAMES[PROVINCE_OF_COROP["CR26"]] == ("Zuid-Holland", "South Holland")
    assert REGION_NAMES[PROVINCE_OF_COROP["CR40"]][0] == "Flevoland"
    assert REGION_NAMES[LANDSDEEL_OF_PROVINCE["PV26"]][0] == "West-Nederland"
