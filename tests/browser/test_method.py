"""Data and method: a word finds its entries, and without one everything is there again."""

import pytest
from playwright.sync_api import Page, expect

PLACES = {
    # Words in any order, whatever their accents and capitals; and the section they stand in.
    "THEÏL": ("#indices", "Theils H"),
    "aanpassing opnieuw chinese": None,
    "kaart klassen WRR": ("#indicators", "HHI"),
    "turkije": ("#schemes", "Turkije"),
    # An entry is found by the heading it stands under as well.
    "maten segregatie": ("#indices", "Isolatie"),
}


@pytest.mark.parametrize(("words", "found"), PLACES.items())
def test_words_find_the_entries_that_have_them_all(
    page: Page, words: str, found: tuple[str, str] | None
) -> None:
    page.goto("/gegevens")
    entries = page.locator(".method-page .entry:visible")
    search = page.get_by_label("Zoeken op deze pagina")
    expect(search).to_be_visible()
    everything = entries.count()
    search.press_sequentially(words)
    if found is None:
        expect(page.get_by_role("status").filter(has_text="Niets gevonden")).to_be_visible()
        expect(page.locator(".method-page section:visible")).to_have_count(0)
    else:
        section, name = found
        expect(page.locator(f"{section} .entry:visible", has_text=name).first).to_be_visible()
        assert 0 < entries.count() < everything
        told = page.get_by_role("status").filter(has_text="gevonden")
        expect(told).to_have_text(f"{entries.count()} gevonden")
    search.press("Escape")
    expect(entries).to_have_count(everything)


def test_the_search_is_in_the_language_of_the_page(page: Page) -> None:
    page.goto("/gegevens?v=1&lang=en")
    page.get_by_label("Search this page").fill("opportunity")
    expect(page.get_by_role("status").filter(has_text="found")).not_to_have_text("Nothing")
    expect(page.locator("#definitions .entry:visible").first).to_be_visible()
