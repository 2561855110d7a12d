"""A place beside what it is part of: one row per figure, one mark per place."""

from typing import Any

from components.figures.base import (
    Row,
    percent_axis,
    place_colour,
    place_short,
    rows_axis,
    shown_rows,
)
from components.views.view import Answers, Figure
from core.language import Language, text
from core.questions import Answer
from core.questions.indicators import BY_CODE

ROW_HEIGHT = 76
BESIDE_MARKS = 14
"""Pixels between a name and the axis, so that a mark at nothing doesn't stand on the name."""
SHARES = ("probability_of_difference", "native_share", "contact_poor_share")
CHANCES = ("native_share", "school_share", "work_share")
SYMBOL_OF = {
    "place": "circle",
    "cluster": "square",
    "municipality_type": "diamond",
    "province": "triangle-up",
    "country": "line-ns-open",
    "other": "circle-open",
}
COLOUR_OF = {"province": "#5D7A2E", "municipality_type": "#8A5FC0", "country": "#6C737D"}
OTHERS = ("#1787C9", "#B0579E", "#B98A00", "#2E8B7A")
"""Colours of other municipalities, in the order in which they were chosen."""


def profile(answers: Answers, language: Language) -> Figure:
    """Diversity, native share and residents with few opportunities, all from 0 to 100."""
    return _dots(answers[0], SHARES, language)


def opportunities(answers: Answers, language: Language) -> Figure:
    """The native share at home, at school and at work."""
    return _dots(answers[0], CHANCES, language)


def _dots(answer: Answer, figures: tuple[str, ...], language: Language) -> Figure:
    rows = [row for row in shown_rows(answer) if row["indicator"] in figures]
    known = {row["indicator"] for row in rows if row["value"] is not None}
    figures = tuple(code for code in figures if code in known) or figures
    at = {code: len(figures) - line for line, code in enumerate(figures)}
    places = dict.fromkeys(row["place"] for row in rows)
    # The place itself is drawn last, above the others.
    order = sorted(places, key=lambda code: code == _asked(answer))
    layout = {
        "height": 180 + ROW_HEIGHT * len(figures),
        "xaxis": percent_axis(text("profile.axis", language)),
        "yaxis": rows_axis([_row_name(code, rows, answer, language) for code in figures])
        | {"ticklabelstandoff": BESIDE_MARKS},
        "legend": {"orientation": "h", "x": 0, "xanchor": "left", "y": -0.28, "yanchor": "top"},
        "margin": {"l": 150, "r": 32, "t": 12, "b": 48},
        "hovermode": "closest",
    }
    data = [_marks(rows, code, at, answer, language) for code in order]
    return {"data": data[::-1], "layout": layout}


def _row_name(code: str, rows: list[Row], answer: Answer, language: Language) -> str:
    """What a row is called, with its year where that isn't the answer's."""
    name = text(f"profile.row.{code}", language)
    years = {row["year"] for row in rows if row["indicator"] == code and row["value"] is not None}
    return name if years <= set(answer.context.years) else f"{name}<br>{max(years)}"


def _asked(answer: Answer) -> str:
    places: tuple[str, ...] = getattr(answer.question, "place", ())
    return places[0] if places else ""


def _marks(
    rows: list[Row], code: str, at: dict[str, int], answer: Answer, language: Language
) -> dict[str, Any]:
    own = [row for row in rows if row["place"] == code]
    role = own[0]["role"]
    size = {"place": 17, "country": 24}.get(role, 12)
    return {
        "type": "scatter",
        "mode": "markers",
        "name": _name(code, role, answer, language),
        "x": [round(100 * row["value"], 1) for row in own],
        "y": [at[row["indicator"]] for row in own],
        "hovertext": [_hover(row, answer, language) for row in own],
        "hoverinfo": "text",
        "cliponaxis": False,
        "zorder": 2 if role == "place" else 1,
        "marker": {
            "size": size,
            "symbol": SYMBOL_OF[role],
            "color": _colour(code, role, answer),
            "line": {"width": 3 if role in ("country", "other") else 0},
        },
    }


def _name(code: str, role: str, answer: Answer, language: Language) -> str:
    """A type says that it is one: its short name alone could be that of a group of residents."""
    short = place_short(code, answer, language)
    return text("profile.type", language, name=short) if role == "municipality_type" else short


def _colour(code: str, role: str, answer: Answer) -> str:
    if role == "other":
        others: tuple[str, ...] = getattr(answer.question, "compare", ())
        return OTHERS[others.index(code) % len(OTHERS)]
    return COLOUR_OF.get(role, place_colour(code))


def _hover(row: Row, answer: Answer, language: Language) -> str:
    indicator = BY_CODE[row["indicator"]]
    name = place_short(row["place"], answer, language)
    shown = indicator.told(row["value"], language)
    return f"<b>{name}</b><br>{indicator.name(language)}: {shown} ({row['year']})"
