"""From the address to the page: which view, for what, and what could not be used of it."""

from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from dash import Dash, Input, Output, State, ctx, html, no_update

from callbacks.cards import Cards
from callbacks.current import CurrentReleases
from callbacks.marks import mark_of, unshown
from components import ids, shell
from components.absence import absence_words
from components.account import account_links
from components.address import Address, fitted, read_address
from components.data_switch import data_list, data_switch
from components.markup import markup
from components.search import place_search
from components.views import MISSING, shown_alone, view_at
from components.views.view import Scene, View
from components.years import newest_of
from core.errors import CoreError
from core.language import Language, text
from core.questions.domain import Choice, Whole
from core.release import Release

FRAME = (ids.SKIP, ids.SEARCH, ids.MENU, ids.TOOLS, ids.BASIS, ids.NOTICE, ids.FOOT)


class Asked(NamedTuple):
    """What the browser asks for."""

    path: str
    search: str
    scheme: str


def register(app: Dash, releases: CurrentReleases, cards: Cards) -> None:
    """Draw the page of an address, and only the frame when the page stays."""

    @app.callback(
        *(Output(part, "children") for part in FRAME),
        Output(ids.MAIN, "children"),
        Output(ids.MAIN, "className"),
        Output(ids.WHOLE, "className"),
        Output(ids.SHOWN, "data"),
        Output(ids.ANNOUNCED, "children"),
        Input(ids.ADDRESS, "pathname"),
        Input(ids.ADDRESS, "search"),
        Input(ids.SCHEME, "data"),
        State(ids.SHOWN, "data"),
    )
    def draw(path: str | None, search: str | None, scheme: str, shown: Any) -> tuple[Any, ...]:
        return page(Asked(path or "/", search or "", scheme), shown, releases, cards)


def page(asked: Asked, shown: Any, releases: CurrentReleases, cards: Cards) -> tuple[Any, ...]:
    """Every part of the page at this address; known errors become words in it."""
    view = view_at(asked.path) or MISSING
    path = "/" if view is MISSING else asked.path
    wanted, refused = read_address(path, view.parameters, asked.search)
    try:
        current = releases.chosen(wanted.data)
        if current is None:
            return _elsewhere(view, wanted, releases)
        address, unfit = fitted(wanted, current, view.years(current))
        parts = _frame(view, address, (current, releases), (*refused, *unfit))
        marks = {name: mark_of(part) for name, part in parts.items()}
        facts = _facts(view, address, current, asked.search) | {"frame": marks}
        before = shown or {}
        other = unshown(parts, marks, _still_there(before))
        frame = [other.get(name, no_update) for name in FRAME]
        if before | {"frame": marks} == facts and ctx.triggered_id is not None:
            kept = no_update if before == facts else facts
            return (*frame, no_update, no_update, no_update, kept, no_update)
        scene = Scene(address, current, asked.scheme, cards.of(address, current, asked.scheme))
        name = text(f"view.{view.code}.name", address.language)
        kind = f"page page-{view.code}" + (" alone" if shown_alone(view) else "")
        return (*frame, body(view, scene), kind, _whole(view), facts, name)
    except CoreError as error:
        return _broken(view, wanted, error, releases)


def body(view: View, scene: Scene) -> Any:
    """The title of a page and all that stands below it."""
    language = scene.language
    if shown_alone(view):
        name = text(f"view.{view.code}.name", language)
        return [html.H1(name, className="visually-hidden"), view.body(scene)]
    lead = text(f"view.{view.code}.lead", language)
    return [
        html.Div(
            [
                html.H1(text(f"view.{view.code}.title", language)),
                html.P(lead, className="lead"),
            ],
            className="title",
        ),
        view.body(scene),
    ]


def _whole(view: View) -> str:
    """What is shown without the shell around it."""
    return f"shows-{'alone' if shown_alone(view) else view.code}"


def _frame(
    view: View,
    address: Address,
    data: tuple[Release, CurrentReleases],
    left_out: tuple[str, ...],
) -> dict[str, Any]:
    language = address.language
    release, releases = data
    label = text("search.label", language)
    return {
        ids.SKIP: markup(shell.skip_link(language)),
        ids.SEARCH: place_search(address, label, shell.picked_path(view)),
        ids.MENU: markup(shell.menu(view, address)),
        ids.TOOLS: [*account_links(releases.access.account(), address), *shell.tools(address)],
        ids.BASIS: [
            html.Div(shell.basis_line(address, release, newest_of(view.years(release)))),
            data_switch(address, release, releases.offered()),
        ],
        ids.NOTICE: shell.notice(left_out, language),
        ids.FOOT: markup(shell.footer(address)),
    }


def _still_there(shown: Mapping[str, Any]) -> dict[str, str]:
    """Marks of the parts of the frame on screen; a notice may have been put there by others."""
    marks = shown.get("frame", {})
    return {name: mark for name, mark in marks.items() if name != ids.NOTICE}


def _facts(view: View, address: Address, release: Release, search: str) -> dict[str, Any]:
    """What the page on screen is; while this stays the same, it isn't drawn anew.

    The script of the page knows by ``redrawn`` and ``first`` whether a page stays: cards that
    are changed and taken away at once would leave the browser turning in circles.
    """
    written = dict(parse_qsl(search.lstrip("?")))
    return {
        "view": view.code,
        "path": address.path,
        "language": address.language,
        "title": f"{text(f'view.{view.code}.name', address.language)} · {shell.BRAND}",
        "release": release.id,
        "redrawn": {name: written.get(name, "") for name in (*view.redrawn_by, "lang", "data")},
        "first": {name: name in written for name in view.redrawn_at_first},
        "failed": text("presenting.failed", address.language),
        # What a control sets among a few values can't be refused, and the frame says nothing of it.
        "quiet": [one.name for one in view.parameters if isinstance(one.domain, Choice | Whole)],
    }


def _elsewhere(view: View, address: Address, releases: CurrentReleases) -> tuple[Any, ...]:
    """The address names data that aren't here or aren't for this visitor: which is not said."""
    language = address.language
    title = text("data.elsewhere", language)
    choices = data_list(address, releases.offered(), None)
    words = [html.H1(title), html.P(text("data.why", language)), choices]
    return _instead(view, address, words, releases)


def _broken(
    view: View, address: Address, error: CoreError, releases: CurrentReleases
) -> tuple[Any, ...]:
    language: Language = address.language
    told = absence_words(error, language)
    words = [html.H1(text("shell.broken", language)), html.P(told)]
    return _instead(view, address, words, releases)


def _instead(
    view: View, address: Address, words: list[Any], releases: CurrentReleases
) -> tuple[Any, ...]:
    """A page of words: its title, why, and what can be done."""
    language = address.language
    frame = (
        markup(shell.skip_link(language)),
        None,
        markup(shell.menu(view, address)),
        [*account_links(releases.access.account(), address), *shell.tools(address)],
        None,
        None,
        markup(shell.footer(address)),
    )
    shown = html.Div(words, className="title")
    return (*frame, shown, "page page-broken", "", None, words[1].children)
