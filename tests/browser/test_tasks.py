"""What a visitor comes to do, done as a visitor does it."""

import re
from urllib.parse import parse_qs, urlparse

import pytest
from playwright.sync_api import Browser, FloatRect, Page, expect

NOWHERE = FloatRect(x=0, y=0, width=0, height=0)
AMSTERDAM = "/contact?v=1&place=GM0363"


def query(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlparse(page.url).query).items()}


def ready(page: Page, path: str) -> Page:
    page.goto(path)
    page.wait_for_selector(".page h1, .alone .card")
    return page


def sentence(page: Page, card: str) -> str:
    return page.locator(f"#card-{card} .sentence").inner_text()


def test_a_municipality_is_found_by_typing_and_enter(page: Page) -> None:
    ready(page, "/")
    box = page.locator(".hero input")
    box.press_sequentially("amsterd")
    box.press("Enter")
    page.wait_for_url(re.compile("/gemeente.*place=GM0363"))
    expect(page.locator("#basis")).to_contain_text("Amsterdam")


def test_the_search_is_a_combobox_for_the_keyboard(page: Page) -> None:
    ready(page, "/contact")
    box = page.locator("header input")
    box.press_sequentially("am")
    expect(page.locator("header [role=option]")).to_have_count(2)
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    expect(page.locator("header [role=option]").nth(1)).to_have_attribute("aria-selected", "true")
    box.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")


def test_a_threshold_moves_by_keyboard_and_back(page: Page) -> None:
    ready(page, AMSTERDAM)
    before = sentence(page, "accumulation")
    thumb = page.locator("#card-accumulation [role=slider]")
    for _ in range(2):
        thumb.press("ArrowRight")
    page.wait_for_url(re.compile("threshold=60"))
    expect(page.locator("#card-accumulation .sentence")).to_contain_text("60%")
    page.get_by_role("button", name="Terug naar 50%").click()
    expect(page.locator("#card-accumulation .sentence")).to_have_text(before)
    assert "threshold" not in query(page)
    expect(thumb).to_have_attribute("aria-valuenow", "50")


def test_only_the_card_that_changes_is_drawn_anew(page: Page) -> None:
    ready(page, AMSTERDAM)
    page.wait_for_selector("#card-scatter .js-plotly-plot .point")
    page.evaluate("document.querySelector('#card-scatter .js-plotly-plot').dataset.seen = 'yes'")
    page.locator("#card-accumulation [role=slider]").press("ArrowRight")
    expect(page.locator("#card-accumulation .sentence")).to_contain_text("55%")
    assert page.locator("#card-scatter [data-seen=yes]").count() == 1


def test_another_language_keeps_the_state(page: Page) -> None:
    ready(page, AMSTERDAM + "&setting=work&threshold=70&by=gender")
    page.get_by_role("link", name="English").click()
    expect(page.locator("h1")).to_contain_text("Opportunities")
    kept = {"place": "GM0363", "setting": "work", "threshold": "70", "by": "gender"}
    assert query(page).items() >= kept.items()
    assert page.locator("html").get_attribute("lang") == "en"
    expect(page.locator("#card-accumulation .sentence")).to_contain_text("70%")


def test_pupils_or_employees_keeps_the_rest(page: Page) -> None:
    ready(page, AMSTERDAM + "&threshold=70&group=turkish")
    page.locator(".controls").get_by_text("Werknemers", exact=True).click()
    expect(page.locator("#card-accumulation .sentence")).to_contain_text("werkt")
    assert query(page).items() >= {"threshold": "70", "group": "turkish"}.items()


def test_back_and_forward_walk_through_the_states(page: Page) -> None:
    ready(page, AMSTERDAM)
    page.locator(".controls").get_by_text("Werknemers", exact=True).click()
    expect(page.locator("#card-verdict .sentence")).to_contain_text("werknemers")
    page.go_back()
    expect(page.locator("#card-verdict .sentence")).to_contain_text("leerlingen")
    expect(page.get_by_role("radio", name="Leerlingen")).to_be_checked()
    page.go_forward()
    expect(page.locator("#card-verdict .sentence")).to_contain_text("werknemers")
    expect(page.get_by_role("radio", name="Werknemers")).to_be_checked()


def test_a_place_is_compared_and_left_out_again(page: Page) -> None:
    ready(page, AMSTERDAM)
    box = page.locator(".controls .place-search input")
    box.press_sequentially("almere")
    box.press("Enter")
    page.wait_for_url(re.compile("compare=GM0034"))
    expect(page.locator("#card-scatter .legend").first).to_contain_text("Almere")
    page.wait_for_load_state("networkidle")  # a control that is being redrawn takes no click
    page.get_by_role("button", name="Almere").click()
    page.wait_for_url(lambda url: "compare" not in url)


