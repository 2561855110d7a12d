"""Cards: drawn once for a release, a question and a language, and kept."""

import hashlib
import json
from collections.abc import Callable
from typing import Any, TypedDict

from dash import MATCH, Dash, Input, Output, State, ctx, no_update
from dash.development.base_component import Component
from flask import Flask, Request, Response, abort, request
from plotly.utils import PlotlyJSONEncoder

from callbacks.cache import DrawnCards
from callbacks.current import CurrentReleases
from callbacks.marks import mark_of, unshown
from callbacks.program import program
from components import ids
from components.absence import absent_parts, absent_words
from components.address import Address, data_of
from components.card import answers_of, card_classes, drawn_parts, drawn_table, framed
from components.palette import scheme_of
from components.views import view_at
from components.views.view import Card
from core.errors import CoreError, NotInReleaseError, QuestionError
from core.language import text
from core.release import Release

PARTS = ("sentence", "figure", "notes", "links")
LARGEST = 16_000
"""Bytes of what a browser says that a card shows: an address and a few short names."""


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
    """Draw the table of a card when it is opened."""

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


def register_requests(server: Flask, releases: CurrentReleases, cards: Cards) -> None:
    """Let every card follow the address, each by itself and only when it changes.

    A script asks for the cards whose question may be another: those of which a parameter that
    was looked at for it has changed. It asks directly: on the way through the page, every
    component of it would be told several times that something is coming.
    """

    @server.post("/cards/<code>")
    def drawn(code: str) -> Response:
        wish = request.get_json(silent=True) if _is_small(request) else None
        if not isinstance(wish, dict):
            raise QuestionError(f"expected what a card shows, in at most {LARGEST} bytes of JSON")
        found = placed(code, str(wish.get("path")), str(wish.get("search")), releases)
        scheme, shown = scheme_of(wish.get("scheme")), read_shown(wish.get("shown"))
        parts = followed(*found, scheme, shown, cards) if found else abort(404)
        return Response(json.dumps(parts, cls=PlotlyJSONEncoder), content_type="application/json")


def _is_small(asked: Request) -> bool:
    return asked.is_json and (asked.content_length or LARGEST + 1) <= LARGEST


def read_shown(told: Any) -> Shown:
    """What a browser says that a card shows; whatever isn't that counts as nothing."""
    known = told if isinstance(told, dict) else {}
    return {
        "key": str(known.get("key", "")),
        "scheme": str(known.get("scheme", "")),
        "reads": _texts(known.get("reads")),
        "marks": _texts(known.get("marks")),
        "look": str(known.get("look", "")),
        "drawn": known.get("drawn") is True,
    }


def _texts(told: Any) -> dict[str, str]:
    known = told if isinstance(told, dict) else {}
    return {str(name): str(value) for name, value in known.items()}


def placed(
    code: str, path: str, search: str, releases: CurrentReleases
) -> tuple[Card, Address, Release] | None:
    """A card at an address, and the release that it is about; nothing where it isn't there."""
    view, release = view_at(path), releases.chosen(data_of(search))
    card = next((one for one in view.cards if one.code == code), None) if view else None
    if view is None or card is None or release is None:
        return None
    return card, view.address(path, search, release), release


Changes = list[tuple[Any, dict[str, Any]]]
"""Components by their id, each with the properties that are others."""


def followed(  # noqa: PLR0913, PLR0917 # a card, what it is about, and what is on screen
    card: Card, address: Address, release: Release, scheme: str, shown: Shown, cards: Cards
) -> Changes:
    """What of a card is another at this address; nothing of what it shows already."""
    try:
        parts, name = cards.drawn(card, address, release, scheme)
    except CoreError as error:
        # Asked again as soon as something that it depended on is another.
        parts = dict.fromkeys(PARTS) | {"sentence": text(error.key, address.language)}
        name = Shown(key="", scheme=scheme, reads=shown["reads"], marks={}, look="", drawn=False)
    changed = unshown({part: parts[part] for part in PARTS}, name["marks"], shown["marks"])
    stays = name["drawn"] and shown["drawn"]
    changes: Changes = [
        (ids.card(part, card.code), {"children": new})
        for part, new in changed.items()
        if not (stays and part == "figure")
    ]
    if stays and "figure" in changed:
        changes += [(ids.card(part, card.code), new) for part, new in parts["redrawn"].items()]
    if name["look"] != shown["look"]:
        classes = card_classes(card, name["look"])
        changes.append((ids.whole_card(card.code), {"className": classes}))
    if name != shown:
        changes.append((ids.card("key", card.code), {"data": name}))
    return changes
