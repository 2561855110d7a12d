"""A line over the years is interrupted where the series is, and says why."""

from dataclasses import replace

from components.charts.reading import chart_of
from components.figures.years import diversity_years
from core.questions.diversity_years import DiversityYears
from core.release import Release


def test_a_broken_line_has_two_parts_and_one_name_and_the_figure_says_why(
    release: Release,
) -> None:
    redrawn = replace(release, vintages={"municipality": {2005: 2021, 2006: 2023}})
    answer = DiversityYears(places=("GM0363", "GM0034")).answer(redrawn)
    figure = diversity_years((answer,), "nl")
    amsterdam = [one for one in figure["data"] if one["name"] == "Amsterdam"]
    assert [one["x"] for one in amsterdam] == [[2005], [2006]]
    assert [one["showlegend"] for one in amsterdam] == [True, False]
    assert [one["x"] for one in figure["data"] if one["name"] == "Almere"] == [[2005, 2006]]
    (note,) = figure["layout"]["annotations"]
    assert (note["text"], note["x"]) == ("breuk: andere grenzen", 2005.5)
    chart = chart_of(figure, "nl")
    assert chart is not None
    assert [key.name for key in chart.keys] == ["Amsterdam", "Almere"]


def test_an_unbroken_line_is_one(release: Release) -> None:
    figure = diversity_years((DiversityYears(places=("GM0363",)).answer(release),), "nl")
    assert len(figure["data"]) == 1
    assert "annotations" not in figure["layout"]
