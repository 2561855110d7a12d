"""Maps: what they are drawn from, as files that never change."""

import gzip
from functools import lru_cache
from http import HTTPStatus
from importlib.resources import files

from flask import Flask, Response, abort, request

from callbacks.api import problem
from callbacks.current import CurrentReleases
from components.map.kinds import LEVEL, question_at
from components.map.overlap import OverlapWish
from components.map.spec import LEAFLET
from core.errors import CoreError, NotInReleaseError, QuestionError
from core.questions import Answer, Question
from core.questions.composition import Composition
from core.questions.gazetteer import codes_of_level
from core.questions.indicators import BY_CODE
from core.questions.kinds import kinds_bytes, kinds_file
from core.questions.overlap import Overlap
from core.questions.place_names import names_of_level
from core.questions.types import Types
from core.questions.values import values_file
from core.release import Release

FOREVER = "public, max-age=31536000, immutable"
PACKAGE = "js_lib_leaflet"
LEAFLET_FILES = {"leaflet.js": "text/javascript", "leaflet.css": "text/css"}
KINDS = {"areas": "application/octet-stream", "json": "application/json"}


def register_files(server: Flask, releases: CurrentReleases) -> None:
    """Serve Leaflet, shapes, names and values, each under an address with one content only."""

    @server.get(f"{LEAFLET}<name>")
    def leaflet(name: str) -> Response:
        kind = LEAFLET_FILES.get(name) or abort(404)
        return _packed(leaflet_file(name), kind)

    @server.get("/maps/<content>/<level>.<kind>")
    def stored(content: str, level: str, kind: str) -> Response:
        found = releases.first(lambda one: stored_file(one, content, level) is not None)
        packed = stored_file(found, content, level) if found else None
        return abort(404) if packed is None or kind not in KINDS else _packed(packed, KINDS[kind])

    @server.get("/maps/names/<release_id>/<level>/<int:year>")
    def names(release_id: str, level: str, year: int) -> Response:
        current = releases.of_id(release_id) or abort(404)
        found = names_of_level(current, level, year)
        return _packed(gzip.compress(found, 6, mtime=0), KINDS["json"])

    @server.get("/maps/values/<release_id>/<indicator>/<level>/<int:year>")
    def values(release_id: str, indicator: str, level: str, year: int) -> Response:
        current = releases.of_id(release_id) or abort(404)
        if indicator not in BY_CODE:
            abort(404)
        try:
            question = Composition(indicator=indicator, level=level, year=year)
            packed = packed_values(current, question)
        except QuestionError:
            abort(404)
        return _packed(packed, KINDS["areas"])

    register_types(server, releases)
    server.get("/maps/")(nothing_here)
    server.get("/maps/<path:elsewhere>")(nothing_here)


def nothing_here(elsewhere: str = "") -> Response:
    """Say in words that a path holds no file; pages are never found below this address."""
    return problem(
        HTTPStatus.NOT_FOUND,
        "there is no such file of a map; expected an address that a map on a page asks for",
    )


def register_types(server: Flask, releases: CurrentReleases) -> None:
    """Serve the types of municipalities, with a limit moved or not."""

    @server.get("/maps/types/<release_id>/<typed_by>/<rule>/<limit>/<int:year>")
    def types(release_id: str, typed_by: str, rule: str, limit: str, year: int) -> Response:
        current = releases.of_id(release_id) or abort(404)
        try:
            packed = packed_types(current, question_at(typed_by, rule, limit, year))
        except QuestionError:
            abort(404)
        return _packed(packed, KINDS["areas"])

    @server.get("/maps/overlap/<release_id>/<place>")
    def overlap(release_id: str, place: str) -> Response:
        current = releases.of_id(release_id) or abort(404)
        try:
            packed = packed_overlap(current, place)
        except CoreError:
            abort(404)
        return _packed(packed, KINDS["areas"])


@lru_cache(maxsize=128)
def answered(release: Release, question: Question) -> Answer:
    """The answer, kept: the sentence, the values and the table ask for the same."""
    return question.answer(release)


@lru_cache(maxsize=256)
def packed_values(release: Release, question: Composition) -> bytes:
    """The compressed values of a whole level."""
    content = values_file(answered(release, question), BY_CODE[question.indicator])
    return gzip.compress(content, 6, mtime=0)


@lru_cache(maxsize=32)
def packed_types(release: Release, question: Types) -> bytes:
    """The compressed types of all municipalities."""
    codes = codes_of_level(release, LEVEL, question.year)
    return gzip.compress(kinds_file(answered(release, question), codes), 6, mtime=0)


@lru_cache(maxsize=32)
def packed_overlap(release: Release, place: str) -> bytes:
    """The compressed kinds of all areas of the level that the two lenses are compared on."""
    wish = OverlapWish("", place)
    told = answered(release, Overlap.from_query({"place": place}))
    if not told.frame.num_rows:
        raise NotInReleaseError(f"place: no two lenses are known of {place}", "place", "income")
    codes = codes_of_level(release, wish.level(told), told.context.years[0])
    return gzip.compress(kinds_bytes(wish.kinds(told), codes), 6, mtime=0)


@lru_cache(maxsize=4)
def leaflet_file(name: str) -> bytes:
    """A file of Leaflet as its package ships it, compressed."""
    return gzip.compress((files(PACKAGE) / "static" / PACKAGE / name).read_bytes(), 9, mtime=0)


def stored_file(release: Release, content: str, level: str) -> bytes | None:
    """The shapes or names whose content has this name."""
    drawn = (release.maps.get(level), *release.former_maps.get(level, ()))
    for file in (file for one in drawn if one is not None for file in one.files()):
        if file.sha256.startswith(content) and len(content) == 16:
            return (release.path / file.path).read_bytes()
    return None


def _packed(content: bytes, kind: str) -> Response:
    """A response that any cache may keep for ever."""
    accepted = "gzip" in request.headers.get("Accept-Encoding", "")
    response = Response(content if accepted else gzip.decompress(content), mimetype=kind)
    if accepted:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Cache-Control"] = FOREVER
    response.headers["Vary"] = "Accept-Encoding"
    return response
