"""The origin groups of a place: their shares now, and where they were in the first year."""

from typing import Any

from components.figures.base import Row, share, shown_rows
from components.palette import PLACES
from components.views.view import Answers, Figure
from core.groups.origin import NATIVE_18, NATIVE_2005
from core.language import Language, percent, text

NATIVES = (NATIVE_18, NATIVE_2005)
ROW_HEIGHT = 31
EARLIER = "#8A8F98"


def origins(answers: Answers, language: Language) -> Figure:
    """A bar per group outside the Netherlands, largest first, with a mark for the first year."""
    rows = [row for row in shown_rows(answers[0]) if row["origin"] not in NATIVES]
    first, last = answers[0].context.years[0], answers[0].context.years[-1]
    now = [row for row in rows if row["year"] == last]
    now.sort(key=lambda row: row["share"] or 0)
    for row in rows:
        row["name"] = text(f"{answers[0].context.schemes[0]}.{row['origin']}", language)
    before = {row["origin"]: row for row in rows if row["year"] == first and first != last}
    groups = [row["origin"] for row in now]
    data = [_bars(now, last, language)]
    if before:
        data.append(_marks([before[code] for code in groups if code in before], first, language))
    layout = {
        "height": 110 + ROW_HEIGHT * len(groups),
        "xaxis": {
            "ticksuffix": "%",
            "rangemode": "tozero",
            "fixedrange": True,
            "title": {"text": text("origins.axis", language)},
        },
        "yaxis": {"fixedrange": True, "showgrid": False, "automargin": True},
        "legend": {"orientation": "h", "x": 0, "xanchor": "left", "y": 1.01, "yanchor": "bottom"},
        "margin": {"l": 210, "r": 16, "t": 44, "b": 48},
        "bargap": 0.35,
        "hovermode": "closest",
    }
    return {"data": data, "layout": layout}


def _bars(rows: list[Row], year: int, language: Language) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "name": str(year),
        "x": [share(row["share"]) for row in rows],
        "y": [row["name"] for row in rows],
        "hovertext": [_hover(row, language) for row in rows],
        "hoverinfo": "text",
        "marker": {"color": PLACES["own"]},
    }


def _marks(rows: list[Row], year: int, language: Language) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": str(year),
        "x": [share(row["share"]) for row in rows],
        "y": [row["name"] for row in rows],
        "hovertext": [_hover(row, language) for row in rows],
        "hoverinfo": "text",
        "marker": {
            "symbol": "line-ns-open",
            "size": 16,
            "color": EARLIER,
            "line": {"width": 3, "color": EARLIER},
        },
    }


def _hover(row: Row, language: Language) -> str:
    return f"<b>{row['name']}</b><br>{row['year']}: {percent(row['share'], language, 1)}"
