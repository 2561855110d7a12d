"""Places taken as one are what their people come to together."""

import pandas as pd
import pyarrow as pa
import pytest

from core.errors import NotInReleaseError
from core.questions.accumulation import Accumulation
from core.questions.cloud import Cloud
from core.questions.compensation import Compensation
from core.questions.contrast import Contrast
from core.questions.nodes import NodeQuestion
from core.questions.opportunities import Opportunities
from core.questions.relation import Relation
from core.questions.together import TOGETHER, together_rows
from core.release import Release

ALL_FOUR = ("GM0034", "GM0362", "GM0363", "GM0439")
KINDS = (Opportunities, Accumulation, Compensation)


@pytest.mark.parametrize("setting", ["school", "work"])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_all_municipalities_together_are_the_country(
    kind: type[NodeQuestion], setting: str, release: Release
) -> None:
    asked = kind(setting=setting, places=(TOGETHER, "NL01"), together=ALL_FOUR, by="stratum")
    rows = pd.DataFrame(asked.answer(release).rows())
    one = rows[rows["place"] == TOGETHER].drop(columns="place").reset_index(drop=True)
    country = rows[rows["place"] == "NL01"].drop(columns="place").reset_index(drop=True)
    assert len(one)
    pd.testing.assert_frame_equal(one, country, rtol=1e-12)


def test_a_cell_that_is_withheld_is_left_out_and_makes_the_sum_less_reliable() -> None:
    rows = pa.table(
        {
            "origin": ["dutch", "dutch", "turkish"],
            "people": pa.array([10, None, 5], pa.int64()),
            "setting_share": pa.array([0.5, None, 0.2]),
            "state": ["value", "withheld", "value"],
        }
    )
    found = {
        row["origin"]: row
        for row in together_rows(rows, ("origin",), ("people", "setting_share")).to_pylist()
    }
    assert found["dutch"]["people"] == 10
    assert found["dutch"]["state"] == "low_reliability"
    assert found["turkish"]["state"] == "value"


def test_a_group_of_which_every_cell_is_withheld_has_no_figure() -> None:
    rows = pa.table(
        {
            "origin": ["dutch"],
            "people": pa.array([None], pa.int64()),
            "setting_share": pa.array([None], pa.float64()),
            "state": ["withheld"],
        }
    )
    (row,) = together_rows(rows, ("origin",), ("people", "setting_share")).to_pylist()
    assert (row["people"], row["setting_share"], row["state"]) == (None, None, "withheld")


def test_no_line_is_made_up_for_places_together(release: Release) -> None:
    with pytest.raises(NotInReleaseError, match="taken as one"):
        Relation(places=(TOGETHER,), together=ALL_FOUR).answer(release)


def test_nobody_lives_in_no_places(release: Release) -> None:
    assert Opportunities(places=(TOGETHER,)).answer(release).rows() == []


def test_a_cloud_has_a_point_for_every_municipality_and_keeps_apart_what_was_chosen(
    release: Release,
) -> None:
    rows = Cloud(origin="turkish", chosen=("GM0363",)).answer(release).rows()
    assert {row["place"]: row["part"] for row in rows} == {
        code: "chosen" if code == "GM0363" else "rest" for code in ALL_FOUR
    }
    (own,) = Opportunities(places=("GM0363",), origin=("turkish",)).answer(release).rows()
    (point,) = (row for row in rows if row["place"] == "GM0363")
    assert point["setting_share"] == own["setting_share"]
    assert point["people"] == own["people"]


def test_the_postcode_areas_of_a_municipality_hold_its_people(release: Release) -> None:
    rows = Cloud(level="postcode_area", within=("GM0363",)).answer(release).rows()
    (own,) = Opportunities(places=("GM0363",), origin=("all",)).answer(release).rows()
    assert sum(row["people"] for row in rows) == own["people"]
    mean = sum(row["people"] * row["setting_share"] for row in rows) / own["people"]
    assert mean == pytest.approx(own["setting_share"], abs=1e-12)


def test_parts_have_all_points_and_people_between_them(release: Release) -> None:
    question = Contrast(level="postcode_area", chosen=("PC1011", "PC1311", "PC1312"))
    rows = {row["part"]: row for row in question.answer(release).rows()}
    for name in ("points", "people"):
        assert rows["chosen"][name] + rows["rest"][name] == rows["every"][name]
    assert 0 <= rows["chosen"]["chow_p"] <= 1


def test_a_selection_that_is_too_small_for_a_line_says_so(release: Release) -> None:
    answer = Contrast(chosen=("GM0363",)).answer(release)
    assert "minstens drie" in answer.sentence("nl")
    assert answer.rows()[1]["slope"] is None
