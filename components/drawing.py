"""The figure of a card: drawn, said in words to who can't see it, and drawn anew in its place."""

from typing import Any, NamedTuple

from dash import dcc, html

from components import ids
from components.attributes import aria
from components.figures.base import dressed
from components.markup import markup, markup_of
from components.notes import schemes_line, source_line
from components.views.view import Answers, Card
from core.language import Language, text

NOT_UPLOADED = {
    "displayModeBar": False,
    "showSendToCloud": False,
    "showEditInChartStudio": False,
    "plotlyServerURL": "",
    "displaylogo": False,
    "responsive": True,
    "doubleClick": False,
}
"""plotly's offer to upload a figure stays off."""


Redrawn = dict[str, dict[str, Any]]
"""By part of a figure that stays on screen, its properties with another answer."""


def configuration(language: Language) -> Any:
    """How plotly behaves; numbers and dates as the language writes them."""
    return {**NOT_UPLOADED, "locale": language}


class Look(NamedTuple):
    """How a figure is to look."""

    scheme: str
    language: Language
    large: bool


FITS_A_PHONE = 460
"""A figure that needs no more pixels than these is set narrower on a phone, by a script."""


def figure_of(card: Card, answers: Answers, sentence: str, look: Look) -> tuple[Any, Redrawn]:
    """The figure with the words below it, and what of them changes with the question."""
    language = look.language
    words = card.words(answers, language) if card.words else None
    below = [markup(words, id=ids.card("words", card.code))] if card.words else []
    drawn = card.draw(answers, language) if card.draw else None
    if drawn is None or not any(len(trace.get("x", ())) for trace in drawn["data"]):
        return html.Div(below), {}  # axes without a figure would say nothing
    figure = dressed(drawn, look.scheme, language, large=look.large)
    source = source_line(answers[0].context, language)
    name = text(f"card.{card.code}.name", language)
    grouping = schemes_line(answers, language)
    figure["layout"]["meta"] = {"title": sentence, "source": f"{grouping} · {source}", "name": name}
    height = figure["layout"].get("height", card.height)
    redrawn: Redrawn = {
        "graph": {"figure": figure, "style": {"height": f"{height}px"}},
        "drawing": aria(label=text("card.alternative", language, sentence=sentence)),
    }
    if card.words:
        redrawn["words"] = markup_of(words)
    return [_drawing(card, redrawn, language), *below], redrawn


def _drawing(card: Card, redrawn: Redrawn, language: Language) -> html.Figure:
    graph = dcc.Graph(
        id=ids.card("graph", card.code), config=configuration(language), **redrawn["graph"]
    )
    room = html.Div(
        graph,
        style={"minWidth": f"{card.narrowest}px"},
        className="can-narrow" if card.narrowest <= FITS_A_PHONE else "",
    )
    drawing = html.Div(
        room,
        id=ids.card("drawing", card.code),
        className="drawing",
        role="img",
        tabIndex=0,
        **redrawn["drawing"],
    )
    reading = text(f"card.{card.code}.reading", language)
    return html.Figure([drawing, html.Figcaption(reading, className="reading")])
