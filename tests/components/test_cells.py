"""What stands in a cell is said in the language of the page."""

import pytest

from components.address import Address
from components.card import answers_of
from components.cells import code_name, told_columns, written
from components.views import VIEWS
from components.views.view import View
from core.language import LANGUAGES, number, percent
from core.release import Release

WITH_CARDS = [view for view in VIEWS if view.cards]


@pytest.mark.parametrize("view", WITH_CARDS, ids=lambda view: view.code)
def test_no_table_shows_the_code_of_a_thing_instead_of_its_name(
    view: View, release: Release
) -> None:
    address = Address(view.path, view.parameters).having(place=("GM0363",))
    bare = set()
    for card in view.cards:
        for answer in answers_of(card, address, release):
            coded = [one for one in told_columns(answer) if one.unit == "code"]
            bare |= {
                (card.code, column.name, row[column.name])
                for row in answer.rows()
                for column in coded
                for language in LANGUAGES
                if "_" in str(row[column.name])
                if code_name(row[column.name], column, answer, language) == row[column.name]
            }
    assert not bare


@pytest.mark.parametrize(("view", "card"), [("contact", "relation"), ("tables", "table_1")])
def test_a_line_is_told_in_one_way_on_every_page(view: str, card: str, release: Release) -> None:
    """Intercepts in percent, correlations in the two decimals that there are."""
    page = next(one for one in VIEWS if one.code == view)
    (shown,) = (one for one in page.cards if one.code == card)
    answer = answers_of(shown, Address(page.path, page.parameters), release)[0]
    row = next(one for one in answer.rows() if one["state"] == "value")
    told = {one.name: written(row[one.name], one, answer, "nl") for one in answer.columns}
    assert told["intercept"] == percent(row["intercept"], "nl", 1)
    assert told["r"] == number(row["r"], "nl", 2)
    assert told["slope"] == number(row["slope"], "nl", 3)
