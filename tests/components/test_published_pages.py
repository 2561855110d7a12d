"""Pages on published figures show what these can tell, and no empty frames for the rest."""

import json
from collections.abc import Iterator

import plotly
import pytest
from dash import html

from components.address import Address
from components.views import VIEWS
from components.views.areas import areas_level, shown_of
from components.views.diversity_maps import SHOWN
from components.views.view import Scene, View
from core.release import Release
from tests.published import published_release


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """Residents in three groups, in municipalities and postcode areas."""
    return published_release(tmp_path_factory.mktemp("published"))


def view(path: str) -> View:
    return next(one for one in VIEWS if one.path == path)


def body(path: str, release: Release) -> str:
    """The page as the browser gets it, a card as its code alone."""
    address = Address(path, view(path).parameters).having(place=("GM0363",))
    scene = Scene(address, release, "light", lambda card: html.Div(f"[{card.code}]"))
    return json.dumps(view(path).body(scene), cls=plotly.utils.PlotlyJSONEncoder)


@pytest.mark.parametrize(
    ("path", "frame"), [("/segregatie", "map-local"), ("/verscheidenheid", "map-types")]
)
def test_a_map_that_would_stay_empty_is_no_frame(
    path: str, frame: str, published: Release, release: Release
) -> None:
    assert f'"{frame}"' in body(path, release)
    assert f'"{frame}"' not in body(path, published)
    assert "Nodig zijn" in body(path, published)


@pytest.mark.parametrize("path", ["/segregatie", "/verscheidenheid", "/contact"])
def test_every_card_is_still_there_to_say_what_it_needs(path: str, published: Release) -> None:
    page = body(path, published)
    assert all(f"[{card.code}]" in page for card in view(path).cards)


def test_where_all_is_estimated_the_page_contact_leads_to_the_map(published: Release) -> None:
    """Only pupils are estimated here; employees aren't known at all."""
    page = body("/contact", published)
    assert "indicator=school_share" in page
    assert "indicator=work_share" not in page
    assert '"controls"' not in page


def levels(release: Release) -> Iterator[str]:
    address = Address("/verscheidenheid", view("/verscheidenheid").parameters)
    for level in ("neighbourhood", "district", "postcode_area"):
        yield areas_level(address.having(areas=level), release)


def test_only_levels_with_boundaries_and_figures_that_are_known_are_drawn(
    published: Release,
) -> None:
    assert set(levels(published)) == {"postcode_area"}
    address = Address("/verscheidenheid", view("/verscheidenheid").parameters)
    assert "probability_of_difference" not in shown_of(SHOWN, address, published)
    assert shown_of(SHOWN, address, published)[0] == "native_share"
