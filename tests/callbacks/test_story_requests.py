"""What a browser asks of stories: slides, words, and stories to begin with."""

from typing import Any

import pytest
from flask import Flask

from components.slides.ready import READY
from components.slides.story import KIND, MOST_SLIDES, read_story
from core.language import LANGUAGES
from core.release import Release


def story(*shows: tuple[str, str], lang: str = "nl") -> dict[str, Any]:
    slides = [{"show": show, "search": search} for show, search in shows]
    return {"kind": KIND, "v": 1, "name": "Proef", "lang": lang, "slides": slides}


def test_slides_come_with_figure_source_and_caveats(server: Flask, release: Release) -> None:
    asked = story(("contact/scatter", "?place=GM0363"), ("woorden/chance", ""))
    told = server.test_client().post("/presentatie/dias", json=asked).get_json()
    card, words = told["slides"]
    assert card["release"] == release.id
    assert card["figure"]["data"]
    assert release.id in card["source"]
    assert "synthetisch" in card["beside"][0]
    assert card["years"] == [2005, 2006]
    assert [block["kind"] for block in words["blocks"]] == ["item"] * len(words["blocks"])


def test_a_slide_that_can_not_be_told_leaves_the_others(server: Flask) -> None:
    asked = story(("contact/nothing", ""), ("gemeente/map", ""), ("contact/verdict", ""))
    broken, without_place, good = (
        server.test_client().post("/presentatie/dias", json=asked).get_json()["slides"]
    )
    assert "contact/nothing" in broken["error"]
    assert "gemeente" in without_place["error"]
    assert good["sentence"].endswith(".")


def test_a_slide_stays_on_the_language_of_the_story(server: Flask) -> None:
    asked = story(("contact/scatter", "?lang=nl&place=GM0363"), lang="en")
    (told,) = server.test_client().post("/presentatie/dias", json=asked).get_json()["slides"]
    assert "pupils" in told["sentence"]


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "other"},
        story(*[("contact/scatter", "")] * (MOST_SLIDES + 1)),
        [],
        story(("contact/scatter", "x" * 3000)),
    ],
)
def test_what_is_no_story_is_refused_without_a_traceback(server: Flask, body: Any) -> None:
    answer = server.test_client().post("/presentatie/dias", json=body)
    assert answer.status_code < 500 or answer.get_json()["status"] == answer.status_code
    assert "Traceback" not in answer.text
    assert answer.status_code == 400


@pytest.mark.parametrize("place", ["", "&place=GM0363"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_ready_made_story_can_be_told(server: Flask, language: str, place: str) -> None:
    client = server.test_client()
    for ready in READY:
        answer = client.get(f"/presentatie/klaar/{ready.code}?lang={language}{place}")
        if ready.local and not place:
            assert answer.status_code == 404
            continue
        found = answer.get_json()
        assert read_story(found).language == language
        told = client.post("/presentatie/dias", json=found).get_json()["slides"]
        assert not [one["error"] for one in told if "error" in one]
        assert len(told) >= 6


def test_compared_slides_come_with_equal_axes(server: Flask) -> None:
    asked = story(("gemeente/origins", "?place=GM0363"), ("gemeente/origins", "?place=GM0439"))
    told = server.test_client().post("/presentatie/dias", json=asked).get_json()["slides"]
    ranges = [one["figure"]["layout"]["xaxis"]["range"] for one in told]
    assert ranges[0] == ranges[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_stage_has_its_words_in_both_languages(server: Flask, language: str) -> None:
    words = server.test_client().get(f"/presentatie/woorden?lang={language}").get_json()
    assert words["next"] == ("Volgende" if language == "nl" else "Next")
