"""The first tab of a card says what it holds, and a picture is offered where there is one."""

import json

import pytest
from plotly.utils import PlotlyJSONEncoder

from components.absence import absent_parts
from components.address import Address
from components.card import answers_of, drawn_parts, framed
from components.views import VIEWS, Card, View
from core.errors import NotInReleaseError
from core.language import text
from core.release import Release

CASES = [(view, card) for view in VIEWS for card in view.cards]


@pytest.mark.parametrize(("view", "card"), CASES, ids=[card.code for _, card in CASES])
def test_a_figure_is_promised_where_one_is_drawn(view: View, card: Card, release: Release) -> None:
    address = Address(view.path, view.parameters).having(place=("GM0363",))
    parts = drawn_parts(card, address, answers_of(card, address, release), "light")
    whole = json.dumps(framed(card, parts, address, release, {"look": ""}), cls=PlotlyJSONEncoder)
    is_drawn = '"type": "Graph"' in whole
    assert (f'"children": "{text("card.tab.figure", "nl")}"' in whole) == is_drawn
    assert (f'"children": "{text("card.tab.overview", "nl")}"' in whole) != is_drawn
    assert (text("card.file.png", "nl") in whole) == is_drawn


def test_a_card_without_an_answer_is_framed_too(release: Release) -> None:
    view, card = CASES[0]
    error = NotInReleaseError("income: this release has none", lacks="indices")
    parts = absent_parts(error, "nl")
    address = Address(view.path, view.parameters)
    whole = json.dumps(
        framed(card, parts, address, release, {"look": parts["look"]}), cls=PlotlyJSONEncoder
    )
    assert text("card.tab.overview", "nl") in whole
