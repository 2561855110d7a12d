"""What earlier research found on schools and neighbourhoods, beside these figures."""

from typing import Any

from dash import html

from components.attributes import aria
from components.cells import is_shown
from components.figures.base import Row
from components.views.view import Answers
from core.language import Language, percent, text
from core.questions.schools import MOSTLY
from core.questions.sentences import told_share


def schools_words(answers: Answers, language: Language) -> html.Div:
    """A table of three columns: what, as cited in the paper, and in this release."""
    answer = answers[0]
    year = answer.context.years[0]
    heads = [
        html.Th(text(f"schools.{one}", language, year=year), scope="col")
        for one in ("what", "printed", "here")
    ]
    body = html.Tbody([_row(row, language) for row in answer.rows()])
    grid = html.Table([html.Thead(html.Tr(heads)), body], className="rows cited")
    label = text("card.schools.name", language)
    return html.Div(
        [
            html.Div(grid, className="scrolling", tabIndex=0, role="region", **aria(label=label)),
            html.P(text("card.schools.reading", language), className="reading"),
        ]
    )


def _row(row: Row, language: Language) -> Any:
    measure = row["measure"]
    kind = MOSTLY if measure == MOSTLY else "others"
    printed = percent(row["printed_share"], language)
    own = told_share(row, "own_share", language) if is_shown(row) else None
    here = text(f"schools.own.{kind}", language, share=own) if own else None
    return html.Tr(
        [
            html.Th(text(f"schools.row.{measure}", language), scope="row"),
            html.Td(text(f"schools.cited.{kind}", language, share=printed)),
            html.Td(here or text("schools.untold", language), className="" if here else "quiet"),
        ]
    )
