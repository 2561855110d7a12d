"""Cards: drawn once for a release, a question and a language, and kept."""

import hashlib
import json
from collections.abc import Callable
from typing import Any, NamedTuple

from dash import MATCH, Dash, Input, Output, State, ctx, no_update
from dash.development.base_component import Component

from callbacks.cache import DrawnCards
from callbacks.current import CurrentReleases
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
            parts, key = self.drawn(card, address, release, scheme)
            return framed(card, parts, address, release, key)

        return show

    def drawn(
        self, card: Card, address: Address, release: Release, scheme: str
    ) -> tuple[dict[str, Any], str]:
        """The parts of a card and its name; in words where this release can't answer it."""
        try:
            key = card_key(card, address, release, scheme)
            return self.parts(card, address, release, scheme), key
        except NotInReleaseError as error:
            return absent_parts(error, address.language), ""

    def parts(self, card: Card, address: Address, release: Release, scheme: str) -> dict[str, Any]:
        """What changes in a card when its question changes."""
        key = card_key(card, address, release, scheme)
        kept = self._cache.get(key)
        if kept is None:
            answers = answers_of(card, address, release)
            kept = drawn_parts(card, address, answers, scheme)
            self._cache.set(key, kept)
        return kept


def card_key(card: Card, address: Address, release: Release, scheme: str) -> str:
    """The name of a drawn card: program, release, questions, language and scheme."""
    asked = [(one.name, sorted(one.to_query().items())) for one in card.ask(address, release)]
    parts = (program(), release.id, address.path, card.code, asked, address.language, scheme)
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def register(app: Dash, releases: CurrentReleases, cards: Cards) -> None:
    """Let every card follow the address, each by itself and only when it changes."""

    @app.callback(
        *(Output(ids.card(part, MATCH), "children") for part in PARTS),
        Output(ids.card("key", MATCH), "data"),
        Input(ids.STEADY, "data"),
        State(ids.ADDRESS, "pathname"),
        State(ids.card("key", MATCH), "data"),
        prevent_initial_call=True,
    )
    def follow(steady: dict[str, str] | None, path: str, shown: str) -> tuple[Any, ...]:
        if not steady:
            return (no_update,) * (len(PARTS) + 1)
        code = ctx.outputs_list[0]["id"]["card"]
        asked = Asked(path, steady["search"], steady["scheme"])
        release = releases.chosen(data_of(asked.search))
        if release is None:  # the page itself says so
            return (no_update,) * (len(PARTS) + 1)
        return followed(code, asked, shown, release, cards)


def followed(
    code: str, asked: Asked, shown: str, release: Release, cards: Cards
) -> tuple[Any, ...]:
    """The parts of a card at this address; nothing where it shows them already."""
    nothing = (no_update,) * (len(PARTS) + 1)
    view = view_at(asked.path)
    card = next((one for one in view.cards if one.code == code), None) if view else None
    if view is None or card is None:
        return nothing
    wanted, _ = read_address(asked.path, view.parameters, asked.search)
    address, _ = fitted(wanted, release, view.years(release))
    try:
        key = card_key(card, address, release, asked.scheme)
        if key == shown:
            return nothing
        parts = cards.parts(card, address, release, asked.scheme)
    except NotInReleaseError as error:
        parts, key = absent_parts(error, address.language), ""
    except CoreError as error:
        words = text(error.key, address.language)
        return (words, None, None, None, None, "")
    return (*(parts[part] for part in PARTS), key)
