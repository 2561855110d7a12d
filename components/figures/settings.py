"""Three settings in one: neighbourhood, school and work per group (Figure 4)."""

from typing import Any

from components.figures.base import Row, group_short, percent_axis, share, shown_rows
from components.palette import SETTINGS as COLOURS
from components.views.view import Answers, Figure
from core.groups.scheme import ALL
from core.language import Language, number, percent, text
from core.questions import Answer
from core.questions.sentences import first_shown, place_name

ROW_HEIGHT = 58
LIFT = {"school": 0.16, "work": -0.16}
"""Pupils above, employees below the middle of a row: their neighbourhoods are others."""


def three_settings(answers: Answers, language: Language) -> Figure:
    """A row per group; pupils' and employees' neighbourhoods are never one."""
    groups = _groups(answers)
    at = {group: len(groups) - number_of for number_of, group in enumerate(groups)}
    data: list[dict[str, Any]] = []
    shapes: list[dict[str, Any]] = []
    for answer in sorted(answers, key=_setting):
        rows = [row for row in shown_rows(answer) if row["origin"] in at]
        height = {row["origin"]: at[row["origin"]] + LIFT[_setting(answer)] for row in rows}
        data += [_trace(rows, height, answer, column, language) for column in _COLUMNS]
        shapes += [_joint(row, height[row["origin"]]) for row in rows]
        shapes += [_baseline(row, answer) for row in shown_rows(answer) if row["origin"] == ALL]
    layout = {
        "height": 110 + ROW_HEIGHT * len(groups),
        "xaxis": percent_axis(text("contact.native_share", language)),
        "yaxis": {
            "tickvals": list(at.values()),
            "ticktext": [group_short(group, language) for group in at],
            "range": [0.4, len(groups) + 0.6],
            "fixedrange": True,
            "showgrid": False,
            "zeroline": False,
        },
        "legend": {"orientation": "h", "x": 0, "xanchor": "left", "y": 1.01, "yanchor": "bottom"},
        "margin": {"l": 90, "r": 28, "t": 64, "b": 48},
        "shapes": shapes,
        "hovermode": "closest",
    }
    return {"data": data, "layout": layout}


_COLUMNS = ("neighbourhood_share", "setting_share")


def _setting(answer: Answer) -> str:
    return str(getattr(answer.question, "setting", "school"))


def _groups(answers: Answers) -> list[str]:
    """The groups that both settings know, in the order asked; pooled ones differ in content."""
    known = [{row["origin"] for row in shown_rows(answer)} for answer in answers]
    first = dict.fromkeys(row["origin"] for row in shown_rows(answers[0]))
    return [group for group in first if group != ALL and all(group in one for one in known)]


def _trace(
    rows: list[Row], height: dict[str, float], answer: Answer, column: str, language: Language
) -> dict[str, Any]:
    code = _setting(answer)
    home = column == "neighbourhood_share"
    name = text(f"contact.trace.{code}.{'home' if home else 'there'}", language)
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [share(row[column]) for row in rows],
        "y": [height[row["origin"]] for row in rows],
        "hovertext": [_hover(row, column, name, code, language) for row in rows],
        "hoverinfo": "text",
        "cliponaxis": False,
        "marker": {
            "size": 13,
            "color": COLOURS["neighbourhood" if home else code],
            "symbol": ("circle-open" if home else "circle")
            if code == "school"
            else ("diamond-open" if home else "diamond"),
            "line": {"width": 2.5 if home else 0},
        },
    }


def _hover(row: Row, column: str, name: str, code: str, language: Language) -> str:
    group = text(f"origin_2005.{row['origin']}", language)
    people = f"{text(f'columns.{code}.people', language)}: {number(row['people'], language)}"
    return f"<b>{group}</b><br>{name}: {percent(row[column], language, 1)}<br>{people}"


def _joint(row: Row, height: float) -> dict[str, Any]:
    return {
        "type": "line",
        "layer": "below",
        "x0": share(row["neighbourhood_share"]),
        "x1": share(row["setting_share"]),
        "y0": height,
        "y1": height,
        "line": {"color": "#8A8F98", "width": 2},
    }


def _baseline(row: Row, answer: Answer) -> dict[str, Any]:
    """Chance: the share among all pupils or employees of the place."""
    at = share(row["setting_share"])
    line = {"color": COLOURS[_setting(answer)], "width": 1.5, "dash": "dot"}
    return {
        "type": "line",
        "layer": "below",
        "x0": at,
        "x1": at,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "line": line,
    }


def settings_sentence(answers: Answers, language: Language) -> str:
    """School and work beside the two neighbourhoods, for the chosen group and place."""
    found = {_setting(answer): first_shown(answer.frame) for answer in answers}
    school, work = found.get("school"), found.get("work")
    if school is None or work is None or school["origin"] != work["origin"]:
        return answers[0].sentence(language)
    context = answers[0].context
    return text(
        "contact.settings_sentence",
        language,
        where=place_name(school["place"], context, language),
        year=context.years[0],
        group=text(f"origin_phrase.{school['origin']}", language),
        school=percent(school["setting_share"], language),
        work=percent(work["setting_share"], language),
        pupils_home=percent(school["neighbourhood_share"], language),
        employees_home=percent(work["neighbourhood_share"], language),
    )
