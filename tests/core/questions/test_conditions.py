"""Figures from elsewhere are told as their source gives them."""

from pathlib import Path

from core.questions.conditions import Conditions
from core.sources.publishers.findings import Condition
from tests.published import findings, published_release


def test_each_figure_is_of_its_newest_year_and_inside_the_place(tmp_path: Path) -> None:
    found = findings()
    found.conditions += [
        Condition(2020, "PC1011", "benefit_percent", 12.5, ""),
        Condition(2024, "PC1011", "benefit_percent", 9.5, ""),
        Condition(2024, "PC3011", "benefit_percent", 4.0, ""),
    ]
    release = published_release(tmp_path, found)
    answer = Conditions(place=("GM0363",)).answer(release)
    told = [(row["subject"], row["place"], row["year"], row["figure"]) for row in answer.rows()]
    assert told == [
        ("benefit_percent", "PC1011", 2024, 9.5),
        ("liveability_class", "GM0363", 2024, 7.0),
    ]
    assert "2 cijfers uit andere bronnen over 2 gebieden" in answer.sentence("nl")


def test_a_place_without_such_figures_says_so(tmp_path: Path) -> None:
    answer = Conditions(place=("GM0014",)).answer(published_release(tmp_path))
    assert answer.rows() == []
    assert "geen cijfers uit andere bronnen" in answer.sentence("nl")
