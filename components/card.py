"""The card: one component for every figure, with its table, its method and its downloads."""

from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html

from components import ids
from components.address import Address
from components.attributes import aria, data
from components.drawing import Look, figure_of
from components.icons import icon
from components.markup import markup
from components.notes import notes
from components.table import tables
from components.views.view import Answers, Card
from core.language import Language, text
from core.release import Release


def answers_of(card: Card, address: Address, release: Release) -> Answers:
    """The answers that a card shows."""
    return tuple(question.answer(release) for question in card.ask(address, release))


def drawn_parts(card: Card, address: Address, answers: Answers, scheme: str) -> dict[str, Any]:
    """What changes when the question changes: sentence, figure, notes and links.

    Where a figure stays a figure, only what is ``redrawn`` of it changes: a new one in its place
    would cost the browser three times as long.
    """
    language = address.language
    sentence = card.say(answers, language)
    look = Look(scheme, language, _is_alone(address))
    figure, redrawn = figure_of(card, answers, sentence, look)
    return {
        "sentence": sentence,
        "figure": figure,
        "redrawn": redrawn,
        "notes": markup(notes(answers, card.caveats, language)),
        "links": markup(_links(card, address, answers, is_drawn=bool(redrawn))),
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
            dcc.Store(id=ids.card("opened", card.code)),
        ],
        className=card_classes(card, shown["look"]),
        id=ids.whole_card(card.code),
        **aria(label=name),
    )


def card_classes(card: Card, look: str) -> str:
    """The classes of a whole card: its place among others, and whether it has an answer."""
    return " ".join(filter(None, ("card", "is-wide" if card.wide else "", look)))


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
        "method": markup(html.Div(method, className="method prose")),
    }
    names = {panel: text(f"card.tab.{panel}", language) for panel in panels}
    if not parts.get("redrawn"):  # words or a list stand where others have a figure
        names["figure"] = text("card.tab.overview", language)
    return dmc.Tabs(
        [
            dmc.TabsList([dmc.TabsTab(names[t], value=t) for t in panels]),
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


def _is_alone(address: Address) -> bool:
    return address.path.startswith("/toon/")


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


def _links(card: Card, address: Address, answers: Answers, *, is_drawn: bool) -> list[Any]:
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
        if is_drawn
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
    return [*_with_icon("download", files), *pictures, *_with_icon("link", shared), *pinned]


def _with_icon(name: str, links: list[Any]) -> list[Any]:
    """An icon and the first link together: it would else stay behind at the end of a line."""
    first, *others = links
    return [html.Span([icon(name), first], className="with-icon"), *others]
