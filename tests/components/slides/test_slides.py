"""Stories are read strictly, told by the same answers as a page, and compared on one scale."""

from dataclasses import replace

import pytest

from components.address import Address
from components.card import answers_of
from components.charts.map import project
from components.documents.forms import FORMS, Told
from components.slides.story import KIND, MOST_SLIDES, Slide, Story, read_story, written_story
from components.slides.telling import sheets_of
from components.slides.words import SLIDES, WORDS
from components.views import view_at
from core.errors import StoryError
from core.language import LANGUAGES
from core.questions.gazetteer import codes_of_level
from core.release import Release
from core.release.outlines import outlines

SITE = "http://contactatlas.example"


def story(*shows: tuple[str, str]) -> Story:
    return Story("Proef", "nl", tuple(Slide(show, search) for show, search in shows))


def test_a_story_survives_being_written_and_read() -> None:
    whole = Story("Raad", "en", (Slide("contact/scatter", "?place=GM0363", "Mine", "Say\nthis"),))
    assert read_story(written_story(whole)) == whole


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ([], "no story"),
        ({"kind": "other"}, "no story"),
        ({"kind": KIND, "v": 2, "slides": []}, "version 2"),
        ({"kind": KIND, "v": 1, "slides": []}, "1 to 40"),
        ({"kind": KIND, "v": 1, "slides": [{"show": "x"}] * (MOST_SLIDES + 1)}, "1 to 40"),
        ({"kind": KIND, "v": 1, "slides": [{"search": "?"}]}, "slide 1"),
        ({"kind": KIND, "v": 1, "slides": [{"show": "x", "notes": "a" * 9000}]}, "too long"),
        ({"kind": KIND, "v": 1, "slides": ["x"]}, "slide 1"),
    ],
)
def test_what_is_no_story_is_refused_with_words(broken: object, said: str) -> None:
    with pytest.raises(StoryError, match=said):
        read_story(broken)


def test_a_slide_says_what_its_card_says(release: Release) -> None:
    (sheet,) = sheets_of(
        story(("contact/scatter", "?place=GM0363&setting=work")), lambda _: release, SITE
    )
    view = view_at("/contact")
    assert view is not None
    card = next(one for one in view.cards if one.code == "scatter")
    address = Address("/contact", view.parameters).having(place=("GM0363",), setting="work")
    answers = answers_of(card, address, release)
    assert sheet.sentence == card.say(answers, "nl")
    assert len(sheet.grids[0].rows) == answers[0].frame.num_rows
    assert sheet.link == f"{SITE}/toon/contact/scatter?v=1&place=GM0363&setting=work"
    assert sheet.is_synthetic


def test_an_unknown_card_is_named(release: Release) -> None:
    with pytest.raises(StoryError, match="contact/nothing"):
        sheets_of(story(("contact/nothing", "")), lambda _: release, SITE)


def test_a_map_of_a_municipality_needs_one(release: Release) -> None:
    with pytest.raises(StoryError, match="choose a municipality"):
        sheets_of(story(("gemeente/map", "")), lambda _: release, SITE)


def test_a_slide_that_these_data_cannot_answer_says_so_among_the_others(release: Release) -> None:
    """A story made with other data: five slides of six are still there."""
    without = replace(release, setting_years={"school": (), "work": ()})
    shows = (("contact/relation", "?year=2005"), ("gemeente/origins", "?place=GM0363"))
    absent, origins = sheets_of(story(*shows), lambda _: without, SITE)
    assert absent.sentence == "Deze gegevens zeggen niet wie er samen op school zitten."
    assert absent.blocks[0].text.startswith("Nodig zijn")
    assert absent.is_synthetic
    assert absent.chart is None
    assert origins.chart is not None
    for form in FORMS:
        assert form.make(Told("Proef", "nl", (absent, origins)), lambda _: None)


def test_compared_slides_have_the_same_scale(release: Release) -> None:
    one, other = sheets_of(
        story(("gemeente/origins", "?place=GM0363"), ("gemeente/origins", "?place=GM0439")),
        lambda _: release,
        SITE,
    )
    assert one.chart is not None
    assert other.chart is not None
    ends = {
        (sheet.chart.panels[0].x.low, sheet.chart.panels[0].x.high)
        for sheet in (one, other)
        if sheet.chart
    }
    assert len(ends) == 1
    assert one.figure is not None
    assert one.figure["layout"]["xaxis"]["range"] == list(ends.pop())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_slide_of_words_names_its_source(language: str, release: Release) -> None:
    shows = tuple(Slide(f"{WORDS}/{code}") for code in SLIDES)
    for sheet in sheets_of(
        Story("", "nl" if language == "nl" else "en", shows), lambda _: release, SITE
    ):
        assert sheet.source
        assert len(sheet.blocks) >= 3
        assert all(len(block.text) < 220 for block in sheet.blocks), "a slide is no page"


def test_other_figures_give_another_mark(release: Release) -> None:
    shows = (
        ("contact/scatter", "?year=2005"),
        ("contact/scatter", "?year=2005"),
        ("contact/scatter", "?year=2005&setting=work"),
    )
    first, same, other = (sheet.mark for sheet in sheets_of(story(*shows), lambda _: release, SITE))
    assert first == same
    assert first != other


def test_shapes_are_read_back_as_they_were_written(release: Release) -> None:
    shapes = outlines(release, "municipality")
    assert len(shapes) == len(codes_of_level(release, "municipality"))
    drawn = [area for area in shapes if area]
    assert drawn
    for rings in drawn:
        for ring in rings:
            assert (ring[0] == ring[-1]).all(), "a ring ends where it begins"
            assert 3 < ring[:, 0].mean() < 8
            assert 50 < ring[:, 1].mean() < 54
    _, wide, high = project(drawn)
    assert max(wide, high) <= 4001
