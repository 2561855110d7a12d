"""The page Verscheidenheid: how diverse places are, why, of which type, and since when."""

from typing import Any

from dash import html

from components.address import PLACE, Address
from components.controls import choice, switch, year_choice
from components.figures.districts import two_measures
from components.figures.diversity import by_type, contributions, lenses
from components.figures.generations import generations
from components.figures.stacked import stay
from components.figures.years import diversity_years
from components.place_words import hidden_groups
from components.search import compare_search
from components.segregation_words import remarks
from components.type_words import counts, options_of, reasons, remarked, rule_options
from components.views.areas import own
from components.views.diversity_maps import (
    SHOWN,
    country_section,
    inside_section,
    no_types,
    types_section,
)
from components.views.municipality import ask_stay
from components.views.view import Card, Scene, View
from core.language import text
from core.questions import Question
from core.questions.contributions import Contributions
from core.questions.diversity import Diversity
from core.questions.diversity_years import DiversityYears
from core.questions.domain import Choice
from core.questions.gazetteer import around, place
from core.questions.generations import Generations
from core.questions.lenses import Lenses
from core.questions.nodes import COUNTRY
from core.questions.question import Parameter
from core.questions.reasons import Reasons
from core.questions.schemes import has_some_eighteen
from core.questions.two_measures import LEVELS, TwoMeasures
from core.questions.types import BY, LIMIT, RULE, Types
from core.release import Release

PARAMETERS = (
    Parameter("shown", Choice(SHOWN), SHOWN[0]),
    Parameter("areas", LEVELS, "district"),
    Parameter("area", PLACE, ()),
    Parameter("typed_by", Choice(BY), BY[0]),
    Parameter("rule", RULE, "none"),
    Parameter("limit", LIMIT, ()),
)


def _municipality(address: Address, release: Release) -> tuple[str, ...]:
    code = own(address, release)
    return (code,) if code else ()


def ask_types(address: Address, release: Release) -> tuple[Question, ...]:
    """All municipalities by type, the own and the compared ones marked."""
    others = tuple(code for code in address["compare"] if code.startswith("GM"))
    places = tuple(dict.fromkeys((*_municipality(address, release), *others)))[:5]
    return (Diversity(year=address["year"], typed_by=address["typed_by"], places=places),)


def ask_reasons(address: Address, release: Release) -> tuple[Question, ...]:
    """The conditions of the municipality."""
    moved = {"rule": address["rule"], "limit": address["limit"]}
    return (Reasons(place=_municipality(address, release), year=address["year"], **moved),)


def ask_counts(address: Address, release: Release) -> tuple[Question, ...]:
    """All types, with a limit moved or not."""
    return (Types(year=address["year"], rule=address["rule"], limit=address["limit"]),)


def explained(address: Address, release: Release) -> str:
    """The area that is explained: the chosen one in the municipality, or that itself."""
    code = own(address, release) or COUNTRY
    area = next(iter(address["area"]), None)
    inside = area is not None and place(release, area) and code in (*around(release, area), area)
    return area if area is not None and inside else code


def ask_contributions(address: Address, release: Release) -> tuple[Question, ...]:
    """The groups of the chosen area."""
    return (Contributions(place=(explained(address, release),), year=address["year"]),)


def ask_two_measures(address: Address, release: Release) -> tuple[Question, ...]:
    """The areas of the municipality on two measures."""
    level, year = address["areas"], address["year"]
    return (TwoMeasures(place=_municipality(address, release), level=level, year=year),)


def ask_lenses(address: Address, release: Release) -> tuple[Question, ...]:
    """The municipality, or the country, seen in two ways."""
    code = own(address, release) or COUNTRY
    return (Lenses(place=(code,), year=address["year"]),)


def ask_generations(address: Address, release: Release) -> tuple[Question, ...]:
    """The municipality, or the country, by where its residents were born."""
    code = own(address, release) or COUNTRY
    return (Generations(place=(code,), year=address["year"]),)


def ask_years(address: Address, release: Release) -> tuple[Question, ...]:
    """The municipality beside its cluster, the country and others."""
    code = own(address, release)
    row = place(release, code) if code else None
    named = (code, *address["compare"], row["cluster"] if row else None, COUNTRY)
    return (DiversityYears(places=tuple(dict.fromkeys(one for one in named if one))),)


def by_controls(address: Address, release: Release) -> html.Div:
    """Whose types."""
    options = [(code, text(f"diversity.by.{code}", address.language)) for code in BY]
    label = text("diversity.by.label", address.language)
    return html.Div(switch(address, "typed_by", label, options), className="control-row")


def limit_controls(address: Address, release: Release) -> html.Div:
    """What if a limit were another?"""
    language = address.language
    return html.Div(
        [
            choice(address, "rule", text("types.rule", language), rule_options(address)),
            choice(
                address,
                "limit",
                text("types.limit", language),
                options_of(address["rule"], language),
            ),
        ],
        className="control-row",
    )


CARDS = (
    Card("by_type", ask_types, by_type, words=remarked, controls=by_controls, narrowest=340),
    Card("reasons", ask_reasons, words=reasons),
    Card(
        "contributions", ask_contributions, contributions, hidden_groups, narrowest=420, wide=False
    ),
    Card("two_measures", ask_two_measures, two_measures, wide=False),
    Card("diversity_years", ask_years, diversity_years),
    Card("lenses", ask_lenses, lenses, wide=False),
    Card("generations", ask_generations, generations, wide=False, narrowest=460),
    Card("type_counts", ask_counts, words=counts, controls=limit_controls),
    Card("stay", ask_stay, stay, words=remarks, narrowest=440),
)


def body(scene: Scene) -> html.Div:
    """The map, then the municipality against others, then its inside, then types and time."""
    drawn = {card.code: scene.show(card) for card in CARDS}
    inside: list[Any] = []
    if own(scene.address, scene.release):
        inside = [html.Section(inside_section(scene), className="card is-wide")]
    controls = html.Div(_controls(scene), className="controls")
    if not has_some_eighteen(scene.release):
        # What can be shown comes first: a map; of the others one list says what they need.
        maps = [html.Section(country_section(scene), className="card is-wide"), *inside]
        return html.Div(
            [controls, *maps, html.Div([*drawn.values(), no_types(scene)], className="cards")]
        )
    return html.Div(
        [
            controls,
            html.Div([drawn["by_type"], drawn["reasons"]], className="cards"),
            html.Section(types_section(scene), className="card is-wide"),
            html.Section(country_section(scene), className="card is-wide"),
            *inside,
            html.Div([drawn["contributions"], drawn["two_measures"]], className="cards"),
            html.Div([drawn["lenses"], drawn["generations"]], className="cards"),
            html.Div([drawn["diversity_years"]], className="cards"),
            html.Div([drawn["type_counts"], drawn["stay"]], className="cards"),
        ]
    )


def _controls(scene: Scene) -> list[Any]:
    address, language = scene.address, scene.language
    parts: list[Any] = [
        year_choice(address, text("map.control.year", language), scene.release.years),
        compare_search(address, scene.release),
    ]
    if own(address, scene.release) is None:
        parts.append(html.P(text("diversity.choose", language), className="quiet"))
    return parts


DIVERSITY = View(
    code="diversity",
    path="/verscheidenheid",
    body=body,
    parameters=PARAMETERS,
    cards=CARDS,
    redrawn_by=("place", "compare", "rule"),
)
"""Redrawn by the rule, because each has limits of its own."""
