"""The coefficients of the chosen group's line, and how to read them."""

from typing import Any

from dash import html

from components.attributes import aria
from components.cells import heading, state_words, written
from components.figures.base import Row, place_short
from components.views.view import Answers
from core.language import Language, text
from core.questions import Answer, Column

TOLD = (
    *("place", "people", "intercept", "slope", "se_slope"),
    *("r_squared", "r", "partial_r", "areas", "units"),
)


def coefficients(answers: Answers, language: Language) -> html.Div:
    """A row per place; intercepts that can't be a share are marked as such."""
    answer = answers[0]
    rows = answer.rows()
    focus = rows[0]["origin"] if rows else ""
    columns = [one for name in TOLD for one in answer.columns if one.name == name]
    caption = text("contact.coefficients.caption", language)
    group = text(f"origin_2005.{focus}", language) if focus else ""
    grid = html.Table(
        [
            html.Caption(f"{caption}: {group}"),
            html.Thead(
                html.Tr([html.Th(heading(one, answer, language), scope="col") for one in columns])
            ),
            html.Tbody(
                [
                    html.Tr([_cell(row, one, answer, language) for one in columns])
                    for row in rows
                    if row["origin"] == focus
                ]
            ),
        ],
        className="rows plain-headings",
    )
    return html.Div(
        [
            html.Div(grid, className="scrolling", tabIndex=0, role="region", **aria(label=caption)),
            html.P(text("contact.coefficients.note", language), className="quiet prose"),
            html.P(text("caveats.C02", language), className="quiet prose"),
        ],
        className="coefficients",
    )


def _cell(row: Row, column: Column, answer: Answer, language: Language) -> Any:
    if column.name == "place":
        return html.Th(place_short(row["place"], answer, language), scope="row")
    value = row[column.name]
    if value is None:
        return html.Td(state_words(row, language) or "–", className="figure told")
    shown = written(value, column, answer, language)
    if column.name == "intercept" and not 0 <= value <= 1:
        words = text("contact.coefficients.impossible", language, value=shown)
        return html.Td(html.Span(words), className="figure impossible")
    return html.Td(shown, className="figure")
