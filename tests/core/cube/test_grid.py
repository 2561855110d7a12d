"""Places numbered closely: every level can be added up from a smaller one."""

import numpy as np
import pytest

from core.cube.arrays import Integers
from core.cube.geography import Geography, geography
from core.cube.grid import NOWHERE, grid
from core.places.levels import level_of
from tests.core.cube.test_geography import drawn

WITHOUT_REGIONS = (
    ("NL01", None),
    ("GM0439", "NL01"),
    ("GM0363", "NL01"),
    ("PC1441", "GM0439"),
    ("PC1011", "GM0363"),
)
SOME_WITHOUT_COROP = (
    *(("NL01", None), ("LD03", "NL01"), ("PV27", "LD03"), ("CR23", "PV27")),
    *(("GM0363", "CR23"), ("GM0362", "PV27"), ("PC1011", "GM0363"), ("PC1181", "GM0362")),
)
"""Amstelveen lies in its province and in no COROP region."""


def of(lines: tuple[tuple[str, str | None], ...]) -> Geography:
    return geography([(code, level_of(code), parent) for code, parent in lines])


WORLDS = {
    "drawn": geography(drawn()),
    "without regions": of(WITHOUT_REGIONS),
    "some without corop": of(SOME_WITHOUT_COROP),
    "scattered": geography(sorted(drawn(), key=lambda place: place[0][::-1])),
}
every_world = pytest.mark.parametrize("places", WORLDS.values(), ids=WORLDS)


@every_world
def test_every_place_around_a_home_area_has_one_position(places: Geography) -> None:
    wanted = {
        line[level] for line in places.ancestry.values() for level in places.levels if level in line
    }
    found = grid(places)
    assert sorted(found.places.tolist()) == sorted(wanted)
    assert found.positions(found.places).tolist() == list(range(len(wanted)))


@every_world
def test_a_home_area_lies_at_the_position_of_its_places(places: Geography) -> None:
    found = grid(places)
    assert found.areas.tolist() == sorted(places.ancestry)
    for level in places.levels:
        for area, position in zip(found.areas, found.place_of_area[level], strict=True):
            place = places.ancestry[int(area)].get(level)
            assert position == NOWHERE if place is None else found.places[position] == place


@every_world
def test_a_level_is_added_up_from_places_that_lie_within_it(places: Geography) -> None:
    """Climbing from the municipality reaches the place that the home area lies in, or nowhere."""
    found = grid(places)
    reached = {"municipality": found.place_of_area["municipality"]}
    for rung in found.ladder:
        reached[rung.level] = _up(rung.place_of, reached[rung.below])
    for level, positions in reached.items():
        assert positions.tolist() == found.place_of_area[level].tolist(), level


def _up(place_of: Integers, below: Integers) -> Integers:
    above: Integers = np.where(below == NOWHERE, NOWHERE, place_of[below])
    return above


@every_world
def test_every_level_but_the_smallest_has_its_rung(places: Geography) -> None:
    levels = {rung.level for rung in grid(places).ladder}
    assert levels | {"municipality"} == set(places.levels)


@every_world
def test_places_within_one_place_stand_together(places: Geography) -> None:
    """So that people in order of their municipality are in order of its province too."""
    for rung in grid(places).ladder:
        if rung.level in ("landsdeel", "province", "corop", "country"):
            climbed = rung.place_of[rung.place_of >= 0]
            assert (np.diff(climbed) >= 0).all(), rung.level


@every_world
def test_the_country_is_the_place_of_every_home_area(places: Geography) -> None:
    found = grid(places)
    assert set(found.place_of_area["country"].tolist()) == {found.country}


def test_a_place_without_people_around_it_is_nowhere() -> None:
    found = grid(WORLDS["drawn"])
    codes = [code for code, _, _ in drawn()]
    assert found.positions(np.array([codes.index("WK036300")])).tolist() == [NOWHERE]
