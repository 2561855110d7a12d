"""The country is all its residents, also of municipalities whose groups aren't all known."""

import numpy as np
import pytest

from core.errors import NotInReleaseError
from core.questions import Question
from core.questions.composition import Composition
from core.questions.contributions import _is_mostly_european, _whole
from core.questions.diversity import ALL_TYPES, Diversity
from core.questions.nodes import COUNTRY
from core.questions.reasons import Reasons
from core.questions.sentences import remark_words
from core.questions.types import Types
from core.questions.typology import signs
from core.release import Release


def test_a_municipality_whose_groups_are_hidden_still_counts_in_the_country(
    small: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    def country() -> dict[str, object]:
        rows = Diversity(year=2005).answer(small).rows()
        return next(row for row in rows if row["role"] == "country")

    whole = country()
    people = signs.people_of(small, 2005)
    hidden = people[1].copy()
    hidden[0] = 0.0
    monkeypatch.setattr("core.questions.diversity.people_of", lambda *_: (people[0], hidden))
    assert country() == whole
    assert (whole["place"], whole["municipality_type"]) == (COUNTRY, ALL_TYPES)
    assert whole["people"] == round(float(np.sum(people[1])))


@pytest.mark.parametrize("question", [Diversity(year=2005), Types(year=2005)])
def test_an_answer_says_how_many_municipalities_it_leaves_out(
    small: Release, monkeypatch: pytest.MonkeyPatch, question: Question
) -> None:
    assert question.answer(small).context.remarks == ()
    codes, people = signs.people_of(small, 2005)
    hidden = people.copy()
    hidden[:2] = 0.0
    monkeypatch.setattr("core.questions.typology.signs.people_of", lambda *_: (codes, hidden))
    (remark,) = question.answer(small).context.remarks
    assert (remark.about, remark.year, remark.count) == ("left_out", 2005, 2)
    words = remark_words(remark, question.answer(small).context, "nl")
    assert "2 niet" in words


def test_a_municipality_that_is_left_out_is_told_why_it_has_no_type(
    small: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = signs.signs_in(small, 2005)
    nobody = found._replace(people=np.zeros_like(found.people))
    monkeypatch.setattr("core.questions.reasons.signs_in", lambda *_: nobody)
    with pytest.raises(NotInReleaseError) as refused:
        Reasons(place=(found.places[0],), year=2005).answer(small)
    assert refused.value.lacks == "groups"


def test_a_municipality_has_one_chance_on_every_page(small: Release) -> None:
    rows = Diversity(year=2005).answer(small).rows()
    told = {row["place"]: row["difference_share"] for row in rows if row["role"] == "municipality"}
    asked = Composition("probability_of_difference", "municipality", (), 2005)
    shown = {
        row["place"]: row["value"]
        for row in asked.answer(small).rows()
        if row["value"] is not None and row["place"] in told
    }
    assert shown
    assert {place: told[place] for place in shown} == pytest.approx(shown)


@pytest.mark.parametrize(
    ("native", "beyond", "is_european"), [(0.965, 0.02, False), (0.94, 0.025, True)]
)
def test_few_shown_groups_do_not_decide_where_the_others_come_from(
    native: float, beyond: float, is_european: bool
) -> None:
    assert _is_mostly_european(native, beyond) is is_european


def test_parts_of_the_chance_are_parts_of_all_of_it_where_groups_are_hidden() -> None:
    shown = [{"contribution": 0.034}, {"contribution": 0.006}]
    assert _whole(shown, 0.069) == pytest.approx(0.04)
    assert _whole([*shown, {"contribution": None}], 0.069) == pytest.approx(0.069)
    assert _whole([*shown, {"contribution": None}], None) == pytest.approx(0.04)
