"""Our PDF files meet what PDF/UA asks, read by another program than the one that wrote them."""

import io
from collections.abc import Callable
from functools import cache
from typing import Any

import pikepdf
import pytest

from components.documents.forms import BY_CODE, Told
from components.slides.story import Slide, Story
from components.slides.telling import sheets_of
from components.slides.words import SLIDES, WORDS
from core.language import LANGUAGES, Language
from core.release import Release
from tests.components.documents.matterhorn import failures

SHOWS = (
    *("gemeente/map", "gemeente/profile", "contact/scatter", "contact/relation"),
    *("contact/verdict", "tabellen/table_1", "segregatie/exposure", f"{WORDS}/{SLIDES[0]}"),
)
"""Maps, charts, several charts, words, tables with headings within, wide tables."""


@cache
def made(release: Release, form: str, language: Language = "nl", scheme: str = "light") -> bytes:
    slides = tuple(Slide(show, "?place=GM0363") for show in SHOWS)
    sheets = sheets_of(Story("Proef", language, slides), lambda _: release, "http://x.example")
    return BY_CODE[form].make(Told("Proef", language, sheets, scheme), lambda _: None)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("form", "scheme"), [("pdf", "light"), ("pdf", "dark"), ("handout", "light")]
)
def test_a_file_for_everyone_misses_no_condition(
    form: str, scheme: str, language: Language, release: Release
) -> None:
    assert failures(made(release, form, language, scheme)) == []


def without_alternative(document: Any) -> None:
    for one in document.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure":
            del one["/Alt"]


def without_language(document: Any) -> None:
    del document.Root["/Lang"]


def with_loose_words(document: Any) -> None:
    page = document.pages[0]
    page.contents_add(b"0 0 10 10 re f")


def without_scope(document: Any) -> None:
    for one in document.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/TH":
            del one["/A"]


def with_other_headings(document: Any) -> None:
    for one in document.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/H1":
            one["/S"] = pikepdf.Name("/H3")


@pytest.mark.parametrize(
    ("spoil", "condition"),
    [
        (without_alternative, "13-004"),
        (without_language, "11-006"),
        (with_loose_words, "01-005"),
        (without_scope, "15-003"),
        (with_other_headings, "14-002"),
    ],
)
def test_what_is_missing_is_noticed(
    spoil: Callable[[Any], None], condition: str, release: Release
) -> None:
    with pikepdf.open(io.BytesIO(made(release, "pdf"))) as document:
        spoil(document)
        written = io.BytesIO()
        document.save(written)
    assert condition in {one.partition(":")[0] for one in failures(written.getvalue())}
