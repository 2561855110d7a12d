"""What a scale adds is told beside the scale above it, and not where that isn't known."""

import pytest

from components.figures.stacked import scale
from core.questions import Answer
from core.questions import scale as module
from core.questions.scale import Scale
from core.release import Release


def kept(values: dict[str, float | None]) -> list[dict[str, object]]:
    """Rows as a release keeps them: all indices of a level alike, or withheld."""
    return [
        {
            "unit_level": level,
            "index": index,
            "value": value,
            "state": "withheld" if value is None else "value",
            "reason": "too_few_units" if value is None else "none",
        }
        for level, value in values.items()
        for index in ("dissimilarity", "theil_h", "mutual_information")
    ]


def asked(
    monkeypatch: pytest.MonkeyPatch, release: Release, values: dict[str, float | None]
) -> Answer:
    monkeypatch.setattr(module, "kept_rows", lambda *_: kept(values))
    return Scale(place=("GM0363",)).answer(release)


def test_the_parts_are_what_each_level_adds(
    monkeypatch: pytest.MonkeyPatch, release: Release
) -> None:
    answer = asked(monkeypatch, release, {"district": 0.15, "neighbourhood": 0.20})
    assert [row["part_share"] for row in answer.rows()] == pytest.approx([0.75, 0.25])
    assert "zit 75% tussen wijken en 25% tussen buurten" in answer.sentence("nl")


def test_without_districts_neighbourhoods_are_told_but_no_part_of_them(
    monkeypatch: pytest.MonkeyPatch, release: Release
) -> None:
    answer = asked(monkeypatch, release, {"district": None, "neighbourhood": 0.20})
    assert [row["part_share"] for row in answer.rows()] == [None, None]
    assert "over buurten is de dissimilariteit 20%" in answer.sentence("nl")
    assert not any(trace["x"] for trace in scale((answer,), "nl")["data"])


def test_where_nothing_is_known_that_is_said(
    monkeypatch: pytest.MonkeyPatch, release: Release
) -> None:
    answer = asked(monkeypatch, release, {"district": None, "neighbourhood": None})
    assert "minder dan tien van deze gebieden" in answer.sentence("nl")
