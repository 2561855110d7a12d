"""Cards are drawn once for a release, a question, a language and a scheme."""

import json
from pathlib import Path
from typing import Any

import pytest
from dash.development.base_component import Component
from flask import Flask
from flask.testing import FlaskClient

from callbacks.cache import DrawnCards, cache_settings
from callbacks.cards import PARTS, Cards, Shown, card_key, followed
from components.address import Address
from components.views import VIEWS, view_at
from components.views.view import View
from core.errors import ReleaseError
from core.language import text
from core.release import Release
from core.settings import Settings

MOST_COMPONENTS = 60
CONTACT = view_at("/contact")
assert CONTACT is not None
CARD = {card.code: card for card in CONTACT.cards}


def address(**values: object) -> Address:
    assert CONTACT is not None
    return Address(CONTACT.path, CONTACT.parameters).having(**values)


@pytest.fixture
def cards(tmp_path: Path) -> Cards:
    return Cards(DrawnCards(Flask("cached"), Settings(data=tmp_path)))


@pytest.fixture
def served(server: Flask) -> FlaskClient:
    return server.test_client()


def test_a_card_drawn_before_comes_from_the_cache(
    cards: Cards, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = cards.drawn(CARD["scatter"], address(), release, "light")[0]

    def fail(*_: object) -> None:
        raise AssertionError("asked again")

    monkeypatch.setattr("callbacks.cards.answers_of", fail)
    assert (
        cards.drawn(CARD["scatter"], address(), release, "light")[0]["sentence"]
        == first["sentence"]
    )
    with pytest.raises(AssertionError, match="asked again"):
        cards.drawn(CARD["scatter"], address(lang="en"), release, "light")[0]


def test_only_what_a_card_asks_makes_it_another_card(release: Release) -> None:
    plain = card_key(CARD["scatter"], address(), release, "light")
    assert card_key(CARD["scatter"], address(threshold=70), release, "light") == plain
    others = {
        card_key(CARD["scatter"], address(**values), release, scheme)
        for values, scheme in (
            ({"setting": "work"}, "light"),
            ({"lang": "en"}, "light"),
            ({"year": 2005}, "light"),
            ({}, "dark"),
        )
    }
    assert len(others | {plain}) == 5


def test_a_card_that_shows_its_address_already_is_left_alone(
    cards: Cards, release: Release
) -> None:
    there = address(threshold=70)
    _, shown = cards.drawn(CARD["scatter"], there, release, "light")
    assert followed(CARD["scatter"], there, release, "light", shown, cards) == []


def changed_parts(changes: list[tuple[Any, dict[str, Any]]]) -> dict[str, dict[str, Any]]:
    """By the part of a card, what changes of it."""
    return {one["type"] if isinstance(one, dict) else one: new for one, new in changes}


def test_a_card_of_another_address_gets_the_parts_that_differ(
    cards: Cards, release: Release
) -> None:
    card, there = CARD["accumulation"], address(threshold=70)
    _, before = cards.drawn(card, address(), release, "light")
    parts = changed_parts(followed(card, there, release, "light", before, cards))
    # the figure stays where it is, and gets other figures, words and another alternative text
    drawn = {"card-graph", "card-drawing", "card-words"}
    assert set(parts) == {"card-sentence", "card-key", *drawn}
    sentence = parts["card-sentence"]["children"]
    assert "70%" in sentence
    assert "70%" in parts["card-graph"]["figure"]["layout"]["meta"]["title"]
    assert sentence in parts["card-drawing"]["aria-label"]
    shown = parts["card-key"]["data"]
    assert shown["reads"]["threshold"] == "70"
    assert before["reads"]["threshold"] == ""
    assert followed(card, there, release, "light", shown, cards) == []


def test_a_figure_comes_whole_where_there_was_none(cards: Cards, release: Release) -> None:
    card, there = CARD["accumulation"], address(threshold=70)
    _, drawn = cards.drawn(card, address(), release, "light")
    for look in ("", "is-absent lacks-work"):
        before = Shown(**{**drawn, "drawn": False, "look": look})
        parts = changed_parts(followed(card, there, release, "light", before, cards))
        assert "70%" in str(parts["card-figure"]["children"])
        assert "card-graph" not in parts
        classes = parts.get("card-accumulation", {}).get("className")
        assert classes == ("card is-wide" if look else None)


def test_a_browser_asks_what_a_card_shows_elsewhere(served: FlaskClient) -> None:
    wish = {"path": "/contact", "search": "?v=1&threshold=70", "scheme": "dark"}
    told = served.post("/cards/accumulation", json=wish)
    parts = changed_parts(told.get_json())
    assert "70%" in parts["card-sentence"]["children"]
    shown = parts["card-key"]["data"]
    assert shown["scheme"] == "dark"
    again = served.post("/cards/accumulation", json=wish | {"shown": shown})
    assert again.get_json() == []


@pytest.mark.parametrize(
    "body",
    [
        *("null", "[]", "{", '"x"', "1"),
        json.dumps({"path": "/contact", "search": "x" * 20_000}),
    ],
)
def test_what_is_no_question_of_a_card_is_refused(served: FlaskClient, body: str) -> None:
    answer = served.post("/cards/scatter", data=body, content_type="application/json")
    assert answer.status_code == 400
    assert "expected" in answer.get_json()["detail"]


@pytest.mark.parametrize(
    "shown",
    [None, 1, [], {"marks": 3, "reads": [], "look": {}, "drawn": "yes"}, {"marks": {"figure": []}}],
)
def test_an_odd_word_about_what_is_shown_counts_as_nothing(
    served: FlaskClient, shown: object
) -> None:
    wish = {"path": "/contact", "search": "?v=1", "scheme": 7, "shown": shown}
    parts = changed_parts(served.post("/cards/scatter", json=wish).get_json())
    assert {"card-sentence", "card-figure"} <= set(parts)


@pytest.mark.parametrize("where", ["/", "/elsewhere", "/toon/contact/settings", None, 5])
def test_a_card_that_a_page_does_not_have_is_not_found(served: FlaskClient, where: object) -> None:
    wish = {"path": where, "search": "?v=1", "scheme": "light"}
    assert served.post("/cards/scatter", json=wish).status_code == 404


def test_a_table_is_drawn_when_it_is_opened_and_then_kept(
    cards: Cards, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts, _ = cards.drawn(CARD["scatter"], address(), release, "light")
    assert "data-value" not in str(parts)
    table = str(cards.table(CARD["scatter"], address(), release))
    assert "data-value" in table
    monkeypatch.setattr("callbacks.cards.answers_of", None)
    assert str(cards.table(CARD["scatter"], address(), release)) == table


def test_a_card_says_which_parameters_can_make_it_another(cards: Cards, release: Release) -> None:
    reads = {
        code: set(cards.drawn(card, address(), release, "light")[1]["reads"])
        for code, card in CARD.items()
    }
    assert "threshold" in reads["accumulation"]
    assert all("threshold" not in reads[code] for code in CARD if code != "accumulation")
    assert "place" in reads["scatter"]
    assert all("lang" in names for names in reads.values())


def test_thresholds_only_ever_add_people(cards: Cards, release: Release) -> None:
    shares = []
    for threshold in range(5, 100, 5):
        (question,) = CARD["accumulation"].ask(address(threshold=threshold), release)
        row = question.answer(release).rows()[0]
        shares.append(row["both_share"])
    assert shares == sorted(shares)
    assert shares[0] < shares[-1]


def test_the_cache_is_on_disk_unless_a_setting_names_redis(tmp_path: Path) -> None:
    assert cache_settings(Settings(data=tmp_path))["CACHE_DIR"] == str(tmp_path / "cache")
    shared = cache_settings(Settings(data=tmp_path, cache_url="redis://cache:6379/0"))
    assert shared["CACHE_TYPE"] == "RedisCache"
    assert shared["CACHE_REDIS_URL"] == "redis://cache:6379/0"


def components_in(part: object) -> int:
    """How many components Dash would have to follow; what is drawn within a figure is none."""
    if isinstance(part, list | tuple):
        return sum(map(components_in, part))
    return 1 + components_in(getattr(part, "children", None)) if isinstance(part, Component) else 0


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.code)
def test_a_card_is_few_components_whatever_it_shows(
    view: View, cards: Cards, release: Release
) -> None:
    there = Address(view.path, view.parameters).having(place=("GM0363",))
    for card in view.cards:
        parts, _ = cards.drawn(card, there, release, "light")
        # each that is put in place is announced to all others: hundreds stop a browser
        assert components_in([parts[part] for part in PARTS]) < MOST_COMPONENTS, card.code


def test_a_card_that_fails_says_so_and_is_asked_again_when_its_question_changes(
    cards: Cards, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, before = cards.drawn(CARD["scatter"], address(), release, "light")

    def fail(*_: object) -> None:
        raise ReleaseError("broken")

    monkeypatch.setattr(cards, "drawn", fail)
    there = address(setting="work")
    parts = changed_parts(followed(CARD["scatter"], there, release, "light", before, cards))
    assert parts["card-sentence"]["children"] == text(ReleaseError.key, "nl")
    assert [parts[f"card-{one}"]["children"] for one in PARTS[1:]] == [None, None, None]
    shown = parts["card-key"]["data"]
    assert shown["reads"] == before["reads"]
    assert shown["key"] != before["key"]
