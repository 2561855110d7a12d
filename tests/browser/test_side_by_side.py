"""Two maps side by side, as a visitor uses them: chosen, moved, read and left again."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.keyboard import go_to

FIRST, SECOND = "#map-country", "#map-beside"
VIEW_OF = """id => {
    const map = contactatlas.map.of(id).map;
    const { lat, lng } = map.getCenter();
    return [lat, lng, map.getZoom()];
}"""


def ready(page: Page) -> None:
    for frame in (FIRST, SECOND):
        page.wait_for_selector(f'{frame}[data-state="ready"]')


def opened(page: Page, query: str) -> Page:
    page.goto(f"/kaart?v=1&{query}")
    ready(page)
    return page


def view(page: Page, frame: str) -> list[float]:
    """Where a map stands, once it has come to rest."""
    before: list[float] = []
    while (now := page.evaluate(VIEW_OF, frame.removeprefix("#"))) != before:
        before = now
        page.wait_for_timeout(350)
    return before


def assert_together(page: Page) -> list[float]:
    first, second = view(page, FIRST), view(page, SECOND)
    pixel = 360 / (256 * 2 ** first[2])  # in degrees; Leaflet moves by whole ones
    assert first == pytest.approx(second, rel=0, abs=1.5 * pixel)
    return first


def test_a_second_year_is_chosen_by_keyboard_and_back_takes_it_away(page: Page) -> None:
    page.goto("/kaart?v=1&indicator=native_share")
    page.wait_for_selector(f'{FIRST}[data-state="ready"]')
    box = page.get_by_role("textbox", name="Kaart ernaast")
    box.focus()
    box.press("Enter")
    go_to(box, page.get_by_role("option", name="Hetzelfde cijfer, ander jaar"))
    page.wait_for_url(re.compile("beside=same"))
    ready(page)
    expect(page.locator(f"{FIRST} .map-sentence")).to_contain_text("2006")
    expect(page.locator(f"{SECOND} .map-sentence")).to_contain_text("2005")
    expect(page.locator(".map-scale")).to_contain_text("op beide kaarten hetzelfde")
    page.go_back()
    expect(page.locator(SECOND)).to_have_count(0)
    expect(page.locator(f"{FIRST} .map-sentence")).to_contain_text("2006")


def test_who_moves_one_map_moves_the_other(page: Page) -> None:
    opened(page, "beside=same")
    start = assert_together(page)
    page.locator(f"{SECOND} .leaflet-control-zoom-in").click()
    closer = assert_together(page)
    assert closer[2] > start[2]
    page.locator(f"{FIRST} .map-canvas").focus()
    page.keyboard.press("ArrowRight")
    assert assert_together(page)[1] > closer[1]
    box = page.locator(f"{SECOND} .map-canvas").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 150, box["y"] + 150)
    page.mouse.down()
    page.mouse.move(box["x"] + 190, box["y"] + 220, steps=4)
    page.mouse.up()
    assert assert_together(page)[0] > closer[0]


def test_both_maps_name_the_area_under_the_pointer(page: Page) -> None:
    opened(page, "indicator=native_share&beside=school_share&within=PV27")
    page.locator(f"{SECOND} .map-canvas").scroll_into_view_if_needed()
    middle: Any = page.evaluate(
        """() => {
            const { map } = contactatlas.map.of("map-beside");
            const at = map.latLngToContainerPoint([52.35, 5.0]);
            const box = map.getContainer().getBoundingClientRect();
            return [box.left + at.x, box.top + at.y];
        }"""
    )
    page.mouse.move(*middle)
    for frame in (FIRST, SECOND):
        expect(page.locator(f"{frame} .map-tip")).to_contain_text("Amsterdam")
    first, second = (page.locator(f"{one} .map-tip").inner_text() for one in (FIRST, SECOND))
    assert first != second


def test_each_map_has_the_table_of_its_own_figures(page: Page, address: str) -> None:
    opened(page, "indicator=native_share&year=2006&beside=same")
    for frame, year in ((FIRST, 2006), (SECOND, 2005)):
        page.locator(f"{frame} .map-rows summary").press("Enter")
        query = f"composition?indicator=native_share&year={year}"
        rows = page.request.get(f"{address}/api/v1/{query}").json()["rows"]
        cells = page.locator(f"{frame} .map-table tbody tr")
        expect(cells).to_have_count(len(rows))
        for row in rows:
            told = f"{100 * row['value']:.1f}%".replace(".", ",")
            line = page.locator(f'{frame} tr[data-place="{row["place"]}"] td').first
            expect(line).to_have_text(told)


def test_one_figure_has_one_axis_whatever_its_years(page: Page) -> None:
    opened(page, "indicator=share_turkey&beside=same")
    ends = [
        page.locator(f"{frame} .map-distribution .map-label").last.text_content()
        for frame in (FIRST, SECOND)
    ]
    assert ends[0] == ends[1]


def test_a_choice_on_the_second_map_is_a_choice_on_both(page: Page) -> None:
    opened(page, "indicator=native_share&beside=same")
    page.locator(f"{SECOND} .map-rows summary").press("Enter")
    page.locator(f'{SECOND} tr[data-place="GM0034"] button').press("Enter")
    page.wait_for_url(re.compile("place=GM0034"))
    for frame in (FIRST, SECOND):
        expect(page.locator(f"{frame} .map-chosen h3")).to_have_text("Almere")


def test_on_a_phone_the_second_map_stands_below_the_first(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, "beside=same")
    boxes = [page.locator(f"{frame} .map-canvas").bounding_box() for frame in (FIRST, SECOND)]
    assert boxes[0] is not None
    assert boxes[1] is not None
    assert boxes[1]["y"] > boxes[0]["y"] + boxes[0]["height"]
    assert boxes[0]["x"] == boxes[1]["x"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_both_maps_stand_alone_together(page: Page) -> None:
    page.goto("/toon/kaart/map?v=1&beside=same")
    ready(page)
    expect(page.locator(".atlas-map")).to_have_count(2)
