"""Below a cloud of places: the lines of chosen and rest in figures, and what the test says."""

from typing import Any

from dash import html

from components.attributes import aria
from components.cells import heading, written
from components.figures.cloud import cloud
from components.figures.scatter import scatter
from components.views.view import Answers, Figure
from core.language import Language, number, text
from core.questions.cloud import Cloud
from core.questions.contrast import DIFFERENT_BELOW, chance

TOLD = ("part", "points", "people", "neighbourhood_share", "setting_share", "slope", "r_squared")


def points_figure(answers: Answers, language: Language) -> Figure:
    """Groups in a few places, or one group in many."""
    return (cloud if _is_cloud(answers) else scatter)(answers, language)


def points_sentence(answers: Answers, language: Language) -> str:
    """Of the chosen places against the rest, where some are chosen."""
    chosen = _is_cloud(answers) and answers[1].frame.num_rows > 1
    return answers[1 if chosen else 0].sentence(language)


def contrast_words(answers: Answers, language: Language) -> html.Div:
    """The lines as a small table, with the test in plain words; nothing for groups."""
    if not _is_cloud(answers):
        return html.Div()
    answer = answers[1]
    columns = [one for name in TOLD for one in answer.columns if one.name == name]
    caption = text("contrast.caption", language)
    head = html.Tr([html.Th(heading(one, answer, language), scope="col") for one in columns])
    body = [
        html.Tr(
            [
                html.Th(written(row["part"], columns[0], answer, language), scope="row"),
                *(
                    html.Td(written(row[one.name], one, answer, language), className="figure")
                    for one in columns[1:]
                ),
            ]
        )
        for row in answer.rows()
    ]
    grid = html.Table(
        [html.Caption(caption), html.Thead(head), html.Tbody(body)],
        className="rows plain-headings",
    )
    return html.Div(
        [
            html.Div(grid, className="scrolling", tabIndex=0, role="region", **aria(label=caption)),
            *(html.P(words, className="quiet prose") for words in _read(answers, language)),
        ],
        className="coefficients",
    )


def _is_cloud(answers: Answers) -> bool:
    return isinstance(answers[0].question, Cloud)


def _read(answers: Answers, language: Language) -> list[Any]:
    """How to read it: the test where there is one, and always what the points are."""
    told = [text("contrast.how", language)]
    chosen = next((row for row in answers[1].rows() if row["part"] == "chosen"), None)
    if chosen and chosen["chow_p"] is not None:
        outcome = "apart" if chosen["chow_p"] < DIFFERENT_BELOW else "alike"
        words = {
            "f": number(chosen["chow_f"], language, 1),
            "p": chance(chosen["chow_p"], language),
        }
        told.insert(0, text(f"contrast.test.{outcome}", language, **words))
    return told
