"""Municipalities have the types that the sources give them."""

import csv

import pytest

from core.places.crosswalk import carried
from core.places.types import (
    MUNICIPALITY_TYPES,
    NAMED_WITHOUT_TYPE,
    STRENGTHS,
    TYPE_LABELS,
    labels_of,
    types_of,
)
from tests.shared import shared


def test_there_are_eight_types_and_the_average_and_each_has_examples() -> None:
    assert len(MUNICIPALITY_TYPES) == 8 + 1
    assert {label.municipality_type for label in TYPE_LABELS} == set(MUNICIPALITY_TYPES)
    assert {label.strength for label in TYPE_LABELS} == set(STRENGTHS)


def test_box_2_3_names_thirty_nine_examples() -> None:
    named = [label for label in TYPE_LABELS if label.strength == "named"]
    assert len(named) == 3 + 3 + 5 + 5 + 3 + 4 + 4 + 3 + 9


def test_no_municipality_has_the_same_type_twice() -> None:
    pairs = [(label.municipality_code, label.municipality_type) for label in TYPE_LABELS]
    assert len(pairs) == len(set(pairs))


@pytest.mark.parametrize(
    ("code", "types"),
    [
        ("GM0362", ("expat", "suburb")),
        ("GM0164", ("average", "one_large_minority")),
        ("GM0344", ("large_provincial",)),
        ("GM0545", ("one_large_minority",)),
        ("GM0034", ()),
    ],
)
def test_the_firmest_label_comes_first(code: str, types: tuple[str, ...]) -> None:
    assert types_of(code) == types


def test_no_municipality_is_firmly_of_two_types() -> None:
    for label in TYPE_LABELS:
        strengths = [other.strength for other in labels_of(label.municipality_code)]
        assert strengths.count(strengths[0]) == 1, label.name


def test_municipalities_named_without_type_have_none() -> None:
    assert not any(types_of(code) for code in NAMED_WITHOUT_TYPE)


def test_the_codes_are_those_of_the_official_list_of_2017() -> None:
    with shared("data", "gemeenten-2017", "gem_2017.csv").open(encoding="utf-8") as lines:
        official = {row["gm_code"]: row["gm_naam"] for row in csv.DictReader(lines)}
    assert official.pop("GM0518") == "'s-Gravenhage"
    official["GM0518"] = "Den Haag"
    ours = {label.municipality_code: label.name for label in TYPE_LABELS} | NAMED_WITHOUT_TYPE
    assert ours.pop("GM1954") == "Beekdaelen"
    assert {code: official.get(code) for code in ours} == ours
    assert carried("GM1954", 2019, 2017) == ("GM0881", "GM0951", "GM0962")
