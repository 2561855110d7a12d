"""What stands in the place of a figure that these data can't give: why, and what it needs."""

from typing import Any

from dash import html

from components.views.view import Card
from core.errors import CoreError, NotInReleaseError
from core.language import Language, text


def absent_parts(card: Card, error: NotInReleaseError, language: Language) -> dict[str, Any]:
    """The parts of a card without an answer."""
    why = absence_words(error, language)
    needed = [html.P(text(f"lacks.{error.lacks}.needs", language))] if error.lacks else []
    words = html.Div(needed, className="prose absent")
    return {"sentence": why, "figure": words, "table": words, "notes": None, "links": None}


def absence_words(error: CoreError, language: Language) -> str:
    """Why there is no figure, in a reader's words."""
    lacks = error.lacks if isinstance(error, NotInReleaseError) else ""
    return text(f"lacks.{lacks}.why" if lacks else error.key, language)
