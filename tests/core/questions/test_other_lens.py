"""Segregation by income is worked out as that by origin, over the same areas."""

from pathlib import Path

import pytest

from core.questions.other_lens import OtherLens
from core.release import Release
from core.sources.publishers.findings import Condition, Findings
from tests.published import figure, findings, published_release, square


def ten_areas(income: dict[int, float], native: float = 0.5) -> Findings:
    """Ten postcode areas of 100 residents in Amsterdam; a low income in percent by their number."""
    found = findings()
    found.shapes = [one for one in found.shapes if not one.code.startswith("PC101")]
    found.figures = [one for one in found.figures if not one.place.startswith("PC101")]
    for number in range(10):
        code = f"PC102{number}"
        found.figures += [
            figure(2024, code, "all", 100),
            figure(2024, code, "netherlands", native, unit="share"),
        ]
        square_at = square(0.01 * number, 0, 0.01)
        found.shapes.append(found.shapes[0]._replace(code=code, geometry=square_at))
        if number in income:
            told = Condition(2024, code, "low_income_percent", income[number], "")
            found.conditions.append(told)
    return found


def asked(folder: Path, found: Findings) -> tuple[Release, OtherLens]:
    return published_release(folder, found), OtherLens(place=("GM0363",))


def test_both_lenses_are_the_dissimilarity_of_the_same_areas(tmp_path: Path) -> None:
    """Half the areas 20 %, half 60 %: D = 0.2 / (2 × 0.4 × 0.6); the origin is even."""
    income = {number: 20.0 if number < 5 else 60.0 for number in range(10)}
    release, question = asked(tmp_path, ten_areas(income))
    answer = question.answer(release)
    found = {row["lens"]: row for row in answer.rows()}
    assert found["low_income_percent"]["dissimilarity_share"] == pytest.approx(0.2 / 0.48)
    assert found["low_income_percent"]["mean_share"] == pytest.approx(0.4)
    assert found["migration_background"]["dissimilarity_share"] == pytest.approx(0.0)
    assert found["migration_background"]["area_count"] == 10
    assert "hoger dan die naar migratieachtergrond: 42% tegen 0%" in answer.sentence("nl")


def test_too_few_areas_give_no_second_lens(tmp_path: Path) -> None:
    release, question = asked(tmp_path, ten_areas(dict.fromkeys(range(9), 20.0)))
    assert question.answer(release).rows() == []


def test_a_release_without_figures_on_income_says_so(release: Release) -> None:
    answer = OtherLens().answer(release)
    assert answer.rows() == []
    assert "zeggen hier niets over inkomen" in answer.sentence("nl")
