"""Cards: drawn once for a release, a question and a language, and kept."""

import hashlib
import json
from collections.abc import Callable, Sequence
from typing import Any, TypedDict

from dash import MATCH, Dash, Input, Output, State, ctx, no_update, set_props
from dash.development.base_component import Component

from callbacks.cache import DrawnCards
from callbacks.current import CurrentReleases
from callbacks.marks import mark_of, unshown
from callbacks.program import program
from components import ids
from components.absence import absent_parts, absent_words
from components.address import Address, data_of, fitted, read_address
from components.card import answers_of, card_classes, drawn_parts, drawn_table, framed
from components.views import view_at
from components.views.view import Card
from core.errors import CoreError, NotInReleaseError
from core.language import text
from core.release import Release

PARTS = ("sentence", "figure", "notes", "links")


class Shown(TypedDict):
    """What a card on screen shows: the browser keeps it, and asks when it may be another."""

    key: str
    scheme: str
    reads: dict[str, str]
    """The parameters that its question depends on, as they were."""
    marks: dict[str, str]
    look: str
    """The classes of a card without an answer."""
    drawn: bool
    """Whether there is a figure, which can be drawn anew."""


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
        return parts, {
            "key": key,
            "scheme": scheme,
            "reads": noting.noted(),
            "marks": parts.get("marks", {}),
            "look": parts.get("look", ""),
            "drawn": bool(parts.get("redrawn")),
        }

    def _parts(
        self, key: str, card: Card, address: Address, release: Release, scheme: str
    ) -> dict[str, Any]:
        kept = self._cache.get(key)
        if kept is None:
            kept = drawn_parts(card, address, answers_of(card, address, release), scheme)
            # A figure is another with every question, and larger than all the rest.
            kept["marks"] = {
                part: key if part == "figure" else mark_of(kept[part]) for part in PARTS
            }
            self._cache.set(key, kept)
        return kept

    def table(self, card: Card, address: Address, release: Release) -> Component:
        """The table of a card; in words where this release can't answer it."""
        try:
            key = f"{card_key(card, address, release, '')}-table"
            kept = self._cache.get(key)
            if kept is None:
                answers = answers_of(card, address, release)
                kept = {"table": drawn_table(card, answers, address.language)}
                self._cache.set(key, kept)
        except NotInReleaseError as error:
            return absent_words(error, address.language)
        table: Component = kept["table"]
        return table


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
        code = ctx.outputs_list[0]["id"]["card"]
        found = turn and placed(code, path, turn["search"], releases)
        if not turn or not found:  # the page itself says so
            return (no_update,) * (len(PARTS) + 1)
        parts, aside = followed(*found, turn["scheme"], shown, cards)
        for component, properties in aside:
            set_props(component, properties)
        return parts

    @app.callback(
        Output(ids.card("table", MATCH), "children"),
        Input(ids.card("opened", MATCH), "data"),
        State(ids.ADDRESS, "pathname"),
        prevent_initial_call=True,
    )
    def opened(asked: dict[str, str] | None, path: str) -> Any:
        code = ctx.outputs_list["id"]["card"]
        found = asked and placed(code, path, asked["search"], releases)
        return cards.table(*found) if found else no_update


def placed(
    code: str, path: str, search: str, releases: CurrentReleases
) -> tuple[Card, Address, Release] | None:
    """A card at an address, and the release that it is about; nothing where it isn't there."""
    view, release = view_at(path), releases.chosen(data_of(search))
    card = next((one for one in view.cards if one.code == code), None) if view else None
    if view is None or card is None or release is None:
        return None
    wanted, _ = read_address(path, view.parameters, search)
    return card, fitted(wanted, release, view.years(release))[0], release


def followed(  # noqa: PLR0913, PLR0917 # a card, what it is about, and what is on screen
    card: Card, address: Address, release: Release, scheme: str, shown: Shown, cards: Cards
) -> tuple[tuple[Any, ...], Sequence[tuple[Any, dict[str, Any]]]]:
    """The parts of a card at this address; nothing for those that it shows already.

    And beside them which components get other properties, and stay.
    """
    try:
        parts, name = cards.drawn(card, address, release, scheme)
    except CoreError as error:
        # Asked again as soon as something that it depended on is another.
        reads, look = shown["reads"], shown["look"]
        nothing = Shown(key="", scheme=scheme, reads=reads, marks={}, look=look, drawn=False)
        return (text(error.key, address.language), None, None, None, nothing), ()
    aside: list[tuple[Any, dict[str, Any]]] = []
    if name["look"] != shown["look"]:
        classes = card_classes(card, name["look"])
        aside.append((ids.whole_card(card.code), {"className": classes}))
    changed = unshown({part: parts[part] for part in PARTS}, name["marks"], shown["marks"])
    if name["drawn"] and shown["drawn"] and changed["figure"] is not no_update:
        changed["figure"] = no_update
        aside += [(ids.card(part, card.code), new) for part, new in parts["redrawn"].items()]
    return (*changed.values(), no_update if name == shown else name), aside
