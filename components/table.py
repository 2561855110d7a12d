"""An answer as an accessible table that can be sorted by its headings."""

from typing import Any

from dash import html

from components.attributes import aria, data, plain
from components.cells import cell_words, heading, is_shown, told_columns, written
from components.views.view import Answers
from core.language import Language, number, text
from core.questions import Answer, Column

NEVER_HIDDEN = ("code", "name", "year")
"""Units of columns that tell which row it is, also where its figures are withheld."""
MOST_ROWS = 400
"""More rows than anyone reads in a page; the downloads have them all."""


def tables(answers: Answers, caption: str, language: Language) -> html.Div:
    """The rows of every answer, one table below the other."""
    return html.Div([table(answer, caption, language) for answer in answers])


def table(answer: Answer, caption: str, language: Language) -> html.Div:
    """One answer's rows; its scrolling region can be reached by keyboard."""
    columns = told_columns(answer)
    rows = answer.rows()
    body = [_row(row, columns, answer, language) for row in rows[:MOST_ROWS]]
    grid = html.Table(
        [html.Caption(caption), html.Thead(_headings(columns, answer, language)), html.Tbody(body)],
        className="rows",
    )
    parts: list[Any] = [
        html.Div(grid, className="scrolling", tabIndex=0, role="region", **aria(label=caption))
    ]
    if len(rows) > MOST_ROWS:
        counts = {"shown": MOST_ROWS, "all": len(rows)}
        told = {name: number(count, language) for name, count in counts.items()}
        note = text("table.cut", language, **told)
        parts.append(html.P(note, className="quiet"))
    return html.Div(parts)


def _headings(columns: tuple[Column, ...], answer: Answer, language: Language) -> html.Tr:
    return html.Tr(
        [
            html.Th(
                html.Button(heading(column, answer, language), className="sorter", type="button"),
                scope="col",
                className="text" if column.unit in ("code", "name") else "figure",
            )
            for column in columns
        ]
    )


def _row(
    row: dict[str, Any], columns: tuple[Column, ...], answer: Answer, language: Language
) -> Any:
    cells = [_cell(row, column, answer, language) for column in columns]
    return plain("Tr", cells, className=f"is-{row.get('state', 'value')}")


def _cell(row: dict[str, Any], column: Column, answer: Answer, language: Language) -> Any:
    is_known = is_shown(row) or column.unit in NEVER_HIDDEN
    value = row[column.name] if is_known else None
    if column.unit in ("code", "name"):
        shown = written(value, column, answer, language)
        return plain("Td", shown, className="text")
    words = None if column.unit == "year" else cell_words(row, column, answer, language)
    if value is None and words:
        return plain("Td", words, className="figure told")
    shown = words or written(value, column, answer, language)
    mark = "*" if row.get("state") == "low_reliability" else ""
    told = {} if value is None else data(value=value)
    return plain("Td", shown + mark, className="figure", **told)
