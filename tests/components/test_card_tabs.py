"""The first tab of a card says what it holds, and a picture is offered where there is one."""

import json

import pytest
from plotly.utils import PlotlyJSONEncoder

from components.address import Address
from components.card import answers_of, drawn_parts, framed
from components.views import VIEWS, Card, View
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
