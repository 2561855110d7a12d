"""Table 2.1 stands as it was printed, with what is odd about it."""

import json

import pytest

from core.language import has_text
from core.published.length_of_stay import (
    CLASSES,
    COHORTS,
    OTHER,
    OTHER_MUNICIPALITIES,
    REMARKS,
    TABLE,
    TOTAL,
    TYPE_ROWS,
)
from core.questions.stay import Stay
from core.release import Release
from tests.shared import shared

COLLECTED_ROWS = (
    *("majority_minority", "large_provincial", "suburb", "one_large_minority"),
    *("expat", "horticulture", "border", OTHER, TOTAL),
)
COLLECTED_COLUMNS = ("lt2y", "2to5y", "gt5y")


def test_every_figure_is_the_one_that_was_collected_from_the_source() -> None:
    facts = {one["id"]: one for one in json.loads(shared("published-figures.json").read_text())}
    for number, row in enumerate(COLLECTED_ROWS, 1):
        collected = {v["name"]: v["value"] for v in facts[f"W-T21-0{number}"]["values"]}
        for at, cohort in enumerate(COHORTS, 1):
            (found,) = (one for one in TABLE if (one.row, one.cohort) == (row, cohort))
            expected = [collected[f"c{at}_{name}"] for name in COLLECTED_COLUMNS]
            assert [getattr(found, name) for name in CLASSES] == expected
    assert facts["W-091"]["values"][0]["value"] == OTHER_MUNICIPALITIES


def test_rows_add_up_to_a_hundred_but_for_rounding_and_are_not_adjusted() -> None:
    sums = [round(sum(getattr(one, name) for name in CLASSES), 1) for one in TABLE]
    assert (min(sums), max(sums)) == (99.7, 100.3)


def test_the_total_is_near_the_mean_of_municipalities() -> None:
    """About 31 typed municipalities and 359 others, each counting the same, give the total."""
    for cohort in COHORTS:
        of = {one.row: one.below_two for one in TABLE if one.cohort == cohort}
        typed = sum(of[row] for row in TYPE_ROWS) / len(TYPE_ROWS)
        mean = (31 * typed + OTHER_MUNICIPALITIES * of[OTHER]) / (31 + OTHER_MUNICIPALITIES)
        assert mean == pytest.approx(of[TOTAL], abs=0.1)


def test_the_answer_is_published_whatever_the_release_is(release: Release) -> None:
    answer = Stay(municipality_type="expat").answer(release)
    assert answer.context.basis == "published"
    assert len(answer.rows()) == len(TABLE)
    assert "37,8%" in answer.sentence("nl")
    assert "27.2%" in answer.sentence("en")
    for row in answer.rows():
        printed = sum(row[f"{name}_share"] for name in CLASSES)
        assert row["sum_share"] == pytest.approx(printed)


def test_every_remark_has_its_text() -> None:
    assert all(has_text(f"published.stay.{one}") for one in REMARKS)
