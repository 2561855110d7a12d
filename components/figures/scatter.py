"""Neighbourhood against school or work: a point per group and place (Figures 2 and 3)."""

from math import sqrt
from typing import Any

from components.figures.base import (
    Row,
    group_short,
    place_colour,
    place_short,
    share,
    shown_rows,
)
from components.figures.frame import framed_layout
from components.figures.labels import Point, placed
from components.palette import NEUTRAL, PLACES, SYMBOLS
from components.views.view import Answers, Figure
from core.language import Language, number, percent, points, text
from core.questions import Answer

LARGEST = 46
"""Diameter in pixels of the largest group of each place's own scale."""
SMALLEST = 9
PIXELS_A_UNIT = 5.2


def scatter(answers: Answers, language: Language) -> Figure:
    """X the neighbourhood, y the setting, area the people, the diagonal for 'as many'."""
    answer = answers[0]
    rows = shown_rows(answer)
    code = str(getattr(answer.question, "setting", "school"))
    largest = max((row["people"] for row in rows), default=1)
    sizes = [max(SMALLEST, LARGEST * sqrt(row["people"] / largest)) for row in rows]
    labels = dict(zip(map(_node, rows), _labels(rows, sizes, answer, language), strict=True))
    data = []
    others = _compared(answer)
    for place in dict.fromkeys(row["place"] for row in rows):
        own = [(row, size) for row, size in zip(rows, sizes, strict=True) if row["place"] == place]
        data.append(_trace(place, own, labels, answer, language))
        symbol = "circle-open" if place in others else "circle"
        data.append(_key(place_short(place, answer, language), place_colour(place), symbol, 1))
    for origin in dict.fromkeys(row["origin"] for row in rows):
        name = group_short(origin, language)
        data.append(_key(name, NEUTRAL, SYMBOLS.get(origin, "star"), 2))
    layout = framed_layout(code, language)
    layout["legend2"] = {"orientation": "h", "x": 0, "y": -0.13, "yanchor": "top"}
    return {"data": data, "layout": layout}


def _key(name: str, colour: str, symbol: str, legend: int) -> dict[str, Any]:
    """A line in the legend of places (1) or of groups (2); it draws no point."""
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [None],
        "y": [None],
        "hoverinfo": "skip",
        "legend": "legend" if legend == 1 else "legend2",
        "marker": {"color": colour, "symbol": symbol, "size": 11},
    }


def _node(row: Row) -> tuple[str, str]:
    return row["place"], row["origin"]


def _compared(answer: Answer) -> tuple[str, ...]:
    """Places that are neither the first one nor a group of municipalities."""
    places: tuple[str, ...] = getattr(answer.question, "places", ())
    return tuple(code for code in places[1:] if code not in PLACES)


def _labels(
    rows: list[Row], sizes: list[float], answer: Answer, language: Language
) -> list[tuple[str, str]]:
    return placed(
        [
            Point(
                share(row["neighbourhood_share"]) or 0,
                share(row["setting_share"]) or 0,
                size / 2 / PIXELS_A_UNIT,
                _label(row, answer, language),
            )
            for row, size in zip(rows, sizes, strict=True)
        ]
    )


def _label(row: Row, answer: Answer, language: Language) -> str:
    """The group, with its place where several share a colour."""
    group = group_short(row["origin"], language)
    if row["place"] not in _compared(answer):
        return group
    return f"{group} ({place_short(row['place'], answer, language)})"


def _trace(
    place: str,
    own: list[tuple[Row, float]],
    labels: dict[tuple[str, str], tuple[str, str]],
    answer: Answer,
    language: Language,
) -> dict[str, Any]:
    rows = [row for row, _ in own]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": place_short(place, answer, language),
        "x": [share(row["neighbourhood_share"]) for row in rows],
        "y": [share(row["setting_share"]) for row in rows],
        "text": [labels[_node(row)][0] for row in rows],
        "textposition": [labels[_node(row)][1] for row in rows],
        "textfont": {"size": 12},
        "showlegend": False,
        "hovertext": [_hover(row, answer, language) for row in rows],
        "hoverinfo": "text",
        "cliponaxis": False,
        "marker": {
            "color": place_colour(place),
            "symbol": [
                SYMBOLS.get(row["origin"], "star") + ("-open" if place in _compared(answer) else "")
                for row in rows
            ],
            "size": [round(size, 1) for _, size in own],
            "opacity": 0.82,
            "line": {"width": 1, "color": "rgba(255,255,255,0.7)"},
        },
    }


def _hover(row: Row, answer: Answer, language: Language) -> str:
    code = str(getattr(answer.question, "setting", "school"))
    lines = {
        text("columns.neighbourhood_share", language): percent(
            row["neighbourhood_share"], language, 1
        ),
        text(f"columns.{code}.setting_share", language): percent(row["setting_share"], language, 1),
        text("columns.gap", language): points(row["gap"], language, 1),
        text(f"columns.{code}.people", language): number(row["people"], language),
    }
    group = text(f"origin_2005.{row['origin']}", language)
    head = f"<b>{group}</b><br>{place_short(row['place'], answer, language)}"
    return "<br>".join([head, *(f"{name}: {value}" for name, value in lines.items())])
