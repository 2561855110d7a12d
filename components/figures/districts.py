"""Areas of a municipality on two measures: how they rank depends on which is asked."""

from typing import Any

from components.figures.base import Row, percent_axis, place_short, share
from components.figures.labels import Point, placed
from components.palette import PLACES
from components.views.view import Answers, Figure
from core.language import Language, number, percent, text
from core.questions import Answer

LARGEST = 30
QUIET = "#8A8F98"
RADIUS = 2.5
"""Of a point with a name, in units of the axes; names here take half more width than usual."""


def two_measures(answers: Answers, language: Language) -> Figure:
    """Diversity against the share from outside Europe, a point per area."""
    answer = answers[0]
    rows = answer.rows()
    most = max((row["people"] for row in rows), default=1)
    ends = _ends(rows)
    sides = _sides(rows, ends, answer, language)
    layout = {
        "height": 460,
        "xaxis": percent_axis(text("two_measures.x", language)),
        "yaxis": percent_axis(text("two_measures.y", language)),
        "showlegend": False,
        "margin": {"l": 64, "r": 24, "t": 16, "b": 56},
        "hovermode": "closest",
    }
    data = {
        "type": "scatter",
        "mode": "markers+text",
        "x": [share(row["beyond_share"]) for row in rows],
        "y": [share(row["difference_share"]) for row in rows],
        "text": [sides.get(row["place"], ("", ""))[0] for row in rows],
        "textposition": [sides.get(row["place"], ("", "top right"))[1] for row in rows],
        "hovertext": [_hover(row, answer, language) for row in rows],
        "hoverinfo": "text",
        "marker": {
            "symbol": "circle",
            "size": [max(6.0, LARGEST * (row["people"] / most) ** 0.5) for row in rows],
            "color": [PLACES["own"] if row["place"] in ends else QUIET for row in rows],
            "opacity": 0.8,
        },
    }
    return {"data": [data] if rows else [], "layout": layout}


def _ends(rows: list[Row]) -> set[str]:
    """The areas with the lowest and highest share, and the most diverse with a low share."""
    large = [row for row in rows if row["people"] >= 500]
    if len(large) < 3:
        return {row["place"] for row in large}
    by_share = sorted(large, key=lambda row: row["beyond_share"])
    odd = max(large, key=lambda row: row["difference_share"] - row["beyond_share"])
    return {by_share[0]["place"], by_share[-1]["place"], odd["place"]}


def _sides(
    rows: list[Row], ends: set[str], answer: Answer, language: Language
) -> dict[str, tuple[str, str]]:
    """The names of some areas and where they stand, without one over another."""
    named = [row for row in rows if row["place"] in ends]
    others = [_point(row, "") for row in rows if row["place"] not in ends]
    names = [_short(row, answer, language) for row in named]
    wide = [name + " " * (len(name) // 2) for name in names]
    found = placed([_point(row, name) for row, name in zip(named, wide, strict=True)], others)
    return {
        row["place"]: (words.rstrip(), side)
        for row, (words, side) in zip(named, found, strict=True)
    }


def _point(row: Row, name: str) -> Point:
    across, up = (share(row[f"{one}_share"]) or 0 for one in ("beyond", "difference"))
    return Point(across, up, RADIUS, name)


def _short(row: Row, answer: Answer, language: Language) -> str:
    return place_short(row["place"], answer, language).partition(" (")[0]


def _hover(row: Row, answer: Answer, language: Language) -> str:
    name = place_short(row["place"], answer, language)
    beyond = percent(row["beyond_share"], language, 1)
    return (
        f"<b>{name}</b><br>HHI {number(row['difference_share'], language, 2)}<br>"
        f"{text('columns.beyond_share', language)}: {beyond}<br>"
        f"{text('columns.residents', language)}: {number(row['people'], language)}"
    )


DIAGONAL = {
    "type": "line",
    "x0": 0,
    "y0": 0,
    "x1": 100,
    "y1": 100,
    "line": {"color": QUIET, "dash": "dot", "width": 1.5},
}


def blocks(answers: Answers, language: Language) -> Figure:
    """The diversity of districts against that within their neighbourhoods, with the diagonal."""
    answer = answers[0]
    rows = answer.rows()
    data: list[dict[str, Any]] = []
    for pattern, (colour, symbol) in _PATTERNS.items():
        kept = [row for row in rows if row["pattern"] == pattern]
        if kept:
            data.append(_district_points(kept, pattern, colour, symbol, answer, language))
    layout = {
        "height": 460,
        "shapes": [DIAGONAL],
        "xaxis": percent_axis(text("blocks.x", language)),
        "yaxis": percent_axis(text("blocks.y", language)),
        "legend": {"orientation": "h", "x": 0, "xanchor": "left", "y": 1.01, "yanchor": "bottom"},
        "margin": {"l": 64, "r": 24, "t": 64, "b": 56},
        "hovermode": "closest",
    }
    return {"data": data, "layout": layout}


_PATTERNS = {
    "both": ("#1787C9", "circle"),
    "blocks": ("#C0502E", "diamond"),
    "neither": ("#8A8F98", "circle-open"),
}


def _district_points(  # noqa: PLR0913, PLR0917 (each is one property of a trace)
    rows: list[Row],
    pattern: str,
    colour: str,
    symbol: str,
    answer: Answer,
    language: Language,
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": text(f"blocks_pattern.{pattern}", language),
        "x": [share(row["district_difference"]) for row in rows],
        "y": [share(row["neighbourhood_difference"]) for row in rows],
        "hovertext": [
            f"<b>{place_short(row['place'], answer, language)}</b><br>"
            f"{number(row['district_difference'], language, 2)} · "
            f"{number(row['neighbourhood_difference'], language, 2)}"
            for row in rows
        ],
        "hoverinfo": "text",
        "marker": {"color": colour, "symbol": symbol, "size": 11},
    }
