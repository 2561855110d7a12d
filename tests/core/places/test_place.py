"""A set of places is one hierarchy, or every reason why not is told."""

from dataclasses import FrozenInstanceError, replace

import pytest

from core.errors import InputError
from core.places.place import Place, validated_places

NETHERLANDS = Place("NL01", "country", 2015, "Nederland", "Netherlands", None)
GOUDA = Place("GM0513", "municipality", 2015, "Gouda", "Gouda", "NL01")
DISTRICT = Place("WK051301", "district", 2015, "Gouda, wijk 01", "Gouda, district 01", "GM0513")
ZONE = Place("PC2801", "postcode_area", 2015, "Gouda, zone 01", "Gouda, zone 01", "GM0513")
WORLD = (NETHERLANDS, GOUDA, DISTRICT, ZONE)


def test_places_that_fit_are_returned_as_they_are() -> None:
    assert validated_places(WORLD) == WORLD


def test_a_parent_is_the_nearest_level_present() -> None:
    assert validated_places([NETHERLANDS, replace(ZONE, parent="NL01")])
    with pytest.raises(InputError, match="expected a municipality"):
        validated_places([NETHERLANDS, GOUDA, replace(ZONE, parent="NL01")])


def test_the_highest_level_present_needs_no_parent() -> None:
    assert validated_places([replace(GOUDA, parent=None), DISTRICT])


def test_a_place_does_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        GOUDA.code = "GM0001"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"code": "GM513"}, "expected a code like"),
        ({"level": "street"}, "unknown level 'street'"),
        ({"vintage": 2014}, "boundary years 2014, 2015"),
        ({"name_en": " "}, "lacks a name"),
        ({"parent": None}, "has no parent; expected a municipality"),
        ({"parent": "GM9999"}, "not among the places"),
        ({"parent": "PC2801"}, "lies in PC2801, a postcode_area"),
    ],
)
def test_a_misfit_is_told(change: dict[str, object], message: str) -> None:
    with pytest.raises(InputError, match=message):
        validated_places([NETHERLANDS, GOUDA, replace(DISTRICT, **change), ZONE])  # type: ignore[arg-type]


def test_all_problems_are_told_at_once() -> None:
    with pytest.raises(InputError) as caught:
        validated_places([*WORLD, ZONE, replace(DISTRICT, code="WK051302", parent="GM9999")])
    assert len(caught.value.problems) == 2
