"""What is obtained is judged by the intervals of the published facts."""

import numpy as np
import pytest

from core.demo.targets import BUNDLE_FACTS, FACTS, OF_NO_RECORDS
from core.demo.targets.composition import Composition
from core.demo.targets.figures import Between, Figures, percent
from core.demo.targets.outcome import Outcome
from core.demo.targets.reasons import CANNOT_BE_MET
from core.demo.targets.tables import InMemory
from core.errors import CoreError
from core.published import Published, PublishedValue, published


def test_every_fact_is_worked_out_once_and_every_published_one_is() -> None:
    codes = [*(code for code, _ in (*FACTS, *BUNDLE_FACTS)), *OF_NO_RECORDS]
    assert sorted(codes) == sorted(set(codes))
    assert set(codes) == published().keys()


@pytest.mark.parametrize(
    ("obtained", "within", "missed_by"),
    [(2.0, True, 0.0), (3.0, True, 0.0), (1.5, False, 0.5), (3.25, False, 0.25)],
)
def test_both_ends_of_an_interval_are_within(
    obtained: float, within: bool, missed_by: float
) -> None:
    value = PublishedValue("share", "2 to 3", "percent", (2.0, 3.0))
    fact = Published(
        "P-999", 1, {"nl": "nergens", "en": "nowhere"}, {"nl": "iets", "en": "something"}, (value,)
    )
    outcome = Outcome(fact, value, obtained)
    assert outcome.is_within == within
    assert outcome.missed_by == pytest.approx(missed_by)
    assert outcome.row("en")["ok"] == within


def test_what_cannot_be_had_is_not_within() -> None:
    value = PublishedValue("share", "2 to 3", "percent", (2.0, 3.0))
    fact = Published(
        "P-999", 1, {"nl": "nergens", "en": "nowhere"}, {"nl": "iets", "en": "something"}, (value,)
    )
    assert not Outcome(fact, value, float("nan")).is_within


FACT = Published(
    "P-999",
    1,
    {"nl": "nergens", "en": "nowhere"},
    {"nl": "iets", "en": "something"},
    (PublishedValue("people", "7", "persons", (7.0, 7.0)),),
)


@pytest.mark.parametrize(
    ("low", "high", "within", "missed_by"),
    [(3.0, 8.0, True, 0.0), (7.0, 9.0, True, 0.0), (8.0, 10.0, False, 1.0), (1.0, 5.0, False, 2.0)],
)
def test_what_a_release_tells_between_two_values_is_within_if_there_is_room(
    low: float, high: float, within: bool, missed_by: float
) -> None:
    outcome = Outcome(FACT, FACT.values[0], Between((low + high) / 2, low, high, "noise"))
    assert (outcome.is_within, outcome.missed_by) == (within, missed_by)


def test_words_say_what_was_allowed_for_only_where_something_was() -> None:
    value = FACT.values[0]
    near = Outcome(FACT, value, Between(5.0, 3.0, 8.0, "noise")).row("en")
    assert near["given"] == "within, given noise and rounding to 5 (between 3 and 8)"
    assert Outcome(FACT, value, Between(7.0, 5.0, 9.0, "noise")).row("en")["given"] == ""
    assert Outcome(FACT, value, Between(9.0, 8.0, 10.0, "noise")).row("en")["given"] == ""
    assert Outcome(FACT, value, 7.0).row("en")["given"] == ""


def test_a_share_between_two_keeps_its_ends_in_per_cent() -> None:
    found = percent(Between(0.5, 0.25, 0.75, "withheld"))
    assert isinstance(found, Between)
    assert (float(found), found.low, found.high) == (50, 25, 75)


def test_reasons_are_about_facts_that_exist() -> None:
    assert CANNOT_BE_MET.keys() <= published().keys()


def test_a_place_that_a_smaller_country_lacks_is_named() -> None:
    towns = Composition(("GM0363",), ("dutch",), np.ones((1, 1)))
    assert towns.row("GM0363") == 0
    with pytest.raises(CoreError, match="GM0622 is not in this release"):
        towns.row("GM0622")


def test_a_year_that_a_smaller_country_lacks_is_named() -> None:
    small = Figures(InMemory({}), {"pupils": {"2020": {"records": 5}}}, (2020,))
    with pytest.raises(CoreError, match="pupils 2005 is not in this release"):
        small.records("pupils")
    assert Figures(InMemory({}), {"jobs": {"2005": {"records": 7}}}, (2005,)).records("jobs") == 7
