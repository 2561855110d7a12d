"""Where residents with a migration background were born: a bar per group of origin."""

from typing import Any

from components.cells import SHOWN, cell_words, state_words
from components.figures.bars import untold_part
from components.figures.base import Row, group_short, percent_axis, share
from components.figures.untold import doubted_dots, doubted_key, untold_bar
from components.palette import ink_on
from components.views.view import Answers, Figure
from core.groups.origin import ORIGIN_2005
from core.groups.scheme import ALL
from core.language import Language, number, percent, text
from core.questions import Answer, Column

COLOURS = {"abroad": "#8A919C", "here": "#0F7C93"}
BORN = tuple(COLOURS)
ROW_HEIGHT = 32
ROOM = 12
"""Parts below this share, in percent, are too narrow for their figure."""


def generations(answers: Answers, language: Language) -> Figure:
    """Born abroad beside born here, for everyone and for each group."""
    answer = answers[0]
    rows = [row for row in answer.rows() if row["state"] in (*SHOWN, "withheld")]
    at = list(range(len(rows)))
    states = [str(row["state"]) for row in rows]
    data = [_part(rows, one, answer, language) for one in BORN]
    rest = [untold_part(row, BORN) for row in rows]
    if any(rest):
        hovers = [_untold(row, answer, language) for row in rows]
        data.append(untold_bar(at, rest, hovers, language))
    data += doubted_key(at, states, language)
    layout = {
        "barmode": "stack",
        "bargap": 0.24,
        "height": 130 + ROW_HEIGHT * len(rows),
        "xaxis": percent_axis(text("generations.axis", language)),
        "yaxis": {
            "tickvals": at,
            "ticktext": [_short(row, answer, language) for row in rows],
            "range": [len(rows) - 0.5, -0.5],
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
            "automargin": True,
        },
        "legend": {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "traceorder": "normal"},
        "margin": {"l": 130, "r": 20, "t": 44, "b": 48},
        "hovermode": "closest",
    }
    return {"data": data, "layout": layout}


def _part(rows: list[Row], born: str, answer: Answer, language: Language) -> dict[str, Any]:
    said = text(f"columns.{born}_share", language)
    values = [share(row[f"{born}_share"]) or 0.0 for row in rows]
    return {
        "type": "bar",
        "orientation": "h",
        "name": said,
        "y": list(range(len(rows))),
        "x": values,
        "text": [
            percent(value / 100, language) if (value or 0) >= ROOM else "" for value in values
        ],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "textfont": {"color": ink_on(COLOURS[born]), "size": 13},
        "marker": {"color": COLOURS[born], **doubted_dots([str(row["state"]) for row in rows])},
        "hovertext": [_hover(row, born, answer, language) for row in rows],
        "hoverinfo": "text",
    }


def _hover(row: Row, born: str, answer: Answer, language: Language) -> str:
    about = Column(f"{born}_share", "share")
    figure = cell_words(row, about, answer, language) or percent(row[about.name], language, 1)
    people = "" if row[born] is None else f" ({number(row[born], language)})"
    said = text(f"columns.{about.name}", language)
    return f"<b>{_name(row, answer, language)}</b><br>{said}: {figure}{people}"


def _untold(row: Row, answer: Answer, language: Language) -> str:
    if row["state"] not in SHOWN:
        return f"<b>{_name(row, answer, language)}</b><br>{state_words(row, language)}"
    said = [
        f"{text(f'columns.{one}_share', language)}: "
        + cell_words(row, Column(f"{one}_share", "share"), answer, language)
        for one in BORN
        if row[f"{one}_share"] is None
    ]
    return "<br>".join((f"<b>{_name(row, answer, language)}</b>", *said))


def _short(row: Row, answer: Answer, language: Language) -> str:
    """A name that has room beside a bar."""
    is_short = answer.context.schemes[0] == ORIGIN_2005.code and row["origin"] != ALL
    return group_short(row["origin"], language) if is_short else _name(row, answer, language)


def _name(row: Row, answer: Answer, language: Language) -> str:
    if row["origin"] == ALL:
        return text("generation.migration_background", language)
    return text(f"{answer.context.schemes[0]}.{row['origin']}", language)
