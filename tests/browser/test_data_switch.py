"""The data on the screen are switched in the header, by keyboard too, and the question stays."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from core.bench.served import serving
from tests.several import several_data


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(several_data(tmp_path_factory.mktemp("switched"))) as served:
        yield served.address


def test_other_data_answer_the_same_question(browser: Browser, several: str) -> None:
    context = browser.new_context(base_url=several)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.goto("/contact?v=1&data=register&place=GM0363&threshold=70&lang=en")
    switch = page.locator(".data-switch summary")
    expect(switch).to_have_text("Data: Own register")
    switch.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(".data-switch a").first).to_be_focused()
    page.get_by_role("link", name="Demo country").click()
    expect(page.locator(".data-switch summary")).to_have_text("Data: Demo country")
    expect(page.locator(".data-switch ul")).to_be_hidden()
    for part in ("data=demo", "place=GM0363", "threshold=70", "lang=en"):
        assert part in page.url
    page.get_by_role("link", name="Contactatlas").first.click()
    page.wait_for_url("**/?v=1&lang=en&data=demo")
    page.locator("[data-copy]").first.click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "data=demo" in copied
    context.close()
