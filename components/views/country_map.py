"""The page Kaart: one figure for all areas of a level, in the country or inside a place."""

from typing import Any

from dash import html

from components.address import Address
from components.attributes import aria
from components.controls import choice, level_options, year_choice
from components.figures.profile import profile
from components.map import beside
from components.map.frame import Role, map_frame
from components.map.wish import LEVELS, Wish
from components.search import compare_search
from components.views.view import Card, Scene, View
from core.language import Language, text
from core.questions import Question
from core.questions.composition import WITHIN
from core.questions.context import names
from core.questions.domain import Choice, Several
from core.questions.gazetteer import around, place
from core.questions.indicators import BY_CODE, INDICATORS
from core.questions.indicators.years import offered
from core.questions.nodes import COUNTRY
from core.questions.profile import Profile
from core.questions.question import Parameter
from core.release import Release

CODE = "country"
MAPS_SHOWN: tuple[tuple[str, Role], ...] = ((CODE, "main"), (beside.CODE, "inside"))
"""Both maps; what stands alone or in a presentation is both, which the first one offers."""
FIRST = "probability_of_difference"
BREAKS = Several(r"-?[0-9]{1,3}", 5, ("20", "40", "60", "80"))
BREAKS_OFFERED = {
    "fixed": "",
    "bands": "30,50,80",
    "tens": "20,40,60,80",
    "fine": "5,10,20,30,40",
}
PARAMETERS = (
    Parameter("indicator", Choice(tuple(BY_CODE)), FIRST),
    Parameter("level", Choice(LEVELS), "municipality"),
    Parameter("within", WITHIN, ()),
    Parameter("breaks", BREAKS, ()),
    *beside.PARAMETERS,
)


def wish(address: Address, release: Release) -> Wish:
    """What the address asks to be drawn."""
    return beside.pair(_asked(address, release), address, release)[0]


def beside_wish(address: Address, release: Release) -> Wish | None:
    """What the address asks to be drawn beside it, if anything."""
    return next(iter(beside.pair(_asked(address, release), address, release)[1:]), None)


def _asked(address: Address, release: Release) -> Wish:
    return Wish(
        id=f"map-{CODE}",
        indicator=indicator_shown(address["indicator"], release),
        level=address["level"],
        year=address["year"] or max(release.years),
        within=entered(address, release),
        selected=address.place,
        breaks=address["breaks"],
    )


def indicator_shown(asked: str, release: Release) -> str:
    """The figure asked for, or the first that the release has for the whole country."""
    known = [one.code for one in INDICATORS if offered(one, release)]
    return asked if asked in known else next(iter(known), asked)


def entered(address: Address, release: Release) -> str | None:
    """The place that the map shows the inside of; none when the chosen place lies elsewhere."""
    within = next(iter(address["within"]), None)
    if within is None or within == COUNTRY:
        return None
    if place(release, within) is None and within not in _groupings(release):
        return None
    chosen = address.place
    elsewhere = chosen not in (None, within) and within not in around(release, chosen or "")
    return None if elsewhere else within


def _groupings(release: Release) -> frozenset[str]:
    rows = release.store.select("places", ("cluster", "municipality_type"), {}).to_pylist()
    return frozenset(code for row in rows for code in row.values() if code)


def ask_profile(address: Address, release: Release) -> tuple[Question, ...]:
    """The chosen place against what it is part of."""
    shown = (address.place or COUNTRY,)
    compare = tuple(code for code in address["compare"] if code != shown[0])
    return (Profile(place=shown, compare=compare, year=address["year"]),)


CARDS = (Card("profile", ask_profile, profile, height=420),)


def body(scene: Scene) -> html.Div:
    """Controls, the map with what stands beside it, and the profile of the chosen place."""
    path = aria(label=text("map.path", scene.language))
    return html.Div(
        [
            html.Div(_controls(scene), className="controls map-controls"),
            html.Nav(id="map-path", className="map-path", **path),
            html.Section(frames(scene), className="card is-wide"),
            html.Div([scene.show(card) for card in CARDS], className="cards"),
        ]
    )


def frames(scene: Scene) -> html.Div:
    """The map, and the one beside it where the address asks for two."""
    language = scene.language
    if not beside.is_wanted(scene.address):
        return html.Div(map_frame(CODE, language, table=False), className="map-pair")
    shown = [
        map_frame(code, language, table=False, about=text(f"map.order.{code}", language), role=role)
        for code, role in MAPS_SHOWN
    ]
    told = html.P(className="map-scale quiet", role="status")
    return html.Div([told, *shown], className="map-pair is-double")


def _controls(scene: Scene) -> list[Any]:
    address, language = scene.address, scene.language
    release = scene.release
    figures = [(one.code, one.name(language)) for one in INDICATORS if offered(one, release)]
    address = address.having(indicator=indicator_shown(address["indicator"], release))
    levels = level_options(LEVELS, scene.release, language)
    breaks = [
        (edges, text(f"map.breaks.{name}", language)) for name, edges in BREAKS_OFFERED.items()
    ]
    return [
        choice(address, "indicator", text("map.control.indicator", language), figures),
        choice(address, "level", text("map.control.level", language), levels),
        year_choice(address, text("map.control.year", language), scene.release.years),
        choice(address, "breaks", text("map.control.breaks", language), breaks),
        *beside.beside_controls(address, release, figures),
        compare_search(address, scene.release),
    ]


def path_of(address: Address, release: Release) -> list[Any]:
    """From the country to where the map is, each step a link back."""
    language = address.language
    outside = address.changed(within=(), level="municipality")
    steps: list[Any] = [html.A(text("map.country", language), **outside)]
    wanted = entered(address, release)
    if wanted is None:
        return []
    above = [code for code in reversed(around(release, wanted)) if place(release, code)]
    for code in above:
        row = place(release, code)
        if row and row["level"] in ("province", "municipality"):
            level = "municipality" if row["level"] == "province" else "neighbourhood"
            there = address.changed(within=(code,), level=level)
            steps.append(html.A(_name(release, code, language), **there))
    steps.append(html.Span(_name(release, wanted, language), **aria(current="location")))
    return [html.Ol([html.Li(step) for step in steps])]


def _name(release: Release, code: str, language: Language) -> str:
    nl, en = names(release, code)
    return nl if language == "nl" else en


COUNTRY_MAP = View(
    code="map",
    path="/kaart",
    body=body,
    parameters=PARAMETERS,
    cards=CARDS,
    redrawn_by=("compare", "beside"),
)
