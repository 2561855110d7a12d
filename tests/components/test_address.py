"""The address owns the state: what it writes it reads back, and nothing it reads breaks it."""

import random
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components import shell
from components.address import COMMON, TOO_LONG, Address, fitted, read_address
from components.views import VIEWS, View, shown_alone, view_at
from core.language import has_text
from core.release import Release

STATES = 1000


def random_state(rng: random.Random, view: View) -> Address:
    known = [*COMMON, *view.parameters]
    drawn = {one.name: one.domain.draw(rng) for one in known if rng.random() < 0.6}
    return Address(view.path, view.parameters).having(**drawn)


def test_a_thousand_random_states_come_back_as_they_were() -> None:
    rng = random.Random(2005)
    for _ in range(STATES):
        view = rng.choice(VIEWS)
        state = random_state(rng, view)
        assert read_address(view.path, view.parameters, state.query()) == (state, ())


def test_what_is_the_default_is_not_written() -> None:
    contact = view_at("/contact")
    assert contact is not None
    state = Address(contact.path, contact.parameters).having(threshold=50, lang="nl")
    assert state.href() == "/contact"
    assert state.having(threshold=55).href() == "/contact?v=1&threshold=55"


def test_a_link_with_something_else_says_what_it_changes() -> None:
    contact = view_at("/contact")
    assert contact is not None
    state = Address(contact.path, contact.parameters).having(threshold=55, lang="en")
    assert state.changed(lang="nl", place=("GM0363",)) == {
        "href": "/contact?v=1&place=GM0363&threshold=55",
        "data-with": "lang=&place=GM0363",
    }


@pytest.mark.parametrize(
    ("query", "refused"),
    [
        ("?threshold=37", "threshold"),
        ("?threshold=50&threshold=x", "threshold"),
        ("?lang=fr", "lang"),
        ("?v=2", "v"),
        ("?place=<script>alert(1)</script>", "place"),
        ("?year=20055555555", "year"),
        ("?nonsense=1", "nonsense"),
        ("?setting=" + quote("школа"), "setting"),
        ("?compare=GM0363,GM0363", "compare"),
    ],
)
def test_what_cannot_be_used_is_named_and_the_rest_kept(query: str, refused: str) -> None:
    contact = view_at("/contact")
    assert contact is not None
    state, left_out = read_address(contact.path, contact.parameters, query + "&by=gender")
    assert left_out == (refused,)
    assert state["by"] == "gender"


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300))
def test_no_query_string_breaks_the_parser(search: str) -> None:
    contact = view_at("/contact")
    assert contact is not None
    state, _ = read_address(contact.path, contact.parameters, search)
    assert read_address(contact.path, contact.parameters, state.query())[0] == state


def test_an_endless_address_is_refused_whole() -> None:
    assert read_address("/contact", (), "?" + "a" * 5000)[1] == ("…",)


def test_another_page_keeps_language_places_and_year(release: Release) -> None:
    contact = view_at("/contact")
    assert contact is not None
    state = Address(contact.path, contact.parameters).having(
        lang="en", place=("GM0034",), year=2005, threshold=70
    )
    assert state.elsewhere("/gegevens").href() == "/gegevens?v=1&lang=en&place=GM0034&year=2005"


def test_places_and_years_that_the_release_lacks_are_left_out(release: Release) -> None:
    state = Address("/contact").having(place=("GM9999",), compare=("GM0034",), year=1999)
    kept, left_out = fitted(state, release, release.years)
    assert left_out == ("place", "year")
    assert kept.values == {"compare": ("GM0034",)}


def test_every_card_can_stand_alone() -> None:
    for view in VIEWS:
        for card in view.cards:
            alone = view_at(f"/toon{view.path.rstrip('/')}/{card.code}")
            assert alone is not None
            assert shown_alone(alone)
            assert alone.cards == (card,)
    assert view_at("/toon/contact/nothing") is None


def test_every_part_of_an_address_has_words_for_whoever_reads_that_it_was_not_used() -> None:
    named = {one.name for view in VIEWS for one in (*COMMON, *view.parameters)}
    assert {name for name in named if not has_text(f"address_part.{name}")} == set()


@pytest.mark.parametrize(
    ("name", "told"),
    [("year", "het jaar ("), ("foo", "onbekend onderdeel ("), (TOO_LONG, "te lang")],
)
def test_a_notice_names_what_was_not_used_in_a_readers_words(name: str, told: str) -> None:
    words = shell.notice((name, name), "nl").children
    assert sum(told in one for one in words if isinstance(one, str)) == 1
    coded = [one.children for one in words if not isinstance(one, str)]
    assert coded == ([] if name == TOO_LONG else [name])
