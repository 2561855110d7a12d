"""Diversity: municipalities by type, groups of a place, districts on two measures, years."""

from typing import Any

from components.figures.base import Row, percent_axis, place_short, rows_axis, share
from components.palette import PLACES, ink_on
from components.views.view import Answers, Figure
from core.groups.origin import NATIVE_18
from core.language import Language, has_text, number, percent, text
from core.questions import Answer
from core.questions.types import ORDER

ROW_HEIGHT = 46
TYPE_COLOUR, QUIET = "#8A5FC0", "#8A8F98"
OTHERS = ("#1787C9", "#B0579E", "#B98A00", "#2E8B7A", "#6C737D")
LARGEST_DOT = 26
GROUP_HEIGHT = 31


def by_type(answers: Answers, language: Language) -> Figure:
    """A row per type: municipalities as points by size, its pooled population and its median."""
    answer = answers[0]
    rows = answer.rows()
    kinds = [kind for kind in ORDER if any(row["municipality_type"] == kind for row in rows)]
    at = {kind: len(kinds) - line for line, kind in enumerate(kinds)}
    country = [row for row in rows if row["role"] == "country"]
    own: tuple[str, ...] = answer.question.places  # type: ignore[attr-defined] # Diversity has them
    roles = {
        "municipality": [r for r in rows if r["role"] == "municipality" and r["place"] not in own],
        "median": [row for row in rows if row["role"] == "median"],
        "pooled": [row for row in rows if row["role"] == "pooled"],
    }
    chosen = [row for code in own for row in rows if row["place"] == code]
    data = [_points(kept, role, at, answer, language) for role, kept in roles.items()]
    data += [_own(row, number_of, at, answer, language) for number_of, row in enumerate(chosen)]
    layout = {
        "height": 150 + ROW_HEIGHT * len(kinds),
        "xaxis": percent_axis(text("diversity.axis", language)),
        "yaxis": rows_axis([text(f"diversity.row.{kind}", language) for kind in at]),
        "shapes": [_line(share(row["difference_share"])) for row in country],
        "annotations": [_said(row, language) for row in country],
        "legend": {"orientation": "h", "x": 0, "xanchor": "left", "y": -0.17, "yanchor": "top"},
        "margin": {"l": 170, "r": 24, "t": 34, "b": 60},
        "hovermode": "closest",
    }
    return {"data": data, "layout": layout}


_SYMBOLS = {"municipality": "circle-open", "median": "line-ns-open", "pooled": "diamond"}


def _points(
    rows: list[Row], role: str, at: dict[str, int], answer: Answer, language: Language
) -> dict[str, Any]:
    sizes = {"pooled": 15.0, "median": 20.0}
    return {
        "type": "scatter",
        "mode": "markers",
        "name": text(f"diversity_role.{role}", language),
        "x": [share(row["difference_share"]) for row in rows],
        "y": [at[row["municipality_type"]] for row in rows],
        "hovertext": [_hover(row, answer, language) for row in rows],
        "hoverinfo": "text",
        "marker": {
            "symbol": _SYMBOLS[role],
            "size": [sizes.get(role) or _dot(row["people"]) for row in rows],
            "color": TYPE_COLOUR if role == "pooled" else QUIET,
            "opacity": 0.75 if role == "municipality" else 1,
            "line": {"width": {"pooled": 0, "median": 3}.get(role, 1.3)},
        },
    }


def _own(
    row: Row, number_of: int, at: dict[str, int], answer: Answer, language: Language
) -> dict[str, Any]:
    colour = PLACES["own"] if not number_of else OTHERS[(number_of - 1) % len(OTHERS)]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": place_short(row["place"], answer, language),
        "x": [share(row["difference_share"])],
        "y": [at[row["municipality_type"]]],
        "hovertext": [_hover(row, answer, language)],
        "hoverinfo": "text",
        "marker": {"symbol": "circle", "size": 15, "color": colour},
    }


def _dot(people: int) -> float:
    """The width of a point; its surface grows with the residents."""
    return float(max(5.0, LARGEST_DOT * (people / 1_000_000) ** 0.5))


def _hover(row: Row, answer: Answer, language: Language) -> str:
    name = place_short(row["place"], answer, language)
    role = text(f"diversity_role.{row['role']}", language)
    value = number(row["difference_share"], language, 2)
    return f"<b>{name}</b> ({role})<br>HHI {value} · {number(row['people'], language)}"


def _line(value: float | None) -> dict[str, Any]:
    return {
        "type": "line",
        "x0": value,
        "x1": value,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "line": {"color": QUIET, "width": 2, "dash": "dot"},
    }


