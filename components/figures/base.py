"""What all figures share: plain values, fixed axes, and the look in light and dark."""

from collections.abc import Sequence
from typing import Any

from components.cells import SHOWN
from components.palette import PLACES, SURFACES
from core.groups.setting import setting
from core.language import Language, has_text, text
from core.questions import Answer

FONT = "'Source Sans 3', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"
LARGE = 18
"""Letters where a card stands alone, in pixels; elsewhere they take 14."""
Row = dict[str, Any]


def shown_rows(answer: Answer) -> list[Row]:
    """The rows whose figures a reader may see."""
    return [row for row in answer.rows() if row["state"] in SHOWN]


def share(value: float | None) -> float | None:
    """A share in percent, with the one decimal that the table shows."""
    return None if value is None else round(100 * value, 1)


def place_colour(code: str) -> str:
    """The colour of a place; a municipality has that of the chosen one."""
    return PLACES.get(code, PLACES["own"])


def place_short(code: str, answer: Answer, language: Language) -> str:
    """A short name of a place, for labels."""
    if has_text(f"grouping_short.{code}"):
        return text(f"grouping_short.{code}", language)
    nl, en = answer.context.places.get(code, (code, code))
    return nl if language == "nl" else en


def group_short(code: str, language: Language) -> str:
    """A short name of an origin group, for labels."""
    return text(f"group_short.{code}", language)


def stratum_name(code: str, setting_code: str, language: Language) -> str:
    """The name of a level or sector."""
    return text(f"{setting(setting_code).stratum.code}.{code}", language)


def percent_axis(title: str, **more: Any) -> dict[str, Any]:
    """An axis of 0 to 100 percent, the same in every figure so that slopes can be compared."""
    return {
        "title": {"text": title},
        "range": [0, 100],
        "tick0": 0,
        "dtick": 20,
        "ticksuffix": "%",
        "tickangle": 0,
        "fixedrange": True,
    } | more


def rows_axis(names: Sequence[str]) -> dict[str, Any]:
    """A vertical axis with a row per name; the first is on top, at as many as there are."""
    return {
        "tickvals": list(range(len(names), 0, -1)),
        "ticktext": list(names),
        "range": [0.4, len(names) + 0.6],
        "fixedrange": True,
        "zeroline": False,
    }


def template(scheme: str) -> dict[str, Any]:
    """Our look for one colour scheme."""
    dark = scheme == "dark"
    ink, quiet, line = (
        ("#E8EBEF", "#A9B4C0", "#33404D") if dark else ("#1B2430", "#55606E", "#E3E1DA")
    )
    axis = {
        "gridcolor": line,
        "linecolor": line,
        "zerolinecolor": line,
        "tickfont": {"color": quiet},
        "title": {"font": {"color": quiet, "size": 14}},
        "automargin": True,
    }
    layout = {
        "font": {"family": FONT, "size": 14, "color": ink},
        "paper_bgcolor": SURFACES[scheme],
        "plot_bgcolor": SURFACES[scheme],
        "xaxis": axis | {"tickangle": 0},
        "yaxis": axis | {"ticklabelstandoff": 5},
        "legend": {"font": {"color": ink}, "bgcolor": "rgba(0,0,0,0)"},
        "hoverlabel": {
            "bgcolor": "#0E151C" if dark else "#1B2430",
            "bordercolor": line,
            "font": {"family": FONT, "size": 14, "color": "#FFFFFF"},
            "align": "left",
        },
        "margin": {"l": 56, "r": 12, "t": 8, "b": 48},
        "separators": ",.",
    }
    return {"layout": layout}


def dressed(
    figure: dict[str, Any], scheme: str, language: Language, *, large: bool = False
) -> dict[str, Any]:
    """The figure in one colour scheme, its numbers written as the language does."""
    separators = ",." if language == "nl" else ".,"
    data = [_separated(trace, scheme) for trace in figure["data"]]
    layout = {"separators": separators, **figure["layout"], "template": template(scheme)}
    if large:
        layout["font"] = {"size": LARGE}
    return {"data": data, "layout": layout}


def _separated(trace: dict[str, Any], scheme: str) -> dict[str, Any]:
    """Parts of a bar with the ground between them."""
    if trace["type"] != "bar":
        return trace
    line = {"color": SURFACES[scheme], "width": 1.5}
    return {**trace, "marker": {**trace["marker"], "line": line}}
