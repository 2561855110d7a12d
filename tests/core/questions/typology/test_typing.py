"""The rules give the examples of the sources their types, and say why."""

import numpy as np
import pytest

from core.groups.origin import ORIGIN_18
from core.places.crosswalk import FOUNDED, carried
from core.places.types import TYPE_LABELS, TypeLabel
from core.questions.reasons import Reasons
from core.questions.types import Types, source_types
from core.questions.typology import CONDITIONS, RULES, typed
from core.questions.typology.signs import Counts, Signs, signs_in, signs_of
from core.release import Release

FIRM = [label for label in TYPE_LABELS if label.strength != "placed"]
NOT_BY_ITS_FIGURES = {"GM0861", "GM0281"}
"""Veldhoven and Tiel: mentioned in passing, the one not very diverse, the other with two groups
of about equal size. The rules don't bend for them."""


def signs(**people: int) -> Signs:
    """One municipality with these residents, in a country of many others like the Netherlands."""
    row = np.array([[float(people.get(group, 0)) for group in ORIGIN_18.leaves]])
    country = np.array([790.0 if group == "netherlands" else 12.0 for group in ORIGIN_18.leaves])
    return signs_of(Counts(("GM0001",), row, ("CR01",), np.array([np.nan])), country)


def types_of_one(**people: int) -> tuple[str, ...]:
    return typed(signs(**people), {})[0].types


def test_more_than_ninety_percent_dutch_is_homogeneous_and_ninety_is_not() -> None:
    assert types_of_one(netherlands=901, turkey=99) == ("homogeneous",)
    assert "homogeneous" not in types_of_one(netherlands=900, turkey=100)


def test_fewer_than_half_dutch_is_a_majority_minority_city_and_half_is_not() -> None:
    assert "majority_minority" in types_of_one(netherlands=499, turkey=300, arab=201)
    assert "majority_minority" not in types_of_one(netherlands=500, turkey=300, arab=200)


def test_a_place_can_fit_several_types_and_the_most_particular_one_comes_first() -> None:
    found = types_of_one(netherlands=700, central_eastern_europe=100, belgium=200)
    assert found[:2] == ("border", "horticulture")


def test_a_municipality_without_people_has_no_type() -> None:
    assert typed(signs(), {}) == ()


def test_every_rule_has_conditions_with_a_limit_that_says_whose_it_is() -> None:
    assert len(RULES) == 9
    printed = {code: one.limit for code, one in CONDITIONS.items() if one.whose == "source"}
    assert printed == {"majority_native": 0.5, "suburb_native": 0.5, "homogeneous_native": 0.9}


@pytest.mark.slow
@pytest.mark.parametrize("label", FIRM, ids=lambda label: f"{label.name}-{label.municipality_type}")
def test_an_example_of_the_sources_has_its_type(label: TypeLabel, country: Release) -> None:
    """Amstelveen, Hengelo and others that the sources put in two types come out in both."""
    found = {one.place: one.types for one in typed(signs_in(country, 2015), {})}
    codes: tuple[str, ...] = (label.municipality_code,)
    if FOUNDED.get(label.municipality_code, 0) > 2015:  # then what went into it stands for it
        codes = carried(label.municipality_code, FOUNDED[label.municipality_code], 2015)
    assert all(label.municipality_type in found[code] for code in codes)


@pytest.mark.slow
def test_weak_indications_come_out_too_but_for_the_two_that_figures_contradict(
    country: Release,
) -> None:
    found = {one.place: one.types for one in typed(signs_in(country, 2015), {})}
    weak = [label for label in TYPE_LABELS if label.strength == "placed"]
    missed = {
        label.municipality_code
        for label in weak
        if label.municipality_type not in found[label.municipality_code]
    }
    assert missed <= NOT_BY_ITS_FIGURES


@pytest.mark.slow
def test_westland_is_a_horticulture_municipality_because_of_central_and_eastern_europe(
    country: Release,
) -> None:
    answer = Reasons(place=("GM1783",), year=2015).answer(country)
    assert "Westland is in 2015 een tuinbouwgemeente: Midden- en Oost-Europa" in (
        answer.sentence("nl")
    )
    assert "(limit: at least 3%)" in answer.sentence("en")
    own = [row for row in answer.rows() if row["municipality_type"] == "horticulture"]
    assert [row["holds"] for row in own] == ["yes", "yes"]
    assert own[0]["value_share"] >= own[0]["limit_share"] == 0.03


@pytest.mark.slow
def test_moving_a_limit_moves_municipalities(country: Release) -> None:
    """With every municipality very diverse enough, no fewer are suburbs."""
    plain = Types(year=2015).answer(country)
    moved = Types(year=2015, rule="suburb_difference", limit=("30",)).answer(country)

    def suburbs(rows: list[dict[str, str]]) -> set[str]:
        types = ("municipality_type", "second_type", "third_type")
        return {row["place"] for row in rows if "suburb" in [row[name] for name in types]}

    assert suburbs(plain.rows()) < suburbs(moved.rows())
    assert "0,30" in moved.sentence("nl")
    assert "0,48" in moved.sentence("nl")


def test_merged_municipalities_keep_the_types_of_what_went_into_them() -> None:
    """Leerdam and Zederik are part of Vijfheerenlanden since 2019."""
    assert set(source_types("GM1961", 2024)) == {"one_large_minority", "homogeneous"}
    assert source_types("GM1954", 2019) == ("border",)
    assert source_types("GM0545", 2015) == ("one_large_minority",)
