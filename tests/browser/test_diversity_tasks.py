"""What an officer asks of the pages on diversity and segregation, on the whole demo country."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from core.bench.served import serving

WAIT_MS = 60_000

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def country_address(country_folder: Path) -> Iterator[str]:
    """Where the demo country is served."""
    with serving(country_folder) as served:
        yield served.address


@pytest.fixture
def country_page(browser: Browser, country_address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=country_address, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(WAIT_MS)
    expect.set_options(timeout=WAIT_MS)
    yield context.new_page()
    context.close()


def card(page: Page, code: str) -> str:
    """The sentence of a card."""
    found = page.locator(f"#card-{code} .sentence")
    found.wait_for()
    return found.inner_text()


def test_is_my_municipality_diverse_and_compared_with_whom(country_page: Page) -> None:
    country_page.goto("/verscheidenheid?v=1&place=GM0363&year=2015")
    said = card(country_page, "by_type")
    assert re.search(
        r"Amsterdam is de verscheidenheid naar herkomst groter.*ongeveer 7 op 10", said
    )
    assert re.search(r"in Nederland 0,38, in steden .* samen 0,7", said)
    country_page.locator("#card-by_type").get_by_role("tab", name="Tabel").click()
    table = country_page.locator("#card-by_type table")
    expect(table).to_contain_text("middelste gemeente")


def test_why_does_zorgvliet_score_high(country_page: Page) -> None:
    country_page.goto("/verscheidenheid?v=1&place=GM0518&year=2014&area=WK051807")
    said = card(country_page, "contributions")
    assert re.search(r"Zorgvliet.*scoort 0,65", said)
    assert "uit veel landen, vooral Europese en Angelsaksische" in said
    assert "17 keer" in card(country_page, "two_measures")


def test_has_segregation_in_utrecht_fallen_by_more_than_chance(country_page: Page) -> None:
    country_page.goto("/segregatie?v=1&place=GM0344")
    assert re.search(
        r"In Utrecht daalde de segregatie .* is groter dan toeval kan verklaren",
        card(country_page, "segregation"),
    )
    said = card(country_page, "change")
    assert "Door wie er wonen" in said
    assert "door hoe gelijkmatig zij wonen" in said


def test_which_type_is_westland_and_why_and_what_if(country_page: Page) -> None:
    country_page.goto("/verscheidenheid?v=1&place=GM1783&year=2015")
    assert re.search(
        r"Westland is in 2015 een tuinbouwgemeente: Midden- en Oost-Europa .*minstens 3%",
        card(country_page, "reasons"),
    )
    chosen = country_page.locator("#map-types .map-chosen")
    expect(chosen).to_contain_text("Tuinbouwgemeenten")
    country_page.goto("/verscheidenheid?v=1&place=GM1783&year=2015&rule=horticulture_share&limit=9")
    expect(chosen).to_contain_text("Zonder type")
    assert re.search(r"minstens 9%.* zijn er in 2015 0 tuinbouw", card(country_page, "type_counts"))
    assert "geen van de typen" in card(country_page, "reasons")
