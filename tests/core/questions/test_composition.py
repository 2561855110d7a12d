"""Figures of places, worked out by hand."""

from typing import Any

import numpy as np
import pytest

from core.errors import NotInReleaseError, QuestionError
from core.language import LANGUAGES, has_text
from core.questions.composition import Composition, classes
from core.questions.indicators import BY_CODE, INDICATORS
from core.questions.values import values_file
from core.release import Release


def figures(release: Release, **asked: Any) -> dict[str, tuple[float | None, str]]:
    rows = Composition(**asked).answer(release).rows()
    return {row["place"]: (row["value"], row["state"]) for row in rows}


def test_the_native_share_is_a_part_of_all_residents(small: Release) -> None:
    found = figures(small, indicator="native_share", level="municipality")
    assert found["GM0363"][0] == pytest.approx(5 / 12)
    assert found["GM0034"][0] == pytest.approx(0.9)


def test_a_place_without_residents_has_no_figure(small: Release) -> None:
    found = figures(small, indicator="native_share", level="municipality")
    assert found["GM0439"] == (None, "missing")


def test_a_group_that_lives_nowhere_has_a_share_of_nothing(small: Release) -> None:
    found = figures(small, indicator="share_arab", level="municipality")
    assert found["GM0363"] == (0.0, "value")


def test_two_residents_differ_with_the_chance_that_their_origins_differ(small: Release) -> None:
    found = figures(small, indicator="probability_of_difference", level="municipality")
    assert found["GM0363"][0] == pytest.approx(1 - (5 / 12) ** 2 - (3 / 12) ** 2 - (4 / 12) ** 2)
    assert found["GM0362"][0] == 0.0


def test_neighbourhoods_are_told_apart_within_a_municipality(small: Release) -> None:
    found = figures(small, level="neighbourhood", within=("GM0363",))
    assert {code: value for code, (value, _) in found.items()} == {
        "BU03630000": pytest.approx(3 / 4),
        "BU03630001": pytest.approx(2 / 8),
    }


def test_residents_count_as_having_few_opportunities_by_their_postcode_area(small: Release) -> None:
    found = figures(small, indicator="contact_poor_share", level="municipality")
    assert found["GM0363"][0] == pytest.approx(8 / 12)
    assert found["GM0034"][0] == 0.0


def test_a_gap_is_the_school_minus_the_neighbourhood(small: Release) -> None:
    found = figures(small, indicator="school_gap", level="municipality")
    # One of two pupils is native; their neighbourhoods are 3/4 and 2/8 native.
    assert found["GM0363"][0] == pytest.approx(0.5 - (3 / 4 + 2 / 8) / 2)
    assert found["GM0034"][0] == pytest.approx(1 - 0.9)


def test_only_places_inside_are_answered(small: Release) -> None:
    assert set(figures(small, level="municipality", within=("PV24",))) == {"GM0034"}
    assert set(figures(small, level="municipality", within=("g4",))) == {"GM0363"}


@pytest.mark.parametrize("indicator", ["school_share", "native_share"])
def test_a_level_that_is_larger_than_the_place_has_nothing_inside(
    small: Release, indicator: str
) -> None:
    assert figures(small, indicator=indicator, level="province", within=("GM0363",)) == {}


def test_a_level_at_which_a_figure_does_not_exist_is_refused(small: Release) -> None:
    with pytest.raises(QuestionError, match="level"):
        Composition(indicator="school_share", level="neighbourhood").answer(small)


def test_a_place_that_is_not_there_is_refused(small: Release) -> None:
    with pytest.raises(NotInReleaseError, match="within"):
        Composition(within=("GM9999",)).answer(small)


def test_a_sentence_says_the_figures_of_its_rows(small: Release) -> None:
    answer = Composition(indicator="native_share", level="municipality").answer(small)
    assert "41,7%" in answer.sentence("nl")
    assert "100.0%" in answer.sentence("en")
    assert "3 gemeenten" in answer.sentence("nl")


@pytest.mark.parametrize(
    ("code", "values", "expected"),
    [
        ("native_share", [0.2999, 0.3, 0.5, 0.7999, 0.8], [0, 1, 2, 2, 3]),
        ("probability_of_difference", [0.1, 0.17, 0.26, 0.48], [0, 1, 2, 4]),
        ("school_gap", [-0.25, -0.2499, -0.1, 0.0, 0.1, 0.25], [0, 1, 1, 2, 3, 4]),
    ],
)
def test_an_edge_falls_where_the_sources_put_it(
    code: str, values: list[float], expected: list[int]
) -> None:
    assert classes(BY_CODE[code], np.array(values)).tolist() == expected


def test_the_browser_gets_what_the_answer_shows(small: Release) -> None:
    answer = Composition(indicator="native_share", level="municipality").answer(small)
    content = values_file(answer, BY_CODE["native_share"])
    assert content[:4] == b"CAV1"
    count = int.from_bytes(content[4:8], "little")
    steps = np.frombuffer(content, "<i2", count, 8)
    codes = np.frombuffer(content, np.uint8, count, 8 + 2 * count)
    rows = answer.rows()
    assert count == len(rows)
    for row, step, code in zip(rows, steps, codes, strict=True):
        if row["value"] is None:
            assert code == 254
        else:
            assert f"{step / 10:.1f}" == f"{100 * row['value']:.1f}"
            assert code == row["class"]


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda one: one.code)
def test_every_indicator_is_whole(indicator: Any, small: Release) -> None:
    assert list(indicator.breaks) == sorted(set(indicator.breaks))
    assert all(has_text(f"caveats.{code}") for code in indicator.caveats)
    assert all(indicator.name(one) and indicator.about(one) for one in LANGUAGES)
    assert indicator.name("nl") != indicator.name("en")
    answer = Composition(indicator=indicator.code, level="municipality").answer(small)
    shown = answer.frame["value"].drop_null().to_numpy()
    lowest, highest = {"points": (-1, 1)}.get(indicator.unit, (0, 1))
    assert ((shown >= lowest) & (shown <= highest)).all()
