"""The shell around every page: header, search, menu, what the figures rest on, footer."""

from importlib.metadata import PackageNotFoundError, version
from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html

from components import ids
from components.address import TOO_LONG, Address
from components.attributes import aria, data
from components.icons import icon
from components.views import VIEWS
from components.views.municipality import MUNICIPALITY
from components.views.view import View
from core.language import LANGUAGES, Language, has_text, text
from core.questions.nodes import place_names
from core.release import MAIN, Release

BRAND = "Contactatlas"
LANGUAGE_NAMES = {"nl": "Nederlands", "en": "English"}
THEME = {
    "primaryColor": "petrol",
    "primaryShade": {"light": 7, "dark": 4},
    "fontFamily": "inherit",
    "defaultRadius": "sm",
    "colors": {
        "petrol": [
            *("#E6F4F8", "#CFE7EF", "#A3D0DF", "#78BBD1", "#62B3CE"),
            *("#3A93B2", "#1A7A99", "#0B6380", "#084F67", "#053B4E"),
        ]
    },
}


def layout() -> Any:
    """The frame that stays while pages change; a callback fills it from the address."""
    return dmc.MantineProvider(
        [
            dcc.Location(id=ids.ADDRESS, refresh=False),
            dcc.Store(id=ids.SCHEME, data="light"),
            dcc.Store(id=ids.SHOWN),
            dcc.Store(id=ids.STEADY),
            html.Div(
                [
                    html.Div(id=ids.SKIP),
                    html.Header(
                        [
                            html.Div(
                                [
                                    html.A(BRAND, href="/", className="brand", id="brand"),
                                    html.Div(id="search", className="header-search"),
                                    html.Div(id=ids.TOOLS, className="tools"),
                                ],
                                className="bar",
                            ),
                            html.Nav(id=ids.MENU, className="menu"),
                            html.Div(html.Div(id=ids.BASIS, className="basis"), className="strip"),
                        ]
                    ),
                    html.Div(id=ids.NOTICE, role="status"),
                    html.Main(html.Div(id=ids.MAIN, className="loading"), id="main", tabIndex=-1),
                    html.Footer(id=ids.FOOT),
                    html.Div(id=ids.ANNOUNCED, className="visually-hidden", **aria(live="polite")),
                ],
                id=ids.WHOLE,
            ),
        ],
        theme=THEME,
        defaultColorScheme="auto",
    )


def skip_link(language: Language) -> html.A:
    """Past the header at once, for who moves by keyboard."""
    return html.A(text("shell.skip", language), href="#main", className="skip")


def picked_path(view: View) -> str:
    """Where a place that is picked opens: this page if it is about places, else its profile."""
    about_places = view.cards or "place" in view.redrawn_by
    if view.in_menu and about_places and view.code != "start":
        return view.path
    return MUNICIPALITY.path


def menu(shown: View, address: Address) -> list[Any]:
    """Links to every page, with the language, places and year of this one."""
    return [
        html.Ul(
            [
                html.Li(
                    html.A(
                        text(f"view.{view.code}.name", address.language),
                        href=address.elsewhere(view.path).href(),
                        **(aria(current="page") if view is shown else {}),
                    )
                )
                for view in VIEWS
                if view.in_menu
            ]
        )
    ]


def tools(address: Address) -> list[Any]:
    """The other language, and light or dark."""
    language = address.language
    links = [
        html.A(
            LANGUAGE_NAMES[other],
            **address.changed(lang=other),
            lang=other,
            hrefLang=other,
            className="tool",
        )
        for other in LANGUAGES
        if other != language
    ]
    label = text("shell.scheme", language)
    toggle = html.Button(
        icon("scheme"), type="button", id="scheme-toggle", title=label, **aria(label=label)
    )
    return [*links, toggle]


def basis_line(address: Address, release: Release, newest: int) -> list[Any]:
    """What the figures are: their basis, year and release; synthetic data say so."""
    language = address.language
    year = address["year"] or newest
    strong = html.Strong(text(f"basis.{release.basis}", language), className=f"is-{release.basis}")
    parts: list[Any] = [strong, html.Span(text(f"basis_note.{release.basis}", language))]
    parts.append(html.Span(text("basis.year", language, year=year)))
    if place := address.place:
        nl, en = place_names(release, (place,))[place]
        named = text("basis.place", language, place=nl if language == "nl" else en)
        parts.append(html.Span(named))
    named = text("source.release", language, release=release.id)
    parts.append(html.Span(named, **data(series="" if release.series == MAIN else release.series)))
    if not release.is_protected:
        parts.append(html.Strong(text("protection.workbench", language), className="is-open"))
    return parts


def notice(left_out: tuple[str, ...], language: Language) -> Any:
    """What of an address could not be used, and what is shown instead."""
    if not left_out:
        return None
    said: list[Any] = [f"{text('shell.notice', language)} "]
    for at, name in enumerate(dict.fromkeys(left_out)):
        said += [", " if at else "", *_address_part(name, language)]
    return html.Div([*said, "."], className="notice")


def _address_part(name: str, language: Language) -> list[Any]:
    """A part of an address in a reader's words, then as it is written there."""
    if name == TOO_LONG:
        return [text("address_too_long", language)]
    key = f"address_part.{name}"
    words = text(key if has_text(key) else "address_part_unknown", language)
    return [f"{words} (", html.Code(name), ")"]


def footer(address: Address) -> list[Any]:
    """Statements, sources, licence and version."""
    language = address.language
    pages = [
        html.A(text(f"view.{view.code}.name", language), href=address.elsewhere(view.path).href())
        for view in VIEWS
        if not view.in_menu and view.code not in ("missing", "speaker")
    ]
    about = text("foot.about", language)
    licence = text("foot.licence", language, version=_version())
    return [
        html.Div(
            [
                html.Div([html.P(BRAND, className="brand"), html.P(about)]),
                html.Ul([html.Li(page) for page in pages]),
                html.P(licence, className="quiet"),
            ],
            className="foot",
        )
    ]


def _version() -> str:
    try:
        return version("contactatlas")
    except PackageNotFoundError:
        return "0.1.0"
