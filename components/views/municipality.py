"""The page Mijn gemeente: one municipality, what it is like, and what that asks of it."""

from typing import Any

from dash import html

from components.address import PLACE, Address
from components.choosing import PATH, choose_municipality
from components.controls import level_options, switch, year_choice
from components.figures.origins import origins
from components.figures.profile import opportunities, profile
from components.figures.stacked import stay
from components.map.frame import map_frame
from components.map.wish import Wish
from components.place_words import (
    contact_poor_areas,
    hidden_groups,
    say_contact_poor,
    say_opportunities,
    say_tasks,
    say_types,
    tasks,
    types,
)
from components.search import compare_search
from components.segregation_words import remarks
from components.table import table
from components.views.areas import AREAS, areas_wish, own, shown_of
from components.views.view import Answers, Card, Scene, View
from core.groups.scheme import ALL
from core.groups.setting import SETTINGS
from core.language import Language, text
from core.questions import Question
from core.questions.composition import Composition
from core.questions.conditions import Conditions
from core.questions.context import names
from core.questions.domain import Choice
from core.questions.indicators import BY_CODE
from core.questions.indicators.years import nearest_year
from core.questions.nodes import COUNTRY
from core.questions.opportunities import Opportunities
from core.questions.origins import Origins
from core.questions.profile import Profile
from core.questions.question import Parameter
from core.questions.stay import Stay
from core.questions.typology import typed
from core.questions.typology.signs import signs_in
from core.release import Release

CODE = "municipality"
SHOWN = ("probability_of_difference", "native_share")
PARAMETERS = (
    Parameter("shown", Choice(SHOWN), SHOWN[0]),
    Parameter("areas", Choice(AREAS), AREAS[0]),
    Parameter("area", PLACE, ()),
)


def wish(address: Address, release: Release) -> Wish | None:
    """The map of the municipality; nothing before one is chosen."""
    code = own(address, release)
    if code is None:
        return None
    return areas_wish(CODE, code, shown_of(SHOWN, address, release)[0], address, release, "shown")


def ask_profile(address: Address, release: Release) -> tuple[Question, ...]:
    """The municipality against its cluster, type, province, the country and those chosen."""
    code = own(address, release) or COUNTRY
    compare = tuple(one for one in address["compare"] if one != code)
    return (Profile(place=(code,), compare=compare, year=address["year"]),)


def ask_chances(address: Address, release: Release) -> tuple[Question, ...]:
    """At home against school and work; of estimates, which can't tell a gap, only why."""
    settings = [one.code for one in SETTINGS if release.setting_years[one.code]]
    for setting in settings or [SETTINGS[0].code]:
        if not settings or release.basis_of(setting) == "estimated":
            code = own(address, release) or COUNTRY
            return (Opportunities(setting=setting, places=(code,), origin=(ALL,)),)
    return ask_profile(address, release)


def ask_origins(address: Address, release: Release) -> tuple[Question, ...]:
    """The origin groups of the municipality in all years."""
    return (Origins(place=(own(address, release) or COUNTRY,)),)


def ask_areas(address: Address, release: Release) -> tuple[Question, ...]:
    """The native share of every postcode area in the municipality."""
    wanted = address["year"] or max(release.years)
    code = own(address, release) or COUNTRY
    year = nearest_year(BY_CODE["native_share"], release, wanted, "postcode_area", code)
    return (Composition("native_share", "postcode_area", (code,), year),)


def condition_rows(answers: Answers, language: Language) -> html.Div:
    """The figures as a table, which is all that figures of so many kinds have in common."""
    return table(answers[0], answers[0].sentence(language), language)


def ask_conditions(address: Address, release: Release) -> tuple[Question, ...]:
    """What other sources say of the municipality and the areas in it."""
    return (Conditions(place=(own(address, release) or COUNTRY,)),)


def ask_stay(address: Address, release: Release) -> tuple[Question, ...]:
    """The printed table, with the type of the municipality in the sentence."""
    code = own(address, release)
    found = typed(signs_in(release, max(release.years)), {}) if code else ()
    kinds = next((one.types for one in found if one.place == code), ())
    printed = [kind for kind in kinds if kind not in ("homogeneous", "average")]
    return (Stay(municipality_type=printed[0]) if printed else Stay(),)


CARDS = (
    Card("types", ask_profile, words=types, say=say_types, caveats=("C12",), wide=False),
    Card("tasks", ask_profile, words=tasks, say=say_tasks, caveats=("C12", "C14"), wide=False),
    Card("profile", ask_profile, profile),
    Card("origins", ask_origins, origins, words=hidden_groups),
    Card("chances", ask_chances, opportunities, say=say_opportunities),
    Card("conditions", ask_conditions, words=condition_rows),
    Card("contact_poor", ask_areas, words=contact_poor_areas, say=say_contact_poor),
    Card("stay", ask_stay, stay, words=remarks, narrowest=440),
)


def body(scene: Scene) -> html.Div:
    """The cards of the municipality around its map; without one, the way to choose it."""
    code = own(scene.address, scene.release)
    if code is None:
        return choose_municipality(scene.address, scene.release)
    drawn = {card.code: scene.show(card) for card in CARDS}
    return html.Div(
        [
            html.Div(_controls(scene), className="controls"),
            html.H2(_name(scene.release, code, scene.language), className="place-title"),
            html.Div([drawn["types"], drawn["tasks"], drawn["profile"]], className="cards"),
            html.Section(_map(scene), className="card is-wide"),
            html.Div([drawn[one] for one in _below_the_map(scene.release)], className="cards"),
        ]
    )


def _below_the_map(release: Release) -> tuple[str, ...]:
    """The cards below the map; that on figures from elsewhere only where there are any."""
    elsewhere = ("conditions",) if release.rows.get("conditions") else ()
    return ("origins", "chances", *elsewhere, "contact_poor", "stay")


def _map(scene: Scene) -> list[Any]:
    address, language = scene.address, scene.language
    known = shown_of(SHOWN, address, scene.release)
    figures = [
        (code, text(f"municipality.shown.{code}", language)) for code in SHOWN if code in known
    ]
    lesson = [html.P(text("municipality.lesson", language), className="quiet")]
    address = address.having(shown=known[0])
    levels = level_options(AREAS, scene.release, language)
    return [
        html.P(text("municipality.inside", language), className="eyebrow"),
        html.Div(
            [
                switch(address, "shown", text("map.control.indicator", language), figures),
                switch(address, "areas", text("map.control.level", language), levels),
            ],
            className="control-row",
        ),
        map_frame(CODE, language, table=False),
        *(lesson if len(known) > 1 else ()),
    ]


def _controls(scene: Scene) -> list[Any]:
    address, language = scene.address, scene.language
    return [
        year_choice(address, text("map.control.year", language), scene.release.years),
        compare_search(address, scene.release),
        html.Button(
            text("municipality.print", language), type="button", className="plain map-print"
        ),
    ]


def _name(release: Release, code: str, language: Language) -> str:
    nl, en = names(release, code)
    return nl if language == "nl" else en


MUNICIPALITY = View(
    code="municipality",
    path=PATH,
    body=body,
    parameters=PARAMETERS,
    cards=CARDS,
    redrawn_by=("place", "compare"),
)
