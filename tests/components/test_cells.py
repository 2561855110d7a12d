"""What stands in a cell is said in the language of the page."""

import pytest

from components.address import Address
from components.card import answers_of
from components.cells import code_name, told_columns
from components.views import VIEWS
from components.views.view import View
from core.language import LANGUAGES
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