def test_a_copied_link_opens_the_same_view(page: Page) -> None:
    ready(page, AMSTERDAM + "&threshold=70")
    page.locator("#card-accumulation [data-copy]").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "year=2006" in copied, "a link says its year, so that a newer release can't change it"
    before = sentence(page, "accumulation")
    ready(page, copied)
    assert sentence(page, "accumulation") == before


def test_the_table_is_read_and_sorted_by_keyboard(page: Page) -> None:
    ready(page, AMSTERDAM)
    card = page.locator("#card-scatter")
    card.get_by_role("tab", name="Figuur").press("ArrowRight")
    expect(card.get_by_role("tab", name="Tabel")).to_be_focused()
    heading = card.get_by_role("columnheader", name="Leerlingen")
    heading.get_by_role("button").press("Enter")
    expect(heading).to_have_attribute("aria-sort", "descending")
    people = [
        int(value.get_attribute("data-value") or 0)
        for value in card.locator("tbody tr td:nth-child(3)").all()
    ]
    assert people == sorted(people, reverse=True)


def test_a_card_is_shown_large_to_a_council(page: Page) -> None:
    ready(page, AMSTERDAM)
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.locator("#card-compensation [data-large]").press("Enter")
    stage = page.get_by_role("dialog")
    expect(stage.locator(".stage-figure .main-svg").first).to_be_visible()
    expect(stage.locator(".stage-source")).to_contain_text("Synthetische cijfers")
    expect(stage.locator(".stage-beside")).to_contain_text("synthetisch")
    sizes = stage.evaluate(SIZES_OF_LETTERS)
    assert min(sizes) >= 24
    page.keyboard.press("Escape")
    expect(stage).to_have_count(0)


SIZES_OF_LETTERS = """(stage) => [...stage.querySelectorAll("*")]
  .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
  .filter((one) => one.getClientRects().length && !one.closest(".visually-hidden, option"))
  .map((one) => Math.round(parseFloat(getComputedStyle(one).fontSize)))"""
"""The height of every letter on the stage, as the screen draws it."""


def test_a_hostile_address_shows_a_notice_and_the_nearest_view(page: Page) -> None:
    ready(page, "/contact?threshold=37&place=GM9999&x=<script>")
    expect(page.locator("#notice")).to_contain_text("threshold")
    expect(page.locator("#card-accumulation .sentence")).to_contain_text("50%")


def test_files_and_pictures_come_of_what_is_on_screen(page: Page) -> None:
    ready(page, AMSTERDAM + "&setting=work")
    card = page.locator("#card-compensation")
    with page.expect_download() as download:
        card.get_by_role("link", name="CSV").click()
    text = download.value.path().read_text("utf-8-sig")
    assert "setting=work" in text
    page.wait_for_selector("#card-compensation .js-plotly-plot .bars")
    with page.expect_download() as download:
        card.get_by_role("button", name="PNG").click()
    assert download.value.path().read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("width", [320, 390])
def test_nothing_is_wider_than_a_small_screen(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for path in ("/", AMSTERDAM, "/gegevens", "/toegankelijkheid"):
        ready(page, path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_on_a_phone_a_figure_fits_the_screen_with_its_names_and_legend(
    browser: Browser, address: str
) -> None:
    """What is narrow enough to be set for a phone needs no scrolling sideways, and isn't cut."""
    context = browser.new_context(base_url=address, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto("/gemeente?v=1&place=GM0363&compare=GM0034")
    page.wait_for_selector("#card-profile .js-plotly-plot .legend")
    drawing = page.locator("#card-profile .drawing")
    page.wait_for_function(
        "document.querySelector('#card-profile .js-plotly-plot').layout.margin.r === 14"
    )
    wide = drawing.evaluate("one => [one.scrollWidth, one.clientWidth]")
    assert wide[0] <= wide[1]
    right = drawing.evaluate("one => one.getBoundingClientRect().right")
    for part in page.locator("#card-profile .legendtext, #card-profile .ytick text").all():
        box = part.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= right
    context.close()


def test_cards_side_by_side_have_their_parts_on_the_same_lines(page: Page) -> None:
    """And a short sentence is followed by its figure, not by room for a longer one."""
    page.set_viewport_size({"width": 1440, "height": 900})
    ready(page, "/gemeente?v=1&place=GM0363")
    pair = page.locator(".cards > .card:not(.is-wide)")
    parts: list[dict[str, FloatRect]] = [
        {
            part: pair.nth(at).locator(f"> .{part}").bounding_box() or NOWHERE
            for part in ("sentence", "tabs", "card-foot")
        }
        for at in range(2)
    ]
    left, right = ({name: box["y"] for name, box in one.items()} for one in parts)
    assert left == right
    ends = [one["sentence"]["y"] + one["sentence"]["height"] for one in parts]
    assert left["tabs"] - max(ends) < 24
