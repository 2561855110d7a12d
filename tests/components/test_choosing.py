"""A page about one municipality is no dead end before one is chosen."""

import json

import pytest
from plotly.utils import PlotlyJSONEncoder

from components.address import Address
from components.views import View
from components.views.municipality import MUNICIPALITY
from components.views.start import START
from components.views.view import Scene
from core.release import Release


@pytest.mark.parametrize("view", [START, MUNICIPALITY], ids=lambda view: view.code)
def test_a_municipality_is_searched_for_or_begun_with(view: View, release: Release) -> None:
    address = Address(view.path, view.parameters)
    body = view.body(Scene(address, release, "light", lambda _card: None))
    whole = json.dumps(body, cls=PlotlyJSONEncoder)
    assert "place-search is-big" in whole
    assert "/gemeente?v=1&place=GM0363" in whole
