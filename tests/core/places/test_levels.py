"""Levels nest, and codes tell their level."""

import pytest

from core.errors import InputError
from core.places.levels import LEVELS, ancestor_levels, level_of, parent_level


@pytest.mark.parametrize("level", LEVELS)
def test_every_level_but_the_country_lies_within_the_country(level: str) -> None:
    above = ancestor_levels(level)
    assert (above[-1] == "country") if above else level == "country"
    assert all(LEVELS.index(larger) < LEVELS.index(level) for larger in above)


def test_neighbourhoods_and_postcode_areas_divide_municipalities_each_in_its_own_way() -> None:
    assert "municipality" in ancestor_levels("neighbourhood")
    assert parent_level("postcode_area") == "municipality"
    assert "postcode_area" not in ancestor_levels("neighbourhood")


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("NL01", "country"),
        ("LD01", "landsdeel"),
        ("PV27", "province"),
        ("CR23", "corop"),
        ("GM0363", "municipality"),
        ("WK036300", "district"),
        ("WK0363AE", "district"),
        ("BU03630001", "neighbourhood"),
        ("BU0363AE01", "neighbourhood"),
        ("PC1011", "postcode_area"),
    ],
)
def test_a_code_tells_its_level(code: str, level: str) -> None:
    assert level_of(code) == level


@pytest.mark.parametrize("code", ["", "GM363", "gm0363", "GM0363    ", "1011", "BU0363"])
def test_what_is_no_code_is_refused(code: str) -> None:
    with pytest.raises(InputError, match="not a place code"):
        level_of(code)


def test_an_unknown_level_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InputError, match="postcode_area"):
        parent_level("street")
