"""A table of the paper on screen, in its own layout, with what the paper prints beside it."""

from collections.abc import Callable, Mapping, Sequence
from string import ascii_lowercase
from typing import Any

from dash import html

from components.attributes import aria, data, plain
from components.paper_rows import Layout, PaperCell, PaperRow, PaperTable, paper_tables
from components.paper_untold import folded, untold_note
from components.views.view import Answers
from core.language import Language, text
from core.published import EXHIBITS, PAPER_YEAR, Published, published
from core.questions import Answer

MOST_LETTERS = 20
"""Reasons with more letters than this stand below the table."""


def paper_table(layout: Layout) -> Callable[[Answers, Language], html.Div]:
    """What draws the answers of an exhibit as its table."""

    def words(answers: Answers, language: Language) -> html.Div:
        printed = answers[-1]
        tables = paper_tables(layout, answers, language)
        first = untold_note(tables, answers, language)
        parts = [*filter(None, (first,)), *(_drawn(one, language) for one in tables)]
        year = printed.context.years[0]
        note = [] if year == PAPER_YEAR else [html.P(text("tables.year", language, year=year))]
        return html.Div([*note, *parts, *_other_facts(layout.exhibit, printed, language)])

    return words


def _drawn(table: PaperTable, language: Language) -> html.Div:
    """The table, and below it in words why some figures are not in it."""
    reasons = _reasons(table)
    notes = [html.P([html.Sup(mark), " ", words]) for words, mark in reasons.items()]
    return html.Div([_grid(table, reasons, language), html.Div(notes, className="reasons quiet")])


def _reasons(table: PaperTable) -> dict[str, str]:
    """The letter of every reason that has too many words for a cell."""
    cells = (cell for _, rows in table.places for row in folded(rows)[0] for cell in row.cells)
    told = (cell.shown for cell in cells if cell.is_untold and len(cell.shown) > MOST_LETTERS)
    return dict(zip(dict.fromkeys(told), ascii_lowercase, strict=False))


def _grid(table: PaperTable, reasons: Mapping[str, str], language: Language) -> html.Div:
    heads = [html.Th(head, scope="col") for head in (text("tables.group", language), *table.heads)]
    bodies = []
    for place, rows in table.places:
        name = html.Th(place, scope="rowgroup", colSpan=len(heads))
        kept, hidden = folded(rows)
        lines = [_line(row, reasons, language) for row in kept]
        if hidden:
            lines.append(_hidden(hidden, len(rows) - len(kept), len(heads), language))
        bodies.append(html.Tbody([html.Tr(name, className="place"), *lines]))
    grid = html.Table(
        [html.Caption(table.caption), html.Thead(html.Tr(heads)), *bodies],
        className="rows plain-headings paper",
    )
    label = aria(label=table.caption)
    return html.Div(grid, className="scrolling", tabIndex=0, role="region", **label)


def _hidden(
    hidden: Sequence[tuple[str, Sequence[str]]], count: int, wide: int, language: Language
) -> html.Tr:
    """The rows of a place of which nothing can be shown, to be unfolded."""
    names = [f"{group}: {', '.join(parts)}" if parts else group for group, parts in hidden]
    summary = html.Summary(text("tables.folded", language, count=count))
    details = html.Details([summary, html.Ul([html.Li(name) for name in names])])
    return html.Tr(html.Td(details, colSpan=wide), className="folded")


def _line(row: PaperRow, reasons: Mapping[str, str], language: Language) -> Any:
    kind = "split" if row.is_split else "group"
    head = plain("Th", row.name, scope="row", className=kind)
    return plain("Tr", [head, *(_cell(cell, reasons, language) for cell in row.cells)])


def _cell(cell: PaperCell, reasons: Mapping[str, str], language: Language) -> Any:
    """A figure or why there is none, with what the paper prints below it."""
    told = data(fact=cell.fact) if cell.fact else {}
    beside = plain("Small", text("tables.printed", language, words=cell.printed))
    shown: list[Any] = [cell.shown]
    if mark := reasons.get(cell.shown) if cell.is_untold else None:
        shown = [text("tables.untold", language), plain("Sup", mark)]
    children = [*shown, beside] if cell.printed else shown
    kind = "figure told" if cell.is_untold else "figure"
    return plain("Td", children, className=kind, **told)


def _other_facts(exhibit: str, printed: Answer, language: Language) -> list[Any]:
    """What the paper says of this exhibit that is no single figure of the rows above."""
    in_cells = {row["fact"] for row in printed.rows() if row["state"] != "missing"}
    facts = [published()[code] for code in EXHIBITS[exhibit] if code not in in_cells]
    if not facts:
        return []
    items: Any = [
        plain(
            "Li",
            _statement(fact, language),
            **data(fact=fact.id),
        )
        for fact in facts
    ]
    return [html.H3(text("tables.others", language)), html.Ul(items, className="prose")]


def _statement(fact: Published, language: Language) -> str:
    told = {"statement": fact.statement[language], "locus": fact.locus[language]}
    return text("tables.fact", language, **told)
