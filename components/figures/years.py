"""Figures over the years: one line per place, with its interval and what chance would give."""

from dataclasses import dataclass
from typing import Any

from components.figures.base import Row, place_short, share
from components.palette import PLACES
from components.views.view import Answers, Figure
from core.language import Language, percent, text
from core.questions import Answer

OTHERS = ("#1787C9", "#B0579E", "#B98A00", "#2E8B7A", "#6C737D")
QUIET = "#8A8F98"
LOW = 0.08
"""Below this an axis to a tenth shows enough, as of Theil's H."""
DASHES = {"cluster": "dash", "municipality_type": "dashdot", "other": "solid", "place": "solid"}


@dataclass(frozen=True)
class _Line:
    """What one line over the years shows, and how it looks."""

    column: str
    name: str
    colour: str
    language: Language
    role: str = "place"

    def traces(self, rows: list[Row]) -> list[dict[str, Any]]:
        """The line in as many parts as its breaks leave; the legend names it once."""
        parts: list[list[Row]] = []
        for row in rows:
            if not parts or row["series_break"] != "none":
                parts.append([])
            parts[-1].append(row)
        traces = [self._part(part) for part in parts]
        for trace in traces if len(traces) > 1 else ():
            trace |= {"legendgroup": self.name, "showlegend": trace is traces[0]}
        return traces

    def _part(self, rows: list[Row]) -> dict[str, Any]:
        trace: dict[str, Any] = {
            "type": "scatter",
            "mode": "lines+markers",
            "name": self.name,
            "x": [row["year"] for row in rows],
            "y": [share(row[self.column]) for row in rows],
            "hovertext": [self._hover(row) for row in rows],
            "hoverinfo": "text",
            "line": {"color": self.colour, "width": 2.5, "dash": DASHES[self.role]},
            "marker": {"size": 7, "color": self.colour},
        }
        if self.column == "corrected_share" and all(row["lower_share"] is not None for row in rows):
            trace["error_y"] = self._interval(rows)
        return trace

    def _hover(self, row: Row) -> str:
        shown = percent(row[self.column], self.language, 1)
        return f"<b>{self.name}</b><br>{row['year']}: {shown}"

    def _interval(self, rows: list[Row]) -> dict[str, Any]:
        above = [round(share(row["upper_share"] - row[self.column]) or 0, 1) for row in rows]
        below = [round(share(row[self.column] - row["lower_share"]) or 0, 1) for row in rows]
        looks = {"thickness": 2, "width": 5, "color": self.colour}
        return {"type": "data", "symmetric": False, "array": above, "arrayminus": below} | looks


def diversity_years(answers: Answers, language: Language) -> Figure:
    """The chance of difference in every year."""
    answer = answers[0]
    places = list(dict.fromkeys(row["place"] for row in answer.rows()))
    data = []
    for at, code in enumerate(places):
        rows = [row for row in answer.rows() if row["place"] == code]
        known = [row for row in rows if row["difference_share"] is not None]
        colour = PLACES["own"] if not at else OTHERS[(at - 1) % len(OTHERS)]
        name = place_short(code, answer, language)
        data += _Line("difference_share", name, colour, language).traces(known)
    layout = _layout(text("diversity.axis", language), [0, 100])
    return {"data": data, "layout": layout | _breaks(answer.rows(), language)}


def segregation_years(answers: Answers, language: Language) -> Figure:
    """An index in every year with its interval, medians of comparable places, and chance."""
    answer = answers[0]
    rows = [row for row in answer.rows() if row["corrected_share"] is not None]
    data: list[dict[str, Any]] = []
    lines = list(dict.fromkeys((row["role"], row["place"]) for row in rows))
    others = 0
    for role, code in lines:
        kept = [row for row in rows if (row["role"], row["place"]) == (role, code)]
        own = role == "place"
        others += not own
        colour = PLACES["own"] if own else OTHERS[(others - 1) % len(OTHERS)]
        name = _name(role, code, answer, language)
        data += _Line("corrected_share", name, colour, language, role).traces(kept)
    expected = [row for row in rows if row["role"] == "place" and row["expected_share"] is not None]
    if expected:
        words = text("segregation.by_lot", language)
        line = {"color": QUIET, "dash": "dot", "width": 2}
        by_lot = _Line("expected_share", words, QUIET, language).traces(expected)
        data += [{**trace, "line": line} for trace in by_lot]
    most = max((row["upper_share"] or row["corrected_share"] for row in rows), default=0.5)
    top = 10 if most < LOW else min(100, 10 * (int(10 * most) + 2))
    layout = _layout(text("segregation.axis", language), [0, top])
    return {"data": data, "layout": layout | _breaks(rows, language)}


def _name(role: str, code: str, answer: Answer, language: Language) -> str:
    name = place_short(code, answer, language)
    if role in ("cluster", "municipality_type"):
        return text("segregation.median", language, name=name)
    return name


def _breaks(rows: list[Row], language: Language) -> dict[str, Any]:
    """Where lines are interrupted, a dotted line with the reason in words."""
    years = sorted({row["year"] for row in rows})
    found = {(row["year"], row["series_break"]) for row in rows if row["series_break"] != "none"}
    shapes, notes = [], []
    for year, why in sorted(found):
        at = (year + max((one for one in years if one < year), default=year - 1)) / 2
        line = {"color": QUIET, "width": 1.5, "dash": "dot"}
        shapes.append(
            {"type": "line", "x0": at, "x1": at, "y0": 0, "y1": 1, "yref": "paper", "line": line}
        )
        words = text("series_break.note", language, why=text(f"series_break.{why}", language))
        note = {"x": at, "y": 1, "yref": "paper", "yanchor": "bottom", "showarrow": False}
        notes.append(note | {"text": words})
    return {"shapes": shapes, "annotations": notes} if found else {}


def _layout(axis: str, bounds: list[int]) -> dict[str, Any]:
    return {
        "height": 420,
        "xaxis": {"fixedrange": True, "tickformat": "d", "dtick": 5, "tick0": 2000},
        "yaxis": {
            "title": {"text": axis},
            "range": bounds,
            "ticksuffix": "%",
            "fixedrange": True,
        },
        "legend": {"orientation": "h", "x": 0, "xanchor": "left", "y": -0.14, "yanchor": "top"},
        "margin": {"l": 64, "r": 20, "t": 16, "b": 56},
        "hovermode": "closest",
    }
