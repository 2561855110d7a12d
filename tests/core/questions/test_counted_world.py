"""The answers about a world that a person can count (tests/counted.py) are the counts."""

from typing import Any

import numpy as np
import pytest

from core.errors import NotInReleaseError, QuestionError
from core.questions import Question
from core.questions.accumulation import Accumulation
from core.questions.compensation import Compensation
from core.questions.opportunities import Opportunities
from core.questions.relation import Relation
from tests.counted import counted_release

COUNTRY: dict[str, Any] = {"places": ("NL01",), "origin": ("all",)}


def rows_of(question: Question) -> list[dict[str, Any]]:
    return question.answer(counted_release()).rows()


def row_of(question: Question) -> dict[str, Any]:
    (row,) = rows_of(question)
    return row


def people_by(rows: list[dict[str, Any]], name: str) -> dict[str, int]:
    return {row[name]: row["people"] for row in rows}


def test_means_are_those_of_the_people_themselves() -> None:
    row = row_of(Opportunities(**COUNTRY))
    assert row["people"] == 10
    assert row["neighbourhood_share"] == pytest.approx(0.615, abs=1e-12)
    assert row["setting_share"] == pytest.approx(0.6, abs=1e-12)
    assert row["gap"] == pytest.approx(-0.015, abs=1e-12)
    assert row["same_municipality_share"] == pytest.approx(0.9, abs=1e-12)


def test_one_organisation_in_two_municipalities_is_two_workplaces() -> None:
    row = row_of(Opportunities(setting="work", places=("GM0034",), origin=("dutch",)))
    assert row["people"] == 8
    assert row["setting_share"] == pytest.approx((7 * 0.7 + 1.0) / 8, abs=1e-12)


@pytest.mark.parametrize(
    ("threshold", "cells"),
    [
        (25, (0, 0, 0, 10)),  # a share of exactly a quarter is not below a quarter
        (30, (2, 0, 2, 6)),
        (50, (2, 0, 2, 6)),  # nor one of exactly a half below a half
        (55, (4, 1, 0, 5)),
        (80, (4, 1, 0, 5)),
        (85, (9, 0, 0, 1)),
        (95, (9, 0, 0, 1)),
    ],
)
def test_accumulation_counts_who_is_strictly_below(
    threshold: int, cells: tuple[int, int, int, int]
) -> None:
    row = row_of(Accumulation(threshold=threshold, **COUNTRY))
    names = ("both", "neighbourhood_only", "setting_only", "neither")
    assert tuple(row[name] for name in names) == cells
    assert row["people"] == 10
    assert [row[f"{name}_share"] for name in names] == [count / 10 for count in cells]


BANDS = ("much_less", "less", "equal", "more", "much_more")


@pytest.mark.parametrize(
    ("setting", "residents", "bands"),
    [
        ("school", "all", (2, 0, 7, 0, 1)),  # exactly -25 points is much less
        ("school", "contact_poor", (0, 0, 2, 0, 0)),
        ("school", "less_than_average", (2, 0, 0, 0, 1)),  # a home at exactly 50%
        ("school", "above_average", (0, 0, 5, 0, 0)),  # a home at exactly 80%
        ("work", "all", (0, 10, 0, 11, 4)),  # exactly -10 is less, +10 more, +25 much more
        ("work", "contact_poor", (0, 0, 0, 0, 1)),
        ("work", "very_low", (0, 0, 0, 0, 1)),
    ],
)
def test_compensation_puts_edges_where_the_paper_does(
    setting: str, residents: str, bands: tuple[int, ...]
) -> None:
    row = row_of(Compensation(setting=setting, residents=residents, **COUNTRY))
    assert tuple(row[band] for band in BANDS) == bands
    assert row["people"] == sum(bands)
    assert row["more_or_much_more_share"] == pytest.approx(sum(bands[3:]) / sum(bands))


def test_a_kind_of_residents_that_nobody_is_has_no_row() -> None:
    assert rows_of(Compensation(residents="low", **COUNTRY)) == []


def test_the_line_is_that_of_numpy_over_the_pupils() -> None:
    homes = np.repeat([0.5, 0.25, 0.5, 0.8, 0.95], [2, 2, 1, 4, 1])
    schools = np.repeat([0.25, 0.25, 0.8, 0.8, 1.0], [2, 2, 1, 4, 1])
    slope, intercept = np.polyfit(homes, schools, 1)
    row = row_of(Relation(**COUNTRY))
    assert row["slope"] == pytest.approx(slope, abs=1e-9)
    assert row["intercept"] == pytest.approx(intercept, abs=1e-9)
    assert row["r"] == pytest.approx(np.corrcoef(homes, schools)[0, 1], abs=1e-9)
    assert (row["areas"], row["units"], row["people"]) == (4, 3, 10)


def test_a_group_of_one_school_has_a_flat_line_without_correlation() -> None:
    row = row_of(Relation(places=("NL01",), origin=("turkish_moroccan",)))
    assert (row["people"], row["slope"], row["intercept"]) == (3, 0, 0.25)
    assert row["r"] is None
    assert row["r_squared"] is None


def test_people_of_one_neighbourhood_have_no_line_and_the_reason_is_said() -> None:
    row = row_of(Relation(places=("NL01",), origin=("turkish",)))
    assert row["slope"] is None
    assert (row["state"], row["reason"]) == ("not_applicable", "no_spread")


def test_groups_are_pooled_as_each_setting_pools_them() -> None:
    school = Opportunities(places=("NL01",), origin=("turkish_moroccan", "non_western"))
    assert people_by(rows_of(school), "origin") == {"turkish_moroccan": 3, "non_western": 4}
    pools = ("turkish_moroccan_other", "surinamese_antillean")
    work = Opportunities(setting="work", places=("NL01",), origin=pools)
    assert people_by(rows_of(work), "origin") == dict(zip(pools, (5, 3), strict=True))


def test_a_pool_of_the_other_setting_is_refused_by_name() -> None:
    with pytest.raises(QuestionError, match="turkish_moroccan_other") as refused:
        rows_of(Opportunities(origin=("turkish_moroccan_other",)))
    assert refused.value.parameter == "origin"


def test_a_level_is_one_of_the_upper_years() -> None:
    people = people_by(rows_of(Opportunities(by="stratum", **COUNTRY)), "stratum")
    assert people.pop("all") == 10
    assert people.pop("first_years") == 5
    assert people.pop("upper_years") == sum(people.values()) == 5
    assert people == {"havo": 3, "vwo": 1, "vmbo_gt": 1}


def test_rows_come_in_the_order_in_which_they_were_asked_for() -> None:
    question = Opportunities(places=("other", "g4"), origin=("turkish", "all", "dutch"))
    asked = [(row["place"], row["origin"]) for row in rows_of(question)]
    assert asked == [
        *(("other", "all"), ("other", "dutch")),
        *(("g4", "turkish"), ("g4", "all"), ("g4", "dutch")),
    ]


def test_what_the_release_has_not_is_said_by_name() -> None:
    unknown: dict[str, Any] = {"places": ("GM9999",), "year": 2004}
    for parameter, value in unknown.items():
        with pytest.raises(NotInReleaseError) as refused:
            rows_of(Opportunities(**{parameter: value}))
        assert refused.value.parameter == parameter
