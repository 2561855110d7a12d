"""The card: one component for every figure, with its table, its method and its downloads."""

from typing import Any, NamedTuple

import dash_mantine_components as dmc
from dash import dcc, html

from components import ids
from components.address import Address
from components.attributes import aria, data
from components.figures.base import dressed
from components.icons import icon
from components.markup import markup
from components.notes import notes, schemes_line, source_line
from components.table import tables
from components.views.view import Answers, Card
from core.language import Language, text
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


def drawn_parts(card: Card, address: Address, answers: Answers, scheme: str) -> dict[str, Any]:
    """What changes when the question changes: sentence, figure, notes and links."""
    language = address.language
    sentence = card.say(answers, language)
    return {
        "sentence": sentence,
        "figure": _figure(card, answers, sentence, Look(scheme, language, _is_alone(address))),
        "notes": markup(notes(answers, card.caveats, language)),
        "links": markup(_links(card, address, answers)),
    }


def drawn_table(card: Card, answers: Answers, language: Language) -> html.Div:
    """The table of a card, which is larger than all the rest: drawn when it is opened."""
    return markup(tables(answers, card.say(answers, language), language))


def framed(
    card: Card,
    parts: dict[str, Any],
    address: Address,
    release: Release,
    shown: dict[str, Any],
) -> html.Article:
    """The whole card around its parts."""
    language = address.language
    controls = card.controls(address, release) if card.controls else None
    name = text(f"card.{card.code}.name", language)
    return html.Article(
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
            dcc.Store(id=ids.card("key", card.code), data=shown),
            *(dcc.Store(id=ids.card(part, card.code)) for part in ("turn", "opened")),
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
        "table": html.Div(
            html.P(text("table.coming", language), className="quiet", role="status"),
            id=ids.card("table", card.code),
        ),
        "method": html.Div(method, className="method prose"),
    }
    return dmc.Tabs(
        [
            dmc.TabsList([dmc.TabsTab(text(f"card.tab.{t}", language), value=t) for t in panels]),
            # Every mounted component costs time at every change; a table has hundreds of them.
            *(
                dmc.TabsPanel(panel, value=t, keepMounted=t != "table")
                for t, panel in panels.items()
            ),
        ],
        id=ids.card("tabs", card.code),
        value="figure",
        className="tabs",
        keepMounted=False,
    )


class Look(NamedTuple):
    """How a figure is to look."""

    scheme: str
    language: Language
    large: bool


FITS_A_PHONE = 460
"""A figure that needs no more pixels than these is set narrower on a phone, by a script."""


def _is_alone(address: Address) -> bool:
    return address.path.startswith("/toon/")


def _figure(card: Card, answers: Answers, sentence: str, look: Look) -> Any:
    language = look.language
    words = [markup(card.words(answers, language))] if card.words else []
    if card.draw is None:
        return html.Div(words)
    drawn = card.draw(answers, language)
    if not any(len(trace.get("x", ())) for trace in drawn["data"]):
        return html.Div(words)  # axes without a figure would say nothing
    figure = dressed(drawn, look.scheme, language, large=look.large)
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
    return [
        html.Figure(
            [
                html.Div(
                    html.Div(
                        graph,
                        style={"minWidth": f"{card.narrowest}px"},
                        className="can-narrow" if card.narrowest <= FITS_A_PHONE else "",
                    ),
                    className="drawing",
                    role="img",
                    tabIndex=0,
                    **aria(label=text("card.alternative", language, sentence=sentence)),
                ),
                html.Figcaption(reading, className="reading"),
            ]
        ),
        *words,
    ]


SHAPES = ("csv", "xlsx")
AS_PRINTED = "-print"
"""What the name of a card has behind it in the address of its table in its own layout."""


def stage_buttons(show: str, language: Language) -> list[html.Button]:
    """Show a card or a map to the room, or put it in the own presentation."""
    return [
        html.Button(text(f"card.{what}", language), type="button", **data(**{what: show}))
        for what in ("large", "add")
    ]


def _page_of(address: Address) -> str:
    """The path of the page around a card, also where the card stands alone."""
    page = address.path.removeprefix("/toon")
    return (page.rpartition("/")[0] or "/") if page != address.path else page


def _links(card: Card, address: Address, answers: Answers) -> list[Any]:
    language = address.language
    page = _page_of(address)
    files = [
        html.A(
            text(f"card.file.{shape}", language),
            href=f"/bestand{page if page != '/' else '/start'}/{card.code}.{shape}",
            className="file",
            download="",
        )
        for shape in SHAPES
    ]
    if card.sheet:
        as_printed = text("card.file.as_printed", language)
        href = f"/bestand{page}/{card.code}{AS_PRINTED}.csv"
        files.append(html.A(as_printed, href=href, className="file", download=""))
    pictures = [
        html.Button(text(f"card.file.{shape}", language), type="button", **data(picture=shape))
        for shape in ("png", "svg")
        if card.draw
    ]
    alone = f"/toon{page.rstrip('/')}/{card.code}"
    shared = [
        html.Button(text(f"card.{what}", language), type="button", **data(**{what: where}))
        for what, where in (("copy", f"card-{card.code}"), ("embed", alone))
    ]
    shared += stage_buttons(alone.removeprefix("/toon/"), language)
    # What is printed in a source has no year of ours, and the link to it needs none.
    context = answers[0].context
    years = [] if context.basis == "published" else [str(context.years[0])]
    pinned = [html.Span(**data(year=year)) for year in years]
    return [icon("download"), *files, *pictures, icon("link"), *shared, *pinned]
