"""The verdict: does school or work add opportunities that the neighbourhood lacks, for whom?"""

from typing import Any

from dash import html

from components.figures.base import Row, group_short, shown_rows
from components.views.view import Answers
from core.groups.scheme import ALL
from core.groups.setting import setting
from core.language import Language, percent, points, text
from core.questions import Answer
from core.questions.sentences import first_shown, node_words

SAME_BELOW = 0.01
"""Differences below one point are called none."""
MOST = 0.5


def verdict(answers: Answers, language: Language) -> str:
    """For the chosen group and place, in one sentence made from the numbers."""
    opportunities = answers[0]
    row = first_shown(opportunities.frame)
    if row is None:
        return text("sentence.nothing_shown", language)
    return text(
        f"verdict.{_setting(opportunities)}.{direction(row['gap'])}",
        language,
        **node_words(row, opportunities.context, _setting(opportunities), language),
        home=percent(row["neighbourhood_share"], language),
        there=percent(row["setting_share"], language),
        gap=points(abs(row["gap"]), language).lstrip("+"),
    )


def direction(gap: float) -> str:
    """more, less or same."""
    if abs(gap) < SAME_BELOW:
        return "same"
    return "more" if gap > 0 else "less"


def verdict_words(answers: Answers, language: Language) -> html.Div:
    """Who gains and who loses, those of contact-poor neighbourhoods, and what follows."""
    opportunities, compensated = answers
    return html.Div(
        [
            html.Div(_sides(opportunities, language), className="sides"),
            html.Div(
                [
                    html.P(_of_contact_poor(compensated, language)),
                    html.P(text("verdict.reservation", language), className="quiet"),
                ],
                className="verdict-words prose",
            ),
        ],
        className="verdict",
    )


def _sides(answer: Answer, language: Language) -> list[Any]:
    leaves = setting(_setting(answer)).origin.leaves
    rows = [row for row in shown_rows(answer) if row["origin"] in leaves and row["origin"] != ALL]
    sides = {"more": [], "same": [], "less": []}  # type: dict[str, list[Row]]
    for row in sorted(rows, key=lambda row: -abs(row["gap"])):
        sides[direction(row["gap"])].append(row)
    return [
        html.Div(
            [
                html.H3(text(f"verdict.side.{_setting(answer)}.{side}", language)),
                html.Ul([html.Li(_gap(row, language)) for row in own])
                if own
                else html.P(text("verdict.nobody", language), className="quiet"),
            ],
            className=f"side is-{side}",
        )
        for side, own in sides.items()
        if own or side != "same"
    ]


def _gap(row: Row, language: Language) -> list[Any]:
    return [
        html.Span(group_short(row["origin"], language)),
        html.Strong(text("verdict.points", language, gap=points(row["gap"], language))),
    ]


def _of_contact_poor(answer: Answer, language: Language) -> str:
    row = first_shown(answer.frame)
    if row is None or row["more_or_much_more_share"] is None:
        return text("verdict.contact_poor.none", language)
    outcome = "most" if row["more_or_much_more_share"] >= MOST else "few"
    return text(
        f"verdict.contact_poor.{_setting(answer)}.{outcome}",
        language,
        **node_words(row, answer.context, _setting(answer), language),
        more=percent(row["more_or_much_more_share"], language),
    )


def _setting(answer: Answer) -> str:
    return str(getattr(answer.question, "setting", "school"))
