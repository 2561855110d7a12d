"""Lines of the setting on the neighbourhood, one small plot per place (Tables 1 and 4)."""

from typing import Any

from components.figures.base import Row, percent_axis, place_short, shown_rows
from components.palette import PLACES
from components.views.view import Answers, Figure
from core.groups.origin import NATIVE_2005
from core.language import Language, coefficient, number, text
from core.questions import Answer

MOST_PLACES = 5
FROM, TO = 10, 100
"""Shares over which lines are drawn; nobody lives near zero, and intercepts there mean nothing."""
GAP = 0.06


def relation(answers: Answers, language: Language) -> Figure:
    """The chosen group and the Dutch background drawn strongly, the others quietly."""
    answer = answers[0]
    rows = [row for row in shown_rows(answer) if row["slope"] is not None]
    places = list(dict.fromkeys(row["place"] for row in rows))[:MOST_PLACES]
    focus = rows[0]["origin"] if rows else NATIVE_2005
    code = str(getattr(answer.question, "setting", "school"))
    layout: dict[str, Any] = {"margin": {"l": 60, "r": 12, "t": 66, "b": 56}, "annotations": []}
    data = []
    width = (1 - GAP * (len(places) - 1)) / max(1, len(places))
    for at, place in enumerate(places):
        suffix = "" if at == 0 else str(at + 1)
        domain = [at * (width + GAP), at * (width + GAP) + width]
        layout["xaxis" + suffix] = percent_axis(
            "", domain=domain, dtick=50, anchor=f"y{suffix}", showgrid=True
        )
        ends = {"showticklabels": at == 0, "anchor": f"x{suffix}"}
        title = text(f"columns.{code}.setting_share", language) if at == 0 else ""
        layout["yaxis" + suffix] = percent_axis(title, dtick=25, **ends)
        layout["annotations"].append(_heading(sum(domain) / 2, place, answer, language))
        own = [row for row in rows if row["place"] == place]
        data += [_line(row, suffix, focus, at == 0, language) for row in reversed(own)]
    layout["annotations"].append(_under(language))
    layout["legend"] = {"orientation": "h", "x": 0, "y": 1.1, "yanchor": "bottom"}
    return {"data": data, "layout": layout}


def _heading(x: float, place: str, answer: Answer, language: Language) -> dict[str, Any]:
    name = f"<b>{place_short(place, answer, language)}</b>"
    at = {"x": x, "xref": "paper", "xanchor": "center", "y": 1, "yref": "paper"}
    return at | {"yanchor": "bottom"} | {"text": name, "showarrow": False}


def _under(language: Language) -> dict[str, Any]:
    name = text("columns.neighbourhood_share", language)
    at = {"x": 0.5, "xref": "paper", "y": 0, "yref": "paper", "yshift": -46}
    return at | {"text": name, "showarrow": False}


def _line(row: Row, suffix: str, focus: str, legend: bool, language: Language) -> dict[str, Any]:
    is_focus, is_native = row["origin"] == focus, row["origin"] == NATIVE_2005
    colour = PLACES["own"] if is_focus else PLACES["g4"] if is_native else PLACES["NL01"]
    group = text(f"origin_2005.{row['origin']}", language)
    xs, ys = _within(row["intercept"], row["slope"])
    return {
        "type": "scatter",
        "mode": "lines",
        "name": group,
        "showlegend": legend and (is_focus or is_native),
        "x": xs,
        "y": ys,
        "xaxis": f"x{suffix}",
        "yaxis": f"y{suffix}",
        "hoverinfo": "text",
        "hovertext": [_hover(row, group, language)] * len(xs),
        "opacity": 1 if is_focus or is_native else 0.55,
        "line": {
            "color": colour,
            "width": 3 if is_focus else 2.5 if is_native else 1.3,
            "dash": "dash" if is_native else "solid",
        },
    }


def _within(intercept: float, slope: float) -> tuple[list[float], list[float]]:
    """The ends of the line where both shares are possible, from 0 to 100 percent."""
    xs = [FROM / 100, TO / 100]
    if slope:
        crossings = sorted(((0 - intercept) / slope, (1 - intercept) / slope))
        xs = [max(xs[0], crossings[0]), min(xs[1], crossings[1])]
    if xs[0] >= xs[1]:
        return [], []
    return [round(100 * x, 1) for x in xs], [round(100 * (intercept + slope * x), 1) for x in xs]


def _hover(row: Row, group: str, language: Language) -> str:
    told = (
        (text("columns.slope", language), coefficient(row["slope"], language)),
        ("R²", coefficient(row["r_squared"], language)),
        ("r", coefficient(row["r"], language)),
        (text("columns.people", language), number(row["people"], language)),
    )
    return f"<b>{group}</b><br>" + "<br>".join(f"{name}: {value}" for name, value in told)
