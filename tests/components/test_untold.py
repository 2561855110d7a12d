"""What isn't shown of a bar is hatched, in its place, and says so wherever the figure goes."""

from dataclasses import replace
from typing import Any

import pyarrow as pa
import pytest

from components.charts.frame import Paper
from components.charts.reading import chart_of
from components.charts.svg import svg
from components.figures.compensation import compensation
from components.figures.generations import generations
from core.groups.bands import GAP_BANDS
from core.questions import Answer
from core.questions.compensation import Compensation
from core.questions.generations import Generations
from core.release import Release

SHARES = tuple(f"{band}_share" for band in GAP_BANDS)
PARTS = (0.1, 0.2, 0.3, 0.25, 0.15)


def without(answer: Answer, first: int, **values: Any) -> Answer:
    """The same answer, with other values in one of its rows."""
    rows = answer.rows()
    rows[first] |= values
    return replace(answer, frame=pa.Table.from_pylist(rows, schema=answer.frame.schema))


@pytest.fixture(scope="module")
def asked(release: Release) -> Answer:
    found = Compensation(year=2005, places=("NL01",)).answer(release)
    return without(found, 0, **dict(zip(SHARES, PARTS, strict=True)))


def hidden(band: str) -> dict[str, Any]:
    return {
        band: None,
        f"{band}_share": None,
        f"{band}_share_high": 0.1,
        f"{band}_reason": "below_ten",
    }


@pytest.mark.parametrize("band", GAP_BANDS)
def test_a_band_that_isnt_shown_is_hatched_between_its_neighbours(asked: Answer, band: str) -> None:
    whole = compensation((asked,), "nl")["data"]
    figure = compensation((without(asked, 0, **hidden(band)),), "nl")
    *bands, untold = figure["data"]
    assert untold["name"] == "niet getoond (bescherming)"
    assert untold["marker"]["pattern"]["shape"] == "/"
    at = GAP_BANDS.index(band)
    assert untold["base"][0] == pytest.approx(whole[at]["base"][0], abs=0.11)
    assert untold["x"][0] == pytest.approx(whole[at]["x"][0], abs=0.3)
    assert [one["base"][0] for one in bands] == pytest.approx(
        [one["base"][0] for one in whole], abs=0.3
    )


def test_a_bar_of_which_all_is_told_has_no_line_where_a_hatch_could_be(asked: Answer) -> None:
    told = {"state": "value", "people": 100, **dict(zip(SHARES, PARTS, strict=True))}
    answer = without(without(asked, 0, **told), 1, **told | hidden("equal"))
    figure = compensation((answer,), "nl")
    *_, untold = figure["data"]
    assert (untold["x"][0], untold["x"][-1]) == (None, 30.0)  # the Dutch background comes last
    drawn = chart_of(figure, "nl")
    assert drawn is not None
    (hatched,) = [one for one in drawn.panels[0].series if one.name == untold["name"]]
    assert len(hatched.xs) == len(hatched.bases) < len(untold["x"])
    assert hatched.bases[-1] == untold["base"][-1]


def test_a_group_of_which_nothing_is_told_has_a_hatched_bar_around_the_middle(
    asked: Answer,
) -> None:
    nothing: dict[str, Any] = dict.fromkeys(SHARES)
    answer = without(asked, 0, state="withheld", reason="below_ten", people=None, **nothing)
    *_, untold = compensation((answer,), "nl")["data"]
    assert (untold["base"][0], untold["x"][0]) == (-50.0, 100.0)
    assert "minder dan 10" in untold["hovertext"][0]


def test_the_pattern_is_in_the_drawing_of_files_and_in_its_legend(asked: Answer) -> None:
    chart = chart_of(compensation((without(asked, 0, **hidden("less")),), "en"), "en")
    assert chart is not None
    (told,) = [key for key in chart.keys if key.patterns == ("/",)]
    assert told.name == "not shown (protection)"
    drawn = svg(chart, Paper(800, 400, 14))
    assert '<pattern id="untold"' in drawn
    assert drawn.count("url(#untold)") >= 2


def test_dots_mark_a_bar_that_is_less_sure_and_the_legend_says_so(release: Release) -> None:
    answer = Generations(year=2005).answer(release)
    figure = generations((without(answer, 0, state="low_reliability", reason="noisy"),), "nl")
    abroad, here, key = figure["data"]
    for one in (abroad, here):
        shapes = one["marker"]["pattern"]["shape"]
        assert shapes == [".", *([""] * (len(shapes) - 1))]
    assert (key["name"], key["marker"]["pattern"]["shape"]) == ("minder betrouwbaar", ".")
    chart = chart_of(figure, "nl")
    assert chart is not None
    assert [key.patterns for key in chart.keys] == [("",), ("",), (".",)]
