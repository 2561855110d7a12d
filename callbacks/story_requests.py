"""Stories that a browser sends: read within limits, and told slide by slide as it shows them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import Flask, Response, abort, jsonify, request

from callbacks.current import CurrentReleases
from components.palette import scheme_of
from components.slides.live import Screen, live
from components.slides.ready import ready_story
from components.slides.sheet import Sheet, same_scales
from components.slides.story import Slide, Story, read_story, written_story
from components.slides.telling import sheet_of
from components.views.presenting import STAGE, texts
from core.errors import CoreError, StoryError
from core.language import LANGUAGES, Language, text
from core.questions.gazetteer import place
from core.release import Release

PREFIX = "/presentatie"
LARGEST = 300_000
"""Bytes of a story: forty slides with four pages of notes each."""


def register(server: Flask, releases: CurrentReleases, prepare: Callable[[], None]) -> None:
    """Serve slides, words of the stage and ready-made stories; prepare for who may want a file."""

    @server.post(f"{PREFIX}/dias")
    def slides() -> Response:
        if "prepare" in request.args:
            prepare()
        screen = Screen(scheme_of(request.args.get("scheme")), "narrow" in request.args)
        return jsonify(deck(asked_story(), releases, request.host_url.rstrip("/"), screen))

    @server.get(f"{PREFIX}/woorden")
    def words() -> Response:
        response = Response(texts(STAGE, _language()), content_type="application/json")
        response.headers["Cache-Control"] = "max-age=3600"
        return response

    @server.get(f"{PREFIX}/klaar/<code>")
    def ready(code: str) -> Response:
        story = _begun(code, releases) or abort(404)
        return jsonify(written_story(story))


def asked_story() -> Story:
    """The story in the present request."""
    if not request.is_json or (request.content_length or LARGEST + 1) > LARGEST:
        raise StoryError(f"expected a story of at most {LARGEST} bytes, as JSON")
    return read_story(request.get_json(silent=True))


def deck(story: Story, releases: CurrentReleases, site: str, screen: Screen) -> dict[str, Any]:
    """Every slide, or what is wrong with it; the others can be shown all the same."""
    sheets = [_sheet(slide, story, releases, site, screen.scheme) for slide in story.slides]
    good = iter(same_scales(tuple(one for one in sheets if isinstance(one, Sheet))))
    return {
        "slides": [
            live(next(good), screen) if isinstance(one, Sheet) else {"error": one} for one in sheets
        ],
    }


def _sheet(
    slide: Slide, story: Story, releases: CurrentReleases, site: str, scheme: str
) -> Sheet | str:
    try:
        return sheet_of(slide, releases, site, story.language, scheme)
    except StoryError:
        return text("presenting.no_card", story.language, show=slide.show)
    except CoreError as error:
        return text(error.key, story.language)


def _language() -> Language:
    asked = request.args.get("lang", "")
    return next((one for one in LANGUAGES if one == asked), LANGUAGES[0])


def _begun(code: str, releases: CurrentReleases) -> Story | None:
    """A ready-made story, on the series of releases that the request names."""
    series = request.args.get("data", "")
    story = ready_story(code, _place(releases(series)), _language())
    if story is None or not series:
        return story
    slides = (replace(one, search=f"{one.search or '?v=1'}&data={series}") for one in story.slides)
    return replace(story, slides=tuple(slides))


def _place(release: Release) -> str | None:
    """The municipality in the request, or the one around the place in it."""
    row = place(release, request.args.get("place", ""))
    if row is None:
        return None
    return str(row["code"]) if row["level"] == "municipality" else row["municipality"]
