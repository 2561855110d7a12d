"""Cards: drawn once for a release, a question and a language, and kept."""

import hashlib
import json
from collections.abc import Callable
from typing import Any, NamedTuple, TypedDict

from dash import MATCH, Dash, Input, Output, State, ctx, no_update
from dash.development.base_component import Component

from callbacks.cache import DrawnCards
from callbacks.current import CurrentReleases
from callbacks.marks import mark_of, unshown
from callbacks.program import program
from components import ids
from components.absence import absent_parts
from components.address import Address, data_of, fitted, read_address
from components.card import answers_of, drawn_parts, framed
from components.views import view_at
from components.views.view import Card
from core.errors import CoreError, NotInReleaseError
from core.language import text
from core.release import Release

PARTS = ("sentence", "figure", "table", "notes", "links")
ANOTHER = ("figure", "table")


class Shown(TypedDict):
    """What a card on screen shows: the browser keeps it, and asks when it may be another."""

    key: str
    scheme: str
    reads: dict[str, str]
    """The parameters that its question depends on, as they were."""
    marks: dict[str, str]


NOTHING = Shown(key="", scheme="", reads={}, marks={})


class Asked(NamedTuple):
    """What the browser asks for."""

    path: str
    search: str
    scheme: str


class Cards:
    """Draws cards, or takes them from the cache; a lost cache costs time, never correctness."""

    def __init__(self, cache: DrawnCards) -> None:
        self._cache = cache

    def of(self, address: Address, release: Release, scheme: str) -> Callable[[Card], Component]:
        """What draws the cards of one page."""

        def show(card: Card) -> Component:
            parts, shown = self.drawn(card, address, release, scheme)
            return framed(card, parts, address, release, dict(shown))

        return show

    def drawn(
        self, card: Card, address: Address, release: Release, scheme: str
    ) -> tuple[dict[str, Any], Shown]:
        """The parts of a card and what they are; in words where this release can't answer it."""
        noting = address.noting()
        try:
            key = card_key(card, noting, release, scheme)
            parts = self._parts(key, card, address, release, scheme)
        except NotInReleaseError as error:
            key, parts = "", absent_parts(error, address.language)
        marks = parts.get("marks", {})
        return parts, {"key": key, "scheme": scheme, "reads": noting.noted(), "marks": marks}

    def parts(self, card: Card, address: Address, release: Release, scheme: str) -> dict[str, Any]:
        """What changes in a card when its question changes, and a mark of each part."""
        key = card_key(card, address, release, scheme)
        return self._parts(key, card, address, release, scheme)

    def _parts(
        self, key: str, card: Card, address: Address, release: Release, scheme: str
    ) -> dict[str, Any]:
        kept = self._cache.get(key)
        if kept is None:
            kept = drawn_parts(card, address, answers_of(card, address, release), scheme)
            # Figure and table are another with every question: they are as large as all the rest.
            kept["marks"] = {
                part: key if part in ANOTHER else mark_of(kept[part]) for part in PARTS
            }
            self._cache.set(key, kept)
        return kept


def card_key(card: Card, address: Address, release: Release, scheme: str) -> str:
    """The name of a drawn card: program, release, questions, language and scheme."""
    asked = [(one.name, sorted(one.to_query().items())) for one in card.ask(address, release)]
    parts = (program(), release.id, address.path, card.code, asked, address.language, scheme)
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def register(app: Dash, releases: CurrentReleases, cards: Cards) -> None:
    """Let every card follow the address, each by itself and only when it changes.

    A script asks for the cards whose question may be another: those of which a parameter that
    was looked at for it has changed.
    """

    @app.callback(
        *(Output(ids.card(part, MATCH), "children") for part in PARTS),
        Output(ids.card("key", MATCH), "data"),
        Input(ids.card("turn", MATCH), "data"),
        State(ids.ADDRESS, "pathname"),
        State(ids.card("key", MATCH), "data"),
        prevent_initial_call=True,
    )
    def follow(turn: dict[str, str] | None, path: str, shown: Shown) -> tuple[Any, ...]:
        if not turn:
            return (no_update,) * (len(PARTS) + 1)
        code = ctx.outputs_list[0]["id"]["card"]
        asked = Asked(path, turn["search"], turn["scheme"])
        release = releases.chosen(data_of(asked.search))
        if release is None:  # the page itself says so
            return (no_update,) * (len(PARTS) + 1)
        return followed(code, asked, shown, release, cards)


def followed(
    code: str, asked: Asked, shown: Shown, release: Release, cards: Cards
) -> tuple[Any, ...]:
    """The parts of a card at this address; nothing for those that it shows already."""
    view = view_at(asked.path)
    card = next((one for one in view.cards if one.code == code), None) if view else None
    if view is None or card is None:
        return (no_update,) * (len(PARTS) + 1)
    wanted, _ = read_address(asked.path, view.parameters, asked.search)
    address, _ = fitted(wanted, release, view.years(release))
    try:
        parts, name = cards.drawn(card, address, release, asked.scheme)
    except CoreError as error:
        words = text(error.key, address.language)
        return (words, None, None, None, None, NOTHING)
    changed = unshown({part: parts[part] for part in PARTS}, name["marks"], shown["marks"])
    return (*changed, no_update if name == shown else name)
