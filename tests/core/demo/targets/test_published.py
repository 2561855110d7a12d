"""The committed facts say what the sources say."""

import json

import pytest

from core.demo.targets import BUNDLE_FACTS, FACTS, Outcome
from core.demo.targets.published import CANNOT_BE_MET, Published, PublishedValue, published
from tests.shared import shared

OWN_VALUES = {"P-059", "P-060", "P-061", "W-002", "W-090"}
"""Facts about several places, of which the lowest and the highest are told apart here."""
TRUTH = "truth"


def test_every_fact_is_worked_out_once_and_every_published_one_is() -> None:
    codes = [code for code, _ in (*FACTS, *BUNDLE_FACTS)]
    assert sorted(codes) == sorted(set(codes))
    assert set(codes) == published().keys()


@pytest.mark.parametrize("code", published())
def test_a_fact_is_stated_in_both_languages_and_has_an_interval(code: str) -> None:
    fact = published()[code]
    assert fact.statement["nl"] != fact.statement["en"]
    assert fact.priority in (1, 2, 3)
    assert all(value.accept[0] <= value.accept[1] for value in fact.values)


def test_intervals_are_those_of_the_collected_facts() -> None:
    collected = json.loads(shared("published-figures.json").read_text("utf-8"))
    by_id = {fact["id"]: fact for fact in collected}
    for code, fact in published().items():
        assert fact.priority == by_id[code]["priority"]
        if code in OWN_VALUES:
            continue
        accepted = {value["name"]: value["accept"] for value in by_id[code]["values"]}
        for value in fact.values:
            if value.unit != TRUTH:
                assert list(value.accept) == accepted[value.name], (code, value.name)


@pytest.mark.parametrize(
    ("obtained", "within", "missed_by"),
    [(2.0, True, 0.0), (3.0, True, 0.0), (1.5, False, 0.5), (3.25, False, 0.25)],
)
def test_both_ends_of_an_interval_are_within(
    obtained: float, within: bool, missed_by: float
) -> None:
    value = PublishedValue("share", "2 to 3", "percent", (2.0, 3.0))
    fact = Published("P-999", 1, {"nl": "iets", "en": "something"}, (value,))
    outcome = Outcome(fact, value, obtained)
    assert outcome.is_within == within
    assert outcome.missed_by == pytest.approx(missed_by)
    assert outcome.row("en")["ok"] == within


def test_what_cannot_be_had_is_not_within() -> None:
    value = PublishedValue("share", "2 to 3", "percent", (2.0, 3.0))
    fact = Published("P-999", 1, {"nl": "iets", "en": "something"}, (value,))
    assert not Outcome(fact, value, float("nan")).is_within


def test_reasons_are_about_facts_that_exist() -> None:
    assert CANNOT_BE_MET.keys() <= published().keys()
