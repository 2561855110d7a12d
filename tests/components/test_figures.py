"""Every figure keeps the card's contract: title, unit, source, words, and its table's values."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from plotly.utils import PlotlyJSONEncoder

from components.address import Address
from components.card import answers_of
from components.drawing import configuration
from components.figures.base import dressed, share
from components.notes import caveat_ids, source_line
from components.table import tables
from components.views import VIEWS, Card, View
from core.language import LANGUAGES, Language
from core.release import Release

CASES = [(view, card) for view in VIEWS for card in view.cards]
NAMES = [card.code for _, card in CASES]
DRAWN = ("share", "coefficient", "correlation")
STATES: tuple[dict[str, Any], ...] = (
    {},
    {"setting": "work", "place": ("GM0363",), "by": "stratum"},
    {"group": "turkish", "residents": "contact_poor", "threshold": 70, "year": 2005},
)


def states_of(view: View) -> Iterator[Address]:
    for values in STATES:
        plain = Address(view.path, view.parameters)
        yield plain.having(**{k: v for k, v in values.items() if k in plain.known()})


def drawn_values(figure: dict[str, Any]) -> list[float]:
    """The shares that a figure draws: lengths of bars, and positions of points."""
    values: list[float] = []
    for trace in figure["data"]:
        if trace.get("mode") == "lines":
            continue
        values += [x for x in trace["x"] if x is not None]
        values += [y for y in trace["y"] if y is not None and "%" in _suffix(figure)]
    return values


def _suffix(figure: dict[str, Any]) -> str:
    return str(figure["layout"]["yaxis"].get("ticksuffix", ""))


@pytest.mark.parametrize(("view", "card"), CASES, ids=NAMES)
def test_a_figure_draws_what_its_table_tells(view: View, card: Card, release: Release) -> None:
    if card.draw is None:
        pytest.skip("read as words")
    for address in states_of(view):
        answers = answers_of(card, address, release)
        told = {
            share(row[column.name])
            for answer in answers
            for row in answer.rows()
            for column in answer.columns
            if column.unit in DRAWN and row[column.name] is not None
        }
        told |= {row["year"] for answer in answers for row in answer.rows() if "year" in row}
        assert set(drawn_values(card.draw(answers, "nl"))) <= told | {0}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("view", "card"), CASES, ids=NAMES)
def test_a_card_has_sentence_source_and_caveats(
    view: View, card: Card, language: Language, release: Release
) -> None:
    answers = answers_of(card, Address(view.path, view.parameters), release)
    assert card.say(answers, language).endswith(".")
    assert release.id in source_line(answers[0].context, language)
    if answers[0].context.basis == "synthetic":
        assert caveat_ids(answers, card.caveats)[0] == "C17", "synthetic figures say so first"


@pytest.mark.parametrize(("view", "card"), CASES, ids=NAMES)
def test_a_figure_has_units_and_asks_no_other_host(
    view: View, card: Card, release: Release
) -> None:
    if card.draw is None:
        pytest.skip("read as words")
    answers = answers_of(card, Address(view.path, view.parameters), release)
    figure = dressed(card.draw(answers, "en"), "dark", "en")
    assert {trace["type"] for trace in figure["data"]} <= {"scatter", "bar"}, "no WebGL, no maps"
    assert "%" in json.dumps(figure)
    assert "http" not in json.dumps(figure)


def test_no_figure_offers_to_be_uploaded() -> None:
    assert configuration("nl")["showSendToCloud"] is False
    assert configuration("nl")["plotlyServerURL"] == ""


def test_axes_of_pupils_and_employees_are_the_same(release: Release) -> None:
    axes = []
    view, card = next((view, card) for view, card in CASES if card.code == "scatter")
    for code in ("school", "work"):
        address = Address(view.path, view.parameters).having(setting=code)
        assert card.draw is not None
        layout = card.draw(answers_of(card, address, release), "nl")["layout"]
        axes.append([layout[axis]["range"] for axis in ("xaxis", "yaxis")])
    assert axes[0] == axes[1] == [[0, 100], [0, 100]]


def cells(part: Any) -> Iterator[str]:
    """The words in every cell of a table, as they are sent to the browser."""
    sent = json.loads(json.dumps(part, cls=PlotlyJSONEncoder))
    waiting = [sent]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting.extend(one)
        elif isinstance(one, dict):
            if one["type"] == "Td":
                yield one["props"]["children"]
            else:
                waiting.append(one["props"].get("children"))


def test_states_are_told_apart_in_words(release: Release) -> None:
    view, card = next((view, card) for view, card in CASES if card.code == "scatter")
    answers = answers_of(card, Address(view.path, view.parameters), release)
    answer = answers[0]
    told = []
    for state in ("withheld", "not_applicable", "missing"):
        row = {**answer.rows()[0], "people": None, "setting_share": None, "state": state}
        frame = answer.frame.slice(0, 0).from_pylist([row], schema=answer.frame.schema)
        changed = type(answer)(
            answer.question, frame, answer.columns, answer.context, answer.sentences
        )
        told.append(set(cells(tables((changed,), "", "nl"))))
    assert all("niet getoond (bescherming)" in words for words in told[:1])
    assert "niet van toepassing" in told[1]
    assert "onbekend" in told[2]
    assert not any("0" in words or "0,0%" in words for words in told)
