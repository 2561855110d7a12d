"""Below the bars of accumulation: one group in four cells, who is most exposed, and where."""

from collections.abc import Sequence
from typing import Any

from dash import html

from components.attributes import aria
from components.cells import share_words
from components.figures.accumulation import ranked
from components.figures.bars import row_name
from components.figures.base import Row
from components.views.view import Answers
from core.groups.origin import NATIVE_2005
from core.groups.setting import setting
from core.language import Language, number, percent, text
from core.questions import Answer
from core.questions.accumulation import Accumulation
from core.questions.cloud import Cloud
from core.questions.sentences import first_shown, node_words, place_name

MOST_NAMED = 3
SHADES = 4
"""Darkness of a cell, from nobody to everybody."""


def exposed(answers: Answers, language: Language) -> html.Div:
    """Four cells of one group; the most exposed subgroups; areas of the own municipality."""
    answer = answers[0]
    parts = [_four(answer, language), *_most(answer, language)]
    if len(answers) > 1:
        parts += _where(answers, language)
    return html.Div(parts, className="exposed")


def _setting(answer: Answer) -> str:
    return str(getattr(answer.question, "setting", "school"))


def _threshold(answer: Answer) -> int:
    return answer.question.threshold if isinstance(answer.question, Accumulation) else 50


def _four(answer: Answer, language: Language) -> Any:
    row = first_shown(answer.frame)
    if row is None:
        return html.P(text("sentence.nothing_shown", language), className="quiet")
    code, threshold = _setting(answer), _threshold(answer)
    words = node_words(row, answer.context, code, language)
    if row["both_share"] is None:
        return html.P(text("exposed.inexact", language, **words), className="quiet")
    caption = text(f"exposed.caption.{code}", language, **words, threshold=threshold)
    column_heads = [text(f"exposed.home.{one}", language, threshold=threshold) for one in _SIDES]
    row_heads = [text(f"exposed.{code}.{one}", language, threshold=threshold) for one in _SIDES]
    body = [
        html.Tr(
            [html.Th(head, scope="row"), *(_cell(row, cell, answer, language) for cell in cells)]
        )
        for head, cells in zip(row_heads, _by_setting(), strict=True)
    ]
    grid = html.Table(
        [
            html.Caption(caption),
            html.Thead(html.Tr([html.Td(), *(html.Th(h, scope="col") for h in column_heads)])),
            html.Tbody(body),
        ],
        className="four",
    )
    label = aria(label=caption)
    return html.Div(grid, className="scrolling is-bare", tabIndex=0, role="region", **label)


_SIDES = ("few", "enough")


def _by_setting() -> tuple[tuple[str, str], ...]:
    """Rows of the table: few in the setting, then enough."""
    return (("both", "setting_only"), ("neighbourhood_only", "neither"))


def _cell(row: Row, cell: str, answer: Answer, language: Language) -> html.Td:
    share = row[f"{cell}_share"]
    if share is None:
        return html.Td(text("state.withheld", language), className="told")
    mark = "*" if row["state"] == "low_reliability" else ""
    return html.Td(
        [
            html.Strong(share_words(row, f"{cell}_share", answer, language) + mark),
            html.Span(number(row[cell], language)),
        ],
        className=f"shade-{round(SHADES * share)}",
    )


def _most(answer: Answer, language: Language) -> list[Any]:
    """The subgroups that are most often exposed, in words."""
    rows = [row for row in ranked(answer) if row["origin"] != NATIVE_2005 and row["both"]]
    rows = [row for row in rows if not _is_sum(row, rows, answer)]
    if not rows:
        return []
    named = [
        text(
            "exposed.one",
            language,
            who=row_name(row, answer, language),
            share=share_words(row, "both_share", answer, language),
            people=number(row["both"], language),
        )
        for row in rows[:MOST_NAMED]
    ]
    return [html.P(text("exposed.most", language, who="; ".join(named)))]


def _is_sum(row: Row, rows: Sequence[Row], answer: Answer) -> bool:
    """Whether parts of this group stand among the rows too: it is none beside them."""
    scheme = setting(_setting(answer)).origin
    others = {other["origin"] for other in rows} - {row["origin"]}
    return any(row["origin"] in scheme.path(other) for other in others)


def _where(answers: Answers, language: Language) -> list[Any]:
    """The postcode areas of the own municipality that lie below the threshold."""
    counted, areas = answers
    threshold = _threshold(counted)
    known = [row for row in areas.rows() if row["neighbourhood_share"] is not None]
    few = [row for row in known if 100 * row["neighbourhood_share"] < threshold]
    question = areas.question
    if not isinstance(question, Cloud):
        return []
    words = question.words(areas.context, language)
    told = {"threshold": threshold, "all": len(known), "count": len(few)} | words
    twice = [row for row in few if 100 * row["setting_share"] < threshold]
    told |= {"people": number(sum(row["people"] for row in few), language)}
    told |= {"twice": len(twice) or text("exposed.none", language)}
    if not known:
        return []
    key = "where" if few else "nowhere"
    heading = html.H3(text("exposed.where_heading", language, where=words["where"]))
    sentence = html.P(text(f"exposed.{key}.{_setting(counted)}", language, **told))
    if not few:
        return [heading, sentence]
    return [heading, sentence, _areas(few, areas, threshold, language), _caution(language)]


def _areas(few: Sequence[Row], areas: Answer, threshold: int, language: Language) -> html.Div:
    code = _setting(areas)
    heads = [
        text("columns.place", language),
        text(f"columns.{code}.people", language),
        text("columns.neighbourhood_share", language),
        text(f"columns.{code}.setting_share", language),
    ]
    body = [
        html.Tr(
            [
                html.Th(place_name(row["place"], areas.context, language), scope="row"),
                html.Td(number(row["people"], language), className="figure"),
                html.Td(percent(row["neighbourhood_share"], language, 1), className="figure"),
                html.Td(
                    percent(row["setting_share"], language, 1),
                    className="figure" + (" few" if 100 * row["setting_share"] < threshold else ""),
                ),
            ]
        )
        for row in few
    ]
    label = text("exposed.list", language)
    grid = html.Table(
        [
            html.Caption(label),
            html.Thead(html.Tr([html.Th(head, scope="col") for head in heads])),
            html.Tbody(body),
        ],
        className="rows plain-headings",
    )
    return html.Div(grid, className="scrolling", tabIndex=0, role="region", **aria(label=label))


def _caution(language: Language) -> html.P:
    return html.P(text("caveats.C09", language), className="quiet prose")
