"""A place beside what it is part of, and its origin groups, worked out by hand."""

import pytest

from core.questions.origins import Origins
from core.questions.profile import PROFILED, Profile
from core.release import Release


def test_a_place_is_measured_against_what_it_is_part_of(small: Release) -> None:
    rows = Profile(place=("GM0363",), compare=("GM0034",)).answer(small).rows()
    roles = {row["place"]: row["role"] for row in rows}
    assert roles == {
        "GM0363": "place",
        "g4": "cluster",
        "majority_minority": "municipality_type",
        "PV27": "province",
        "NL01": "country",
        "GM0034": "other",
    }
    assert len(rows) == len(roles) * len(PROFILED)


def test_residents_of_larger_places_are_pooled(small: Release) -> None:
    rows = Profile(place=("GM0363",)).answer(small).rows()
    shares = {row["place"]: row["value"] for row in rows if row["indicator"] == "native_share"}
    assert shares["NL01"] == pytest.approx(19 / 27)
    assert shares["PV27"] == pytest.approx(10 / 17)


def test_what_cannot_be_known_of_a_place_is_said_so(small: Release) -> None:
    rows = Profile(place=("BU03630000",)).answer(small).rows()
    found = {row["indicator"]: row for row in rows if row["place"] == "BU03630000"}
    assert found["school_share"]["state"] == "not_applicable"
    assert found["native_share"]["value"] == pytest.approx(3 / 4)


def test_a_profile_says_whether_a_place_is_more_diverse_than_the_country(small: Release) -> None:
    answer = Profile(place=("GM0362",)).answer(small)
    assert "0,00, minder dan in heel Nederland" in answer.sentence("nl")
    assert "less than in the Netherlands" in answer.sentence("en")


def test_contributions_of_groups_add_up_to_the_chance_that_two_residents_differ(
    small: Release,
) -> None:
    rows = Origins(place=("GM0363",)).answer(small).rows()
    assert sum(row["share"] for row in rows) == pytest.approx(1)
    expected = 1 - (5 / 12) ** 2 - (3 / 12) ** 2 - (4 / 12) ** 2
    assert sum(row["contribution"] for row in rows) == pytest.approx(expected)


def test_the_largest_group_of_another_origin_is_named(small: Release) -> None:
    sentence = Origins(place=("GM0363",)).answer(small).sentence("nl")
    assert "41,7% van de inwoners heeft herkomst Nederland" in sentence
    assert "Marokko (33,3%)" in sentence
