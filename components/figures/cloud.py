"""A cloud of places: neighbourhood against school or work, with lines for all, chosen and rest."""

from collections.abc import Sequence
from math import sqrt
from typing import Any

from components.figures.base import Row, place_colour, place_short, share, shown_rows
from components.figures.frame import framed_layout
from components.figures.labels import Point, placed
from components.palette import NEUTRAL, PLACES
from components.views.view import Answers, Figure
from core.language import Language, number, percent, points, text
from core.questions import Answer
from core.questions.cloud import Cloud

LARGEST, SMALLEST = 44, 5
PIXELS_A_UNIT = 5.2
MOST_LABELS = 14
CHOSEN, REST = "chosen", "rest"
LINES = {"every": ("#55606E", "dash"), CHOSEN: (PLACES["own"], "solid"), REST: ("#8A8F98", "dot")}


def cloud(answers: Answers, language: Language) -> Figure:
    """A point per place; chosen ones stand out, the own one is named."""
    answer, contrast = answers
    rows = sorted(shown_rows(answer), key=lambda row: -row["people"])
    largest = max((row["people"] for row in rows), default=1)
    sized = [(row, max(SMALLEST, LARGEST * sqrt(row["people"] / largest))) for row in rows]
    labels = _labels(sized, answer, language)
    some = any(row["part"] == CHOSEN for row in rows)
    data = [_line(row, rows, language) for row in shown_rows(contrast) if row["slope"] is not None]
    for cluster in dict.fromkeys(row["cluster"] for row in rows):
        own = [(row, size) for row, size in sized if row["cluster"] == cluster]
        data.append(_trace(own, labels, answer, language, some=some))
    layout = framed_layout(_setting(answer), language)
    layout |= {"dragmode": "select", "legend": layout["legend"] | {"traceorder": "normal"}}
    layout["selectdirection"] = "any"
    return {"data": data, "layout": layout}


def _setting(answer: Answer) -> str:
    return str(getattr(answer.question, "setting", "school"))


def _marked(answer: Answer) -> tuple[str, ...]:
    return answer.question.marked if isinstance(answer.question, Cloud) else ()


def _labels(
    sized: Sequence[tuple[Row, float]], answer: Answer, language: Language
) -> dict[str, tuple[str, str]]:
    """Labels of the own and the chosen places, or else of the largest; none over another."""
    marked = _marked(answer)
    some = any(row["part"] == CHOSEN for row, _ in sized)

    def rank(one: tuple[Row, float]) -> tuple[bool, bool, float]:
        row, size = one
        return row["place"] not in marked, some and row["part"] != CHOSEN, -size

    first = sorted(sized, key=rank)
    wanted = {row["place"] for row, _ in first[:MOST_LABELS]}
    names = placed(
        [
            Point(
                share(row["neighbourhood_share"]) or 0,
                share(row["setting_share"]) or 0,
                size / 2 / PIXELS_A_UNIT,
                place_short(row["place"], answer, language) if row["place"] in wanted else "",
            )
            for row, size in first
        ]
    )
    return {row["place"]: name for (row, _), name in zip(first, names, strict=True)}


def _trace(
    own: Sequence[tuple[Row, float]],
    labels: dict[str, tuple[str, str]],
    answer: Answer,
    language: Language,
    *,
    some: bool,
) -> dict[str, Any]:
    """The places of one cluster."""
    rows = [row for row, _ in own]
    cluster = rows[0]["cluster"]
    marked = _marked(answer)
    inside = bool(getattr(answer.question, "within", ()))
    strong = [row["part"] == CHOSEN or row["place"] in marked for row in rows]
    colour = PLACES["own"] if inside or not cluster else place_colour(cluster)
    name = text(f"grouping_short.{cluster}", language) if cluster and not inside else ""
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": name or text(f"cloud.{_level(answer)}", language),
        "x": [share(row["neighbourhood_share"]) for row in rows],
        "y": [share(row["setting_share"]) for row in rows],
        "text": [labels[row["place"]][0] for row in rows],
        "textposition": [labels[row["place"]][1] for row in rows],
        "textfont": {"size": 12},
        "customdata": [row["place"] for row in rows],
        "hovertext": [_hover(row, answer, language) for row in rows],
        "hoverinfo": "text",
        "marker": {
            "color": [PLACES["own"] if row["place"] in marked else colour for row in rows],
            "symbol": "circle",
            "size": [round(size, 1) for _, size in own],
            "opacity": [0.9 if one else 0.22 if some else 0.6 for one in strong],
            "line": {
                "width": [2 if row["part"] == CHOSEN else 0.7 for row in rows],
                "color": [NEUTRAL if row["part"] == CHOSEN else "#FFFFFF" for row in rows],
            },
        },
        "unselected": {"marker": {"opacity": 0.15}},
    }


def _level(answer: Answer) -> str:
    return str(getattr(answer.question, "level", "municipality"))


def _hover(row: Row, answer: Answer, language: Language) -> str:
    code = _setting(answer)
    told = {
        text("columns.neighbourhood_share", language): percent(
            row["neighbourhood_share"], language, 1
        ),
        text(f"columns.{code}.setting_share", language): percent(row["setting_share"], language, 1),
        text("columns.gap", language): points(row["gap"], language, 1),
        text(f"columns.{code}.people", language): number(row["people"], language),
    }
    nl, en = answer.context.places.get(row["place"], (row["place"], row["place"]))
    head = f"<b>{nl if language == 'nl' else en}</b>"
    return "<br>".join([head, *(f"{name}: {value}" for name, value in told.items())])


def _line(row: Row, rows: Sequence[Row], language: Language) -> dict[str, Any]:
    """The line of one part, over the neighbourhood shares that its points have."""
    part = row["part"]
    own = [one["neighbourhood_share"] for one in rows if part in ("every", one["part"])]
    ends = [min(own), max(own)]
    colour, dash = LINES[part]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": text(f"cloud.line.{part}", language),
        "x": [share(x) for x in ends],
        "y": [share(row["intercept"] + row["slope"] * x) for x in ends],
        "hoverinfo": "skip",
        "line": {"color": colour, "width": 2.5, "dash": dash},
    }
