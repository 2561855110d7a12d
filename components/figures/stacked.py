"""Stacked bars of parts that make a whole: length of stay, and scales of segregation."""

from typing import Any

from components.figures.base import Row, percent_axis, place_short, share
from components.figures.untold import untold_bar
from components.palette import ink_on
from components.views.view import Answers, Figure
from core.language import Language, percent, text

STAY = {"below_two": "#C67A14", "two_to_five": "#E5C07B", "above_five": "#4F9FBC"}
SCALES = {"municipality": "#5A50B8", "district": "#4F9FBC", "neighbourhood": "#C67A14"}
LAST = "2006–2010"


def stay(answers: Answers, language: Language) -> Figure:
    """Both cohorts of every row, types by how many left within two years."""
    rows = answers[0].rows()
    leavers = {row["row"]: row["below_two_share"] for row in rows if row["cohort"] == LAST}
    apart = ("other_municipalities", "total")
    kinds = sorted((code for code in leavers if code not in apart), key=lambda c: -leavers[c])
    order = [(kind, cohort) for kind in (*kinds, *apart) for cohort in (LAST, "1999–2005")]
    by_key = {(row["row"], row["cohort"]): row for row in rows}
    ordered = [by_key[key] for key in order]
    short = {kind: text(f"stay_short.{kind}", language) for kind in (*kinds, *apart)}
    names = [f"{short[row['row']]} · {row['cohort']}" for row in ordered]
    data = [
        _part([row[f"{part}_share"] for row in ordered], names, part, colour, language)
        for part, colour in STAY.items()
    ]
    return {"data": data, "layout": _layout(len(ordered), 230, language)}


def scale(answers: Answers, language: Language) -> Figure:
    """For each place: which part of segregation lies between units of which level."""
    by_place: dict[str, dict[str, Row]] = {}
    names: list[str] = []
    for answer in answers:
        rows = {row["unit_level"]: row for row in answer.rows()}
        if any(row["part_share"] is not None for row in rows.values()):
            code = answer.rows()[0]["place"]
            by_place[code] = rows
            names.append(place_short(code, answer, language))
    data = [
        _part(
            [rows.get(level, {}).get("part_share") for rows in by_place.values()],
            names,
            level,
            colour,
            language,
        )
        for level, colour in SCALES.items()
    ]
    data += _untold(names, list(by_place.values()), language)
    return {"data": data, "layout": _layout(len(names), 130, language)}


def _untold(
    names: list[str], places: list[dict[str, Row]], language: Language
) -> list[dict[str, Any]]:
    """What the levels that are told leave of each bar; none where all are."""
    parts = [[row["part_share"] for row in rows.values()] for rows in places]
    rest = [
        0.0 if None not in own else max(0.0, round(100 - sum(share(one) or 0 for one in own), 1))
        for own in parts
    ]
    if not any(rest):
        return []
    hovers = [f"<b>{name}</b><br>{text('state.withheld', language)}" for name in names]
    return [untold_bar(names, rest, hovers, language)]


def _part(
    values: list[float | None], names: list[str], part: str, colour: str, language: Language
) -> dict[str, Any]:
    said = text(f"part.{part}", language)
    return {
        "type": "bar",
        "orientation": "h",
        "name": said,
        "y": names,
        "x": [share(value) or 0 for value in values],
        "text": [percent(value, language, 0) if value and value > 0.05 else "" for value in values],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"color": ink_on(colour), "size": 13},
        "constraintext": "none",
        "hovertext": [
            f"<b>{name}</b><br>{said}: {percent(value, language, 1)}"
            for name, value in zip(names, values, strict=True)
        ],
        "hoverinfo": "text",
        "marker": {"color": colour},
    }


def _layout(rows: int, left: int, language: Language) -> dict[str, Any]:
    return {
        "barmode": "stack",
        "bargap": 0.25,
        "height": 130 + 32 * rows,
        "xaxis": percent_axis(text("part.axis", language)),
        "yaxis": {"fixedrange": True, "showgrid": False, "autorange": "reversed"},
        "legend": {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "traceorder": "normal"},
        "margin": {"l": left, "r": 24, "t": 56, "b": 56},
        "hovermode": "closest",
    }
