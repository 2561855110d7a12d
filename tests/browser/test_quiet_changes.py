"""Changes that the frame of a page says nothing about: cards and maps follow, and it stays."""

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.requests import asked, require_rest

CONTACT = "/contact?v=1"
SENTENCE = "#card-accumulation .sentence"
MAP = '.atlas-map[data-state="ready"]'
GO = "(values) => contactatlas.go(contactatlas.hrefWith(values))"
OF_THE_PAGE = "_dash-update-component"


def opened(page: Page, address: str = CONTACT) -> None:
    """The page, at rest."""
    page.goto(address)
    page.wait_for_selector("#card-accumulation .js-plotly-plot .bars")
    page.wait_for_load_state("networkidle")


def move(page: Page, percent: int) -> None:
    """The threshold moved, and seen."""
    page.evaluate(GO, {"threshold": str(percent)})
    expect(page.locator(SENTENCE)).to_contain_text(f"{percent}%")


def threshold(page: Page) -> Locator:
    """The handle of the slider."""
    return page.locator("#card-accumulation [role=slider]")


def test_a_moved_threshold_asks_one_card_and_leaves_the_figure_where_it_is(page: Page) -> None:
    opened(page)
    graph = page.locator("#card-accumulation .js-plotly-plot").element_handle()
    anything, before = asked(page), asked(page, OF_THE_PAGE)
    move(page, 70)
    require_rest(page, anything)
    assert asked(page, OF_THE_PAGE) == before
    assert graph.evaluate("one => one.isConnected && one.layout.meta.title").count("70%")
    expect(threshold(page)).to_have_attribute("aria-valuenow", "70")
    alternative = page.locator("#card-accumulation .drawing").get_attribute("aria-label")
    assert alternative is not None
    assert "70%" in alternative


def test_going_back_and_forward_takes_cards_and_controls_along(page: Page) -> None:
    opened(page)
    for percent in (60, 70, 80):
        move(page, percent)
    for percent in (70, 60, 50):
        page.go_back()
        expect(page.locator(SENTENCE)).to_contain_text(f"{percent}%")
        expect(threshold(page)).to_have_attribute("aria-valuenow", str(percent))
    page.go_forward()
    expect(page.locator(SENTENCE)).to_contain_text("60%")
    assert "threshold=60" in page.url


def test_the_other_language_and_the_other_scheme_keep_what_was_changed(page: Page) -> None:
    opened(page)
    move(page, 70)
    before = asked(page)
    page.locator("#scheme-toggle").click()
    require_rest(page, before)
    expect(page.locator(SENTENCE)).to_contain_text("70%")
    move(page, 65)
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(SENTENCE)).to_contain_text("65%")
    assert "threshold=65" in page.url


def test_an_open_table_follows_its_card(page: Page) -> None:
    opened(page)
    card = page.locator("#card-accumulation")
    card.get_by_role("tab", name="Tabel").click()
    caption = card.locator("table caption").first
    expect(caption).to_contain_text("50%")
    page.evaluate(GO, {"threshold": "70"})
    expect(caption).to_contain_text("70%")


def test_a_map_goes_back_to_the_figure_that_the_page_was_opened_with(page: Page) -> None:
    page.goto("/kaart?v=1")
    shown = page.locator(MAP).first
    shown.wait_for()
    first = shown.get_attribute("data-shown")
    page.evaluate(GO, {"indicator": "native_share"})
    page.wait_for_function(
        "() => document.querySelector('.atlas-map').dataset.shown.includes('/native_share/')"
    )
    page.evaluate(GO, {"within": "GM0363", "level": "neighbourhood"})
    page.evaluate(GO, {"indicator": "share_turkey"})
    page.locator("#map-path a").first.hover()
    there = page.locator("#map-path a").first.get_attribute("href")
    assert there == "/kaart?v=1&indicator=share_turkey"
    page.go_back()
    page.go_back()
    page.go_back()
    page.wait_for_function(
        "first => document.querySelector('.atlas-map').dataset.shown === first", arg=first
    )


def test_a_card_that_gets_no_answer_says_so_and_is_asked_again(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(base_url=address)
    page = context.new_page()
    opened(page)
    page.route("**/cards/*", lambda route: route.abort())
    page.evaluate(GO, {"threshold": "70"})
    expect(page.locator("#notice")).to_contain_text("Kijk of er verbinding is")
    page.unroute("**/cards/*")
    move(page, 75)
    expect(page.locator("#notice")).to_be_empty()
    context.close()