def _said(row: Row, language: Language) -> dict[str, Any]:
    words = text("diversity.country", language, value=number(row["difference_share"], language, 2))
    return {
        "x": share(row["difference_share"]),
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "text": words,
        "showarrow": False,
    }


def contributions(answers: Answers, language: Language) -> Figure:
    """The groups of a place, largest first, with their share around it as a mark."""
    answer = answers[0]
    rows = [row for row in answer.rows() if row["share"] is not None]
    rows = [row for row in rows if row["origin"] != NATIVE_18]
    rows.sort(key=lambda row: row["share"])
    names = [text(f"origin_18.{row['origin']}", language) for row in rows]
    asked: tuple[str, ...] = answer.question.place  # type: ignore[attr-defined] # Contributions
    around = [code for code in answer.context.places if code not in asked]
    data: list[dict[str, Any]] = [
        {
            "type": "bar",
            "orientation": "h",
            "name": place_short(asked[0], answer, language),
            "x": [share(row["share"]) for row in rows],
            "y": names,
            "hovertext": [_contribution(row, language) for row in rows],
            "hoverinfo": "text",
            "marker": {"color": PLACES["own"]},
        }
    ]
    if around:
        marked = [row for row in rows if row["around_share"] is not None]
        data.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": place_short(around[0], answer, language),
                "x": [share(row["around_share"]) for row in marked],
                "y": [text(f"origin_18.{row['origin']}", language) for row in marked],
                "marker": {
                    "symbol": "line-ns-open",
                    "size": 16,
                    "color": QUIET,
                    "line": {"width": 3},
                },
                "hoverinfo": "x",
            }
        )
    return {"data": data, "layout": _bars_layout(len(rows), text("origins.axis", language))}


def _contribution(row: Row, language: Language) -> str:
    name = text(f"origin_18.{row['origin']}", language)
    part = percent(row["part_share"], language)
    shown = percent(row["share"], language, 1)
    return f"<b>{name}</b>: {shown}<br>{text('columns.part_of_hhi', language)}: {part}"


def _bars_layout(rows: int, axis: str) -> dict[str, Any]:
    return {
        "height": 120 + GROUP_HEIGHT * rows,
        "xaxis": {
            "ticksuffix": "%",
            "rangemode": "tozero",
            "fixedrange": True,
            "title": {"text": axis},
        },
        "yaxis": {"fixedrange": True, "showgrid": False, "automargin": True},
        "legend": {"orientation": "h", "x": 0, "xanchor": "left", "y": 1.01, "yanchor": "bottom"},
        "margin": {"l": 210, "r": 16, "t": 44, "b": 48},
        "bargap": 0.35,
        "hovermode": "closest",
    }


def lenses(answers: Answers, language: Language) -> Figure:
    """Two bars of the same people: the classic groups with a remainder, and all groups."""
    rows = answers[0].rows()
    data: list[dict[str, Any]] = []
    for lens in ("old", "new"):
        groups = [row for row in rows if row["lens"] == lens]
        for at, row in enumerate(groups):
            rest = row["origin"] == "rest"
            data.append(_part(row, QUIET if rest else SHADES[at % len(SHADES)], language))
    layout = {
        "height": 260,
        "barmode": "stack",
        "bargap": 0.3,
        "showlegend": False,
        "xaxis": percent_axis(text("lenses.axis", language)),
        "yaxis": {"fixedrange": True, "showgrid": False, "automargin": True},
        "margin": {"l": 130, "r": 20, "t": 12, "b": 56},
        "hovermode": "closest",
    }
    return {"data": data, "layout": layout}


SHADES = ("#5A50B8", "#7064D0", "#8F9BE0", "#4F9FBC", "#10708F", "#3A9B89")
ROOM = 0.16
"""Part of the bar from which a name fits in it."""


def _part(row: Row, colour: str, language: Language) -> dict[str, Any]:
    name = text(f"origin_18.{row['origin']}", language)
    shown = percent(row["migrant_share"], language)
    key = f"origin_short.{row['origin']}"
    short = text(key, language) if has_text(key) else name
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "y": [text(f"lens.{row['lens']}", language)],
        "x": [share(row["migrant_share"])],
        "text": [f"{short}<br>{shown}" if row["migrant_share"] >= ROOM else ""],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "textfont": {"color": ink_on(colour), "size": 12},
        "hovertext": [f"<b>{name}</b>: {shown}"],
        "hoverinfo": "text",
        "marker": {"color": colour},
    }
