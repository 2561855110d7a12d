"""The map as a visitor uses it: by mouse, by keyboard and by address."""

import re
from urllib.parse import parse_qs, urlparse

import pytest
from playwright.sync_api import Page, expect

READY = '.atlas-map[data-state="ready"]'
MIDDLE_OF = {"GM0034": (52.3, 5.15), "GM0363": (52.35, 5.0)}


def opened(page: Page, path: str) -> Page:
    page.goto(path)
    page.wait_for_selector(READY)
    return page


def query(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlparse(page.url).query).items()}


def point_on_map(page: Page, code: str) -> list[float]:
    """Where in the window the map shows a municipality."""
    page.locator(".map-canvas").scroll_into_view_if_needed()
    found: list[float] = page.evaluate(
        """place => {
            const map = contactatlas.map.of("map-country").map;
            const at = map.latLngToContainerPoint(place);
            const box = map.getContainer().getBoundingClientRect();
            return [box.left + at.x, box.top + at.y];
        }""",
        MIDDLE_OF[code],
    )
    return found


def click_on_map(page: Page, code: str) -> None:
    """A click where the map shows a municipality."""
    page.mouse.click(*point_on_map(page, code))


def outlined(page: Page) -> list[float]:
    """The box in the window of what is marked on top of the map; empty where nothing is."""
    page.locator(".map-canvas").scroll_into_view_if_needed()
    found: list[float] = page.evaluate(
        """() => {
            const canvas = contactatlas.map.of("map-country").marks._container;
            const { width, height } = canvas;
            const inks = canvas.getContext("2d").getImageData(0, 0, width, height).data;
            const xs = [], ys = [];
            for (let at = 0; at < width * height; at++)
                if (inks[4 * at + 3]) { xs.push(at % width); ys.push(Math.floor(at / width)); }
            if (!xs.length) return [];
            const box = canvas.getBoundingClientRect();
            const [wide, high] = [box.width / width, box.height / height];
            const end = (list, pick) => list.reduce((a, b) => pick(a, b));
            return [
                box.left + end(xs, Math.min) * wide,
                box.top + end(ys, Math.min) * high,
                box.left + end(xs, Math.max) * wide,
                box.top + end(ys, Math.max) * high,
            ];
        }"""
    )
    return found


def colours_on_map(page: Page) -> set[str]:
    """The colours with which the areas are filled."""
    return set(
        page.evaluate(
            """() => {
                const map = contactatlas.map.of("map-country");
                return map.ids.map(i => map.spec.colours.classes[map.fillOf(i)]);
            }"""
        )
    )


def test_another_figure_recolours_the_map(page: Page) -> None:
    opened(page, "/kaart")
    before = colours_on_map(page)
    told = page.locator(".map-sentence").inner_text()
    page.get_by_role("textbox", name="Cijfer").click()
    page.get_by_role("option", name="Aandeel met een Nederlandse achtergrond").click()
    page.wait_for_selector('.atlas-map[data-shown*="/native_share/"]')
    assert query(page)["indicator"] == "native_share"
    expect(page.locator(".map-sentence")).not_to_have_text(told)
    assert colours_on_map(page) != before


def test_a_click_chooses_and_a_second_goes_inside(page: Page) -> None:
    opened(page, "/kaart?v=1&indicator=native_share")
    click_on_map(page, "GM0034")
    expect(page.locator(".map-chosen h3")).to_have_text("Almere")
    page.wait_for_url(re.compile("place=GM0034"))
    click_on_map(page, "GM0034")
    page.wait_for_url(re.compile("within=GM0034"))
    expect(page.locator(".map-path [aria-current]")).to_have_text("Almere")


def test_the_chosen_area_has_a_line_around_it(page: Page) -> None:
    opened(page, "/kaart?v=1")
    assert not outlined(page)
    opened(page, "/kaart?v=1&place=GM0034")
    left, top, right, bottom = outlined(page)
    assert left < right
    assert top < bottom
    x, y = point_on_map(page, "GM0034")
    assert left < x < right
    assert top < y < bottom


def test_the_search_chooses_on_the_map(page: Page) -> None:
    opened(page, "/kaart")
    box = page.locator("header input")
    box.press_sequentially("purmer")
    box.press("Enter")
    page.wait_for_url(re.compile("/kaart.*place=GM0439"))
    expect(page.locator(".map-chosen h3")).to_have_text("Purmerend")
    expect(page.locator(".map-told")).to_contain_text("Purmerend")


def test_the_table_has_the_numbers_of_the_map_and_chooses_by_keyboard(page: Page) -> None:
    opened(page, "/kaart?v=1&indicator=native_share")
    page.locator(".map-rows summary").press("Enter")
    rows = page.locator(".map-table tbody tr")
    expect(rows).to_have_count(4)
    sort = page.locator(".map-table [data-column=value]")
    sort.press("Enter")
    expect(page.locator(".map-table th[aria-sort=descending]")).to_have_count(1)
    pick = rows.first.locator("button")
    name, value = pick.inner_text(), rows.first.locator("td").first.inner_text()
    pick.press("Enter")
    expect(page.locator(".map-told")).to_have_text(f"{name}: {value}")


