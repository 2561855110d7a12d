"""A page that is drawn anew while its cards and maps follow the address stays alive.

Cards that were changed and taken away at once once left the browser turning in circles.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pointer import choose_all_points
from tests.browser.requests import asked, require_rest

READY = "() => document.querySelector('#main .card .sentence')?.textContent"
CONTACT = "/contact?v=1&year=2005&points=municipalities"
CASES = {
    "first points": (CONTACT, f"{CONTACT}&picked=GM0034,GM0363"),
    "last point": (f"{CONTACT}&picked=GM0034", f"{CONTACT}&threshold=60"),
    "place and threshold": (CONTACT, f"{CONTACT}&place=GM0363&threshold=70&setting=work"),
    "municipality": (
        "/gemeente?v=1&place=GM0363",
        "/gemeente?v=1&place=GM0034&shown=native_share&areas=postcode_area",
    ),
    "second map": (
        "/kaart?v=1",
        "/kaart?v=1&beside=same&indicator=native_share&level=postcode_area",
    ),
    "one map again": (
        "/kaart?v=1&beside=school_share&compare=GM0034",
        "/kaart?v=1&indicator=native_share&within=GM0363&level=postcode_area",
    ),
    "another page": (CONTACT, "/kaart?v=1&place=GM0034&indicator=school_gap"),
    "language": (f"{CONTACT}&picked=GM0034", f"{CONTACT}&lang=en&setting=work"),
}


def require_life_after(page: Page, address: str) -> None:
    """The page lives on after going to an address, and asks no more once it has its answer."""
    before = asked(page)
    # Not waited for: what it sets off may be what freezes the page.
    page.evaluate("address => { setTimeout(() => contactatlas.go(address)); }", address)
    require_rest(page, before)


def test_a_page_whose_points_were_chosen_by_mouse_can_be_drawn_anew(page: Page) -> None:
    """What once froze: the figure keeps its box while the page that holds it is replaced."""
    page.goto(CONTACT)
    page.wait_for_selector("#card-scatter .js-plotly-plot .point")
    choose_all_points(page)
    page.wait_for_url(re.compile("picked="))
    page.wait_for_load_state("networkidle")
    require_life_after(page, f"{CONTACT}&threshold=60")
    require_life_after(page, f"{CONTACT}&threshold=60&place=GM0034&setting=work")


@pytest.mark.parametrize("case", CASES)
def test_changing_and_redrawing_at_once_ends(page: Page, case: str) -> None:
    """The page lives on, asks no more once it has its answer, and shows what a new visit shows."""
    start, wanted = CASES[case]
    page.goto(start)
    page.wait_for_function(READY)
    page.wait_for_load_state("networkidle")
    require_life_after(page, wanted)
    sentences = page.locator("#main .sentence").all_inner_texts()
    page.goto(wanted)
    expect(page.locator("#main .sentence")).to_have_text(sentences)
