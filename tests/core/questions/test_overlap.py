"""Where both lenses are high follows from the means of the areas that are known in both."""

from io import BytesIO
from pathlib import Path

import pytest
from pptx import Presentation

from components.documents.forms import BY_CODE
from components.documents.telling import Told
from components.slides.story import Slide, Story
from components.slides.telling import sheets_of
from core.questions.overlap import Overlap
from core.release import Release
from core.sources.publishers.findings import Findings
from tests.core.questions.test_other_lens import ten_areas
from tests.published import published_release

INCOME = {0: 60.0, 1: 60.0, 2: 20.0, 3: 60.0, **dict.fromkeys(range(4, 10), 20.0)}
NATIVE = {0: 0.2, 1: 0.2, 2: 0.2, 3: 0.8}


def areas() -> Findings:
    """Two areas where both are high, one of each alone, and six of neither."""
    found = ten_areas(INCOME)
    found.figures = [
        one._replace(value=NATIVE.get(int(one.place[-1]), 0.8))
        if one.place.startswith("PC102") and one.category == "netherlands"
        else one
        for one in found.figures
    ]
    return found


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return published_release(tmp_path_factory.mktemp("overlap"), areas())


def test_an_area_is_high_where_it_is_above_the_mean(told: Release) -> None:
    """Of ten areas of as many people the means are 32 % and 38 %."""
    answer = Overlap(place=("GM0363",)).answer(told)
    found = {row["place"]: row["overlap"] for row in answer.rows()}
    assert found == {
        "PC1020": "both",
        "PC1021": "both",
        "PC1022": "origin",
        "PC1023": "income",
        **{f"PC102{at}": "neither" for at in range(4, 10)},
    }
    sentence = answer.sentence("nl")
    assert "in 2 van de 10" in sentence
    assert "gemiddeld 32%" in sentence
    assert "gemiddeld 38%" in sentence
    assert "Daar woont 20% van de inwoners" in sentence


def test_without_a_second_lens_nothing_is_told_but_why(release: Release) -> None:
    answer = Overlap().answer(release)
    assert answer.rows() == []
    assert "zeggen hier niets over inkomen" in answer.sentence("nl")


def test_it_is_a_map_on_a_slide_too(told: Release) -> None:
    slides = (Slide("segregatie/overlap", "?place=GM0363"),)
    (sheet,) = sheets_of(Story("", "nl", slides), lambda _: told, "http://x.nl")
    (drawing,) = sheet.maps
    words = {area.code: area.words for area in drawing.areas}
    assert words["PC1020"] == "Beide boven het gemiddelde"
    assert len({area.colour for area in drawing.areas if not area.pattern}) == 4
    made = BY_CODE["pptx"].make(Told("", "nl", (sheet,)), lambda _: None)
    assert len(Presentation(BytesIO(made)).slides) == 1


def test_a_slide_without_a_second_lens_says_what_it_needs(release: Release, tmp_path: Path) -> None:
    slides = (Slide("segregatie/overlap", "?place=GM0363"),)
    (sheet,) = sheets_of(Story("", "nl", slides), lambda _: release, "http://x.nl")
    assert sheet.maps == ()
    assert "Nodig is per buurt" in sheet.blocks[0].text
    made = tmp_path / "one.pdf"
    made.write_bytes(BY_CODE["pdf"].make(Told("", "nl", (sheet,)), lambda _: None))
    assert made.stat().st_size > 1000
