"""What is said of a municipality says which way, by how much, and against whom."""

from dataclasses import replace

import pytest

from components.place_words import hidden_groups, say_opportunities
from components.slides.blocks import blocks
from core.language import Language
from core.questions import Answer
from core.questions.origins import Origins
from core.questions.profile import Profile
from core.release import Release

PARTS: tuple[tuple[Language, float, str], ...] = (
    ("nl", -0.05, "school 5\N{NO-BREAK SPACE}procentpunt kleiner dan in hun buurt"),
    ("nl", 0.05, "school 5\N{NO-BREAK SPACE}procentpunt groter dan in hun buurt"),
    ("nl", 0.001, "school even groot als in hun buurt"),
    ("en", -0.05, "school is 5\N{NO-BREAK SPACE}percentage points smaller than in their"),
    ("en", 0.01, "school is 1\N{NO-BREAK SPACE}percentage point larger than in their"),
)


def with_gap(answer: Answer, gap: float) -> Answer:
    rows = [
        row | {"gap": gap} if row["indicator"] == "school_gap" else row for row in answer.rows()
    ]
    frame = type(answer.frame).from_pylist(rows, schema=answer.frame.schema)
    return Answer(answer.question, frame, answer.columns, answer.context, answer.sentences)


@pytest.mark.parametrize(("language", "gap", "words"), PARTS)
def test_opportunities_are_compared_in_words(
    release: Release, language: Language, gap: float, words: str
) -> None:
    answer = Profile(place=("GM0363",), year=2005).answer(release)
    said = say_opportunities((with_gap(answer, gap),), language)
    assert words in said
    assert "cluster G4" in said


def test_groups_without_a_bar_are_named_as_not_shown(release: Release) -> None:
    answer = Origins(place=("GM0363",)).answer(release)
    newest = answer.context.years[-1]
    rows = [
        row | {"state": "withheld"} if (row["origin"], row["year"]) == ("turkey", newest) else row
        for row in answer.rows()
    ]
    frame = type(answer.frame).from_pylist(rows, schema=answer.frame.schema)
    (said,) = blocks(hidden_groups((replace(answer, frame=frame),), "nl"))
    assert said.text.startswith("Niet getoond, om mensen te beschermen: ")
    assert "Turkije" in said.text
    assert "Nederland" not in said.text
