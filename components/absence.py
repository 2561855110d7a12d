"""What stands in the place of a figure that these data can't give: why, and what it needs."""

from typing import Any

from dash import html

from core.errors import CoreError, NotInReleaseError
from core.language import Language, text


def absent_parts(error: NotInReleaseError, language: Language) -> dict[str, Any]:
    """The parts of a card without an answer."""
    why = _why(absence_words(error, language), language)
    return {
        "sentence": why,
        "figure": absent_words(error, language),
        "notes": None,
        "links": None,
        "look": _look(error.lacks),
    }


def absent_words(error: NotInReleaseError, language: Language) -> html.Div:
    """What stands in the place of a figure or a table."""
    return _needed(error.lacks, language)


def absence_words(error: CoreError, language: Language) -> str:
    """Why there is no figure, in a reader's words."""
    lacks = error.lacks if isinstance(error, NotInReleaseError) else ""
    return text(f"lacks.{lacks}.why" if lacks else error.key, language)


def absent_card(name: str, lacks: str, language: Language) -> html.Article:
    """What stands where a map would, looking as a card without an answer does."""
    why = _why(text(f"lacks.{lacks}.why", language), language)
    parts = [
        html.P(name, className="eyebrow"),
        html.H2(why, className="sentence"),
        _needed(lacks, language),
    ]
    return html.Article(parts, className=f"card is-wide {_look(lacks)}")


def _look(lacks: str) -> str:
    """The classes of a card without an answer.

    A style that looked for what is in a card would look anew with everything drawn in it.
    """
    return "is-absent" + (f" lacks-{lacks}" if lacks else "")


def _why(words: str, language: Language) -> list[html.Span]:
    """The reason; beside a card with the same one the style shows that it is the same."""
    again = html.Span(text("lacks.again", language), className="absent-again")
    return [html.Span(words, className="absent-why"), again]


def _needed(lacks: str, language: Language) -> html.Div:
    needed = [html.P(text(f"lacks.{lacks}.needs", language))] if lacks else []
    return html.Div(needed, className="prose absent")
