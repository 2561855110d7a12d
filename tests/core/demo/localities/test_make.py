"""The list of localities is mended as the notes say."""

import pytest
import shapely

from core.demo.localities.make import Locality, Municipality, on_land, rescaled

TOWN = Municipality("GM0001", "Stad", 1, 1000)


def locality(name: str, inhabitants: int) -> Locality:
    return Locality(name, "GM0001", 5.0, 52.0, inhabitants)


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ({"Stad": 500, "Dorp": 500}, {"Stad": 500, "Dorp": 500}),
        ({"Stad": 1000, "Dorp": 300}, {"Stad": 700, "Dorp": 300}),
        ({"Stad": 600, "Dorp": 600}, {"Stad": 500, "Dorp": 500}),
        ({"Stad": 100, "Dorp": 200}, {"Stad": 778, "Dorp": 222}),
    ],
    ids=["fits", "town carries the whole count", "too many", "too few go to the seat"],
)
def test_inhabitants_are_made_to_add_up(listed: dict[str, int], expected: dict[str, int]) -> None:
    made = rescaled([locality(*item) for item in listed.items()], TOWN)
    assert {each.name: each.inhabitants for each in made} == expected


def test_a_locality_in_the_water_is_moved_to_the_shore() -> None:
    land = shapely.box(5.1, 51.5, 6, 52.5)
    moved = on_land(locality("Haven", 1), land)
    assert land.contains(shapely.Point(moved.lon, moved.lat))
    assert moved.lat == 52.0


def test_a_locality_on_land_stays_where_it_is() -> None:
    assert on_land(locality("Dorp", 1), shapely.box(4, 51, 6, 53)) == locality("Dorp", 1)
