"""axe-core finds nothing to object to, on any page, in either language and scheme."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from components.views import VIEWS
from core.language import LANGUAGES


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_no_violation(page: Page, language: str, scheme: str) -> None:
    dark = scheme == "dark"
    page.emulate_media(color_scheme="dark" if dark else "light", reduced_motion="reduce")
    found = []
    for view in VIEWS:
        page.goto(f"{view.path}?v=1&lang={language}&place=GM0363")
        page.wait_for_selector(f".page-{view.code} h1")
        if view.cards:
            page.wait_for_selector(".js-plotly-plot .main-svg, .card table.paper")
        # A map says its sentence once its values have come.
        expect(page.locator("h2:empty")).to_have_count(0)
        for one in Axe().run(page).response["violations"]:
            nodes = [node["html"][:160] for node in one["nodes"][:3]]
            found.append((view.code, one["id"], nodes))
    page.goto(f"/toon/contact/scatter?lang={language}")
    page.wait_for_selector(".alone .card")
    found += [("alone", one["id"], []) for one in Axe().run(page).response["violations"]]
    assert not found