def test_a_class_of_the_legend_keeps_only_its_areas(page: Page) -> None:
    opened(page, "/kaart?v=1&indicator=native_share")
    page.locator(".map-rows summary").click()
    keys = page.locator(".map-legend button")
    counts = [int(one) for one in page.locator(".map-count").all_inner_texts()]
    fullest = counts.index(max(counts))
    keys.nth(fullest).press("Enter")
    expect(keys.nth(fullest)).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".map-table tbody tr")).to_have_count(counts[fullest])
    assert sum(counts) == 4


def test_a_link_opens_the_same_map_elsewhere(page: Page) -> None:
    path = "/kaart?v=1&lang=en&place=GM0363&year=2005&indicator=school_gap&level=postcode_area"
    opened(page, path)
    assert "/school_gap/postcode_area/2005" in str(page.locator(READY).get_attribute("data-shown"))
    expect(page.locator(".map-sentence")).to_contain_text("2005")


def test_a_map_is_kept_as_a_picture(page: Page) -> None:
    opened(page, "/kaart")
    with page.expect_download() as coming:
        page.locator(".map-picture").click()
    assert coming.value.suggested_filename.endswith(".png")
    assert coming.value.path().read_bytes()[:4] == b"\x89PNG"


def test_my_municipality_switches_its_map_and_keeps_its_cards(page: Page) -> None:
    opened(page, "/gemeente?v=1&place=GM0363")
    expect(page.locator("#card-types")).to_contain_text("Steden waar de meerderheid")
    page.get_by_text("Nederlandse achtergrond", exact=True).click()
    page.wait_for_selector('.atlas-map[data-shown*="/native_share/"]')
    assert query(page)["shown"] == "native_share"
    expect(page.locator("#card-contact_poor .sentence")).to_contain_text("1 van de 2")


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_sticks_out_of_the_page(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    opened(page, "/kaart")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_map_of_types_shows_all_types_in_colour_legend_tip_and_table(page: Page) -> None:
    page.goto("/verscheidenheid?v=1&year=2006&typed_by=sources")
    page.wait_for_selector('#map-types[data-state="ready"]')
    types = page.locator("#map-types")
    types.locator("summary").click()
    row = types.locator('tr[data-place="GM0362"]')
    expect(row).to_contain_text("ook")
    fill = page.evaluate(
        """() => {
            const map = contactatlas.map.of("map-types");
            return map.fillOf(map.number.get("GM0362"));
        }"""
    )
    assert re.fullmatch(r"kinds:[0-9],[0-9]", fill)
    expect(types.locator(".map-legend")).to_contain_text("Gestreept: past bij meer typen")
    row.get_by_role("button", name="Amstelveen").click()
    page.wait_for_url(re.compile("place=GM0362"))
    expect(page.locator("#map-types .map-chosen")).to_contain_text("Amstelveen")


def test_a_page_shows_its_map_before_it_runs_what_draws_figures(page: Page) -> None:
    page.add_init_script(
        """addEventListener(
            "contactatlas-drawn", () => { window.drawnAt ??= performance.now(); }
        )"""
    )
    opened(page, "/kaart?v=1")
    expect(page.locator("#main .card .js-plotly-plot .main-svg").first).to_be_visible()
    drawn, fetched, files = page.evaluate(
        """() => {
            const all = performance.getEntriesByType("resource");
            const plotly = all.filter(one => one.name.includes("plotly.min.js"));
            const files = all.filter(one => /[/](leaflet|maps)[/]/.test(one.name));
            return [window.drawnAt, plotly.map(one => one.startTime), files.map(one => one.name)];
        }"""
    )
    assert len(fetched) == 1
    assert fetched[0] >= drawn
    assert len(files) == len(set(files)), "fetched again what was fetched ahead"


def test_figures_come_when_a_map_does_not(page: Page) -> None:
    page.route("**/municipality.json", lambda route: route.fulfill(status=200, body="no names"))
    page.goto("/kaart?v=1")
    expect(page.locator('.atlas-map[data-state="broken"]')).to_be_visible()
    expect(page.locator("#main .card .js-plotly-plot .main-svg").first).to_be_visible()


def test_another_page_has_its_figures_where_a_map_was_left_at_once(page: Page) -> None:
    page.route("**/maps/**", lambda route: None)  # which never comes
    page.goto("/kaart?v=1")
    page.locator("nav a[href^='/contact']").first.click()
    expect(page.locator("#main .card .js-plotly-plot .main-svg").first).to_be_visible()
