"""A story: cards in an order, with own titles and notes, as a browser keeps and a file carries it.

A slide is the address of a card that stands alone, so the one parser of addresses reads it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.errors import StoryError
from core.language import LANGUAGES, Language

VERSION = 1
KIND = "contactatlas-story"
MOST_SLIDES = 40
LONGEST = {"show": 120, "search": 2000, "title": 300, "notes": 4000}
LONGEST_NAME = 200


@dataclass(frozen=True)
class Slide:
    """One card, at one address."""

    show: str
    """Where the card stands alone, without the first part of that path: ``contact/scatter``."""
    search: str = ""
    """The query of its address."""
    title: str = ""
    """The presenter's own title; empty takes the card's sentence."""
    notes: str = ""


@dataclass(frozen=True)
class Story:
    """Slides in their order."""

    name: str
    language: Language
    slides: tuple[Slide, ...]


def read_story(written: Any) -> Story:
    """The story in a file or a request; StoryError says what is wrong with it."""
    if not isinstance(written, Mapping) or written.get("kind") != KIND:
        raise StoryError(f"this is no story; expected an object with kind '{KIND}'")
    if written.get("v") != VERSION:
        raise StoryError(f"story of version {written.get('v')!r}; expected version {VERSION}")
    slides = written.get("slides")
    if not isinstance(slides, list) or not 1 <= len(slides) <= MOST_SLIDES:
        raise StoryError(f"slides: expected a list of 1 to {MOST_SLIDES} slides")
    language = written.get("lang")
    return Story(
        name=_text(written, "name", LONGEST_NAME),
        language=language if language in LANGUAGES else LANGUAGES[0],
        slides=tuple(_slide(one, number) for number, one in enumerate(slides, 1)),
    )


def _slide(written: Any, number: int) -> Slide:
    if not isinstance(written, Mapping):
        raise StoryError(f"slide {number}: expected an object with 'show'")
    values = {name: _text(written, name, most, number) for name, most in LONGEST.items()}
    if not values["show"]:
        raise StoryError(f"slide {number}: 'show' is missing; expected a path such as contact/map")
    return Slide(**values)


def _text(written: Mapping[str, Any], name: str, most: int, number: int = 0) -> str:
    value = written.get(name) or ""
    where = f"slide {number}: " if number else ""
    if not isinstance(value, str) or len(value) > most:
        raise StoryError(f"{where}'{name}' is too long or no text; expected {most} letters at most")
    return "".join(mark for mark in value if mark.isprintable() or mark in "\n\t")


def written_story(story: Story) -> dict[str, Any]:
    """The story as a browser keeps it."""
    return {
        "kind": KIND,
        "v": VERSION,
        "name": story.name,
        "lang": story.language,
        "slides": [vars(slide) for slide in story.slides],
    }
