"""Segregation in words and tables: what a difference is made of, who lives around whom."""

from dash import html

from components.attributes import aria
from components.views.view import Answers
from core.groups.origin import ORIGIN_18
from core.language import Language, percent, points, text
from core.questions.segregation_difference import PARTS
from core.questions.sentences import SHOWN, place_name
from core.questions.stay import REMARKS

SHADES = (0.02, 0.05, 0.10, 0.20, 0.40)
"""Lower edges of the shades of the matrix but the first."""


def parts(answers: Answers, language: Language) -> html.Div:
    """The difference, its interval and its two parts, each with what it means."""
    rows = answers[0].rows()
    if not rows or rows[0]["difference_points"] is None:
        return html.Div()  # the title of the card says why
    row = rows[0]
    context = answers[0].context
    ends = [
        f"{place_name(row['place'], context, language)}, {row['year']}",
        f"{place_name(row['other_place'], context, language)}, {row['other_year']}",
    ]
    told = [
        (ends[0], percent(row["first_share"], language, 1)),
        (ends[1], percent(row["second_share"], language, 1)),
        (text("parts.difference", language), points(row["difference_points"], language, 1)),
        (
            text("parts.interval", language),
            text(
                "parts.between",
                language,
                lower=points(row["lower_points"], language, 1),
                upper=points(row["upper_points"], language, 1),
            ),
        ),
        *(
            (text(f"parts.{part}", language), points(row[f"{part}_points"], language, 1))
            for part in PARTS
        ),
    ]
    body = [
        html.Tr([html.Th(name, scope="row"), html.Td(figure, className="figure")])
        for name, figure in told
    ]
    return html.Div(
        [
            html.Table(html.Tbody(body), className="rows parts"),
            html.P(text("parts.explained", language), className="quiet"),
        ],
        className="prose",
    )


def matrix(answers: Answers, language: Language) -> html.Div:
    """For every group the share of every group around its average member."""
    answer = answers[0]
    met = {
        (row["group"], row["other"]): row["met_share"] if row["state"] in SHOWN else None
        for row in answer.rows()
    }
    if all(value is None for value in met.values()):
        return html.Div()  # the title of the card says why
    groups = ORIGIN_18.leaves
    heads = [html.Th(text("matrix.around", language), scope="col")]
    heads += [
        html.Th(html.Abbr(text(f"origin_short.{one}", language), title=_name(one, language)))
        for one in groups
    ]
    body = [
        html.Tr(
            [
                html.Th(_name(one, language), scope="row"),
                *(_met(met.get((one, other)), language) for other in groups),
            ]
        )
        for one in groups
    ]
    label = text("card.exposure.name", language)
    grid = html.Table([html.Thead(html.Tr(heads)), html.Tbody(body)], className="rows matrix")
    return html.Div(grid, className="scrolling", tabIndex=0, role="region", **aria(label=label))


def _name(group: str, language: Language) -> str:
    return text(f"origin_18.{group}", language)


def _met(value: float | None, language: Language) -> html.Td:
    if value is None:
        return html.Td("–", className="figure")
    shade = sum(value >= edge for edge in SHADES)
    return html.Td(percent(value, language), className=f"figure shade-{shade}")


def needed_for_income(answers: Answers, language: Language) -> html.Div:
    """What the second lens would need, where it isn't there."""
    needed = [] if answers[0].rows() else [html.P(text("lacks.income.needs", language))]
    return html.Div(needed, className="prose" if needed else "")


def remarks(answers: Answers, language: Language) -> html.Div:
    """What is odd about the printed table."""
    items = [html.Li(text(f"published.stay.{one}", language)) for one in REMARKS]
    return html.Div(
        [html.H3(text("stay.remarks", language)), html.Ul(items)], className="prose remarks"
    )
