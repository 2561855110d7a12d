"""The card: one component for every figure, with its table, its method and its downloads."""

from typing import Any
from urllib.parse import urlencode

import dash_mantine_components as dmc
from dash import dcc, html

from components import ids
from components.address import Address
from components.attributes import aria, data
from components.figures.base import dressed
from components.icons import icon
from components.notes import notes, schemes_line, source_line
from components.table import tables
from components.views.view import Answers, Card
from core.language import LANGUAGES, Language, text
from core.questions import Question
from core.release import Release

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


def configuration(language: Language) -> Any:
    """How plotly behaves; numbers and dates as the language writes them."""
    return {**NOT_UPLOADED, "locale": language}


def answers_of(card: Card, address: Address, release: Release) -> Answers:
    """The answers that a card shows."""
    return tuple(question.answer(release) for question in card.ask(address, release))


def drawn_parts(
    card: Card, address: Address, release: Release, answers: Answers, scheme: str
) -> dict[str, Any]:
    """What changes when the question changes: sentence, figure, table, notes and links."""
    language = address.language
    sentence = card.say(answers, language)
    return {
        "sentence": sentence,
        "figure": _figure(card, answers, sentence, scheme, language),
        "table": tables(answers, sentence, language),
        "notes": notes(answers, card.caveats, language),
        "links": _links(card, address, release, answers),
    }


def framed(
    card: Card, parts: dict[str, Any], address: Address, release: Release, key: str
) -> html.Section:
    """The whole card around its parts."""
    language = address.language
    controls = card.controls(address, release) if card.controls else None
    name = text(f"card.{card.code}.name", language)
    return html.Section(
        [
            html.P(name, className="eyebrow"),
            html.H2(
                parts["sentence"],
                id=ids.card("sentence", card.code),
                className="sentence",
                **aria(live="polite"),
            ),
            html.Div(controls, className="card-controls") if controls is not None else None,
            _tabs(card, parts, language),
            html.Div(
                [
                    html.Div(parts["notes"], id=ids.card("notes", card.code)),
                    html.Div(parts["links"], id=ids.card("links", card.code), className="links"),
                ],
                className="card-foot",
            ),
            dcc.Store(id=ids.card("key", card.code), data=key),
        ],
        className="card" + (" is-wide" if card.wide else ""),
        id=f"card-{card.code}",
        **aria(label=name),
    )


def _tabs(card: Card, parts: dict[str, Any], language: Language) -> dmc.Tabs:
    method = [
        html.P(text(f"card.{card.code}.reading", language)),
        html.P(text(f"card.{card.code}.method", language)),
    ]
    panels = {
        "figure": html.Div(parts["figure"], id=ids.card("figure", card.code)),
        "table": html.Div(parts["table"], id=ids.card("table", card.code)),
        "method": html.Div(method, className="method prose"),
    }
    return dmc.Tabs(
        [
            dmc.TabsList([dmc.TabsTab(text(f"card.tab.{t}", language), value=t) for t in panels]),
            *(dmc.TabsPanel(panel, value=t) for t, panel in panels.items()),
        ],
        value="figure",
        className="tabs",
    )


def _figure(card: Card, answers: Answers, sentence: str, scheme: str, language: Language) -> Any:
    words = [card.words(answers, language)] if card.words else []
    if card.draw is None:
        return html.Div(words)
    figure = dressed(card.draw(answers, language), scheme, language)
    source = source_line(answers[0].context, language)
    name = text(f"card.{card.code}.name", language)
    grouping = schemes_line(answers, language)
    figure["layout"]["meta"] = {"title": sentence, "source": f"{grouping} · {source}", "name": name}
    graph = dcc.Graph(
        id=ids.card("graph", card.code),
        figure=figure,
        config=configuration(language),
        style={"height": f"{figure['layout'].get('height', card.height)}px"},
    )
    reading = text(f"card.{card.code}.reading", language)
    hidden = text("card.alternative", language, sentence=sentence)
    return [
        html.Figure(
            [
                html.Div(graph, **aria(hidden="true")),
                html.Figcaption(
                    [reading, html.Span(f" {hidden}", className="visually-hidden")],
                    className="reading",
                ),
            ]
        ),
        *words,
    ]


def download_href(question: Question, shape: str, language: Language) -> str:
    """Where the API gives the same rows as a file."""
    query = question.to_query() | {"format": shape}
    query |= {"lang": language} if language != LANGUAGES[0] else {}
    return f"/api/v1/{question.name}?{urlencode(query, safe=',')}"


SHAPES = ("csv",)
"""Forms in which the API gives rows."""


def _links(card: Card, address: Address, release: Release, answers: Answers) -> list[Any]:
    language = address.language
    files = [
        html.A(
            text(f"card.file.{shape}", language) + (f" {n}" if len(answers) > 1 else ""),
            href=download_href(answer.question, shape, language),
            download=f"contactatlas-{card.code}-{release.id}.{shape}",
        )
        for shape in SHAPES
        for n, answer in enumerate(answers, 1)
    ]
    pictures = [
        html.Button(text(f"card.file.{shape}", language), type="button", **data(picture=shape))
        for shape in ("png", "svg")
        if card.draw
    ]
    path = f"/toon{address.path.removeprefix('/toon')}".removesuffix(f"/{card.code}")
    alone = f"{path}/{card.code}"
    shared = [
        html.Button(text(f"card.{what}", language), type="button", **data(**{what: where}))
        for what, where in (("copy", f"card-{card.code}"), ("embed", alone), ("large", alone))
    ]
    year = html.Span(**data(year=str(address["year"] or max(release.years))))
    return [icon("download"), *files, *pictures, icon("link"), *shared, year]
