"""What is obtained is judged by the intervals of the published facts."""

import numpy as np
import pytest

from core.demo.targets import BUNDLE_FACTS, FACTS, OF_NO_RECORDS, Outcome
from core.demo.targets.figures import Composition
from core.demo.targets.reasons import CANNOT_BE_MET
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
    fact = Published("P-999", 1, "nowhere", {"nl": "iets", "en": "something"}, (value,))
    outcome = Outcome(fact, value, obtained)
    assert outcome.is_within == within
    assert outcome.missed_by == pytest.approx(missed_by)
    assert outcome.row("en")["ok"] == within


def test_what_cannot_be_had_is_not_within() -> None:
    value = PublishedValue("share", "2 to 3", "percent", (2.0, 3.0))
    fact = Published("P-999", 1, "nowhere", {"nl": "iets", "en": "something"}, (value,))
    assert not Outcome(fact, value, float("nan")).is_within


def test_reasons_are_about_facts_that_exist() -> None:
    assert CANNOT_BE_MET.keys() <= published().keys()


def test_a_place_that_a_smaller_country_lacks_is_named() -> None:
    towns = Composition(("GM0363",), ("dutch",), np.ones((1, 1)))
    assert towns.row("GM0363") == 0
    with pytest.raises(CoreError, match="GM0622 is not in this release"):
        towns.row("GM0622")
