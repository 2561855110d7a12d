"""The page Contact: opportunities to meet, in the neighbourhood against school and work."""

from typing import Any

from dash import html

from components.address import PLACE, Address
from components.coefficients import coefficients
from components.controls import Options, choice, reset, slider, switch
from components.figures.accumulation import accumulation
from components.figures.compensation import compensation
from components.figures.relation import relation
from components.figures.scatter import scatter
from components.figures.settings import settings_sentence, three_settings
from components.search import compare_search
from components.verdict import verdict, verdict_words
from components.views.view import Card, Scene, View
from components.years import member_years, year_of
from core.groups.bands import THRESHOLDS_PERCENT
from core.groups.origin import NATIVE_2005
from core.groups.scheme import ALL
from core.groups.setting import SETTINGS, setting
from core.language import Language, text
from core.places.clusters import CLUSTERS
from core.questions.accumulation import Accumulation
from core.questions.compensation import Compensation
from core.questions.domain import Choice
from core.questions.nodes import BREAKDOWNS, COUNTRY, ORIGINS, place_names
from core.questions.opportunities import Opportunities
from core.questions.question import Parameter, Question
from core.questions.relation import Relation
from core.release import Release

FOCUS = "non_western"
"""The group in the sentences until another is chosen: the pooled one of the paper."""
PARAMETERS = (
    Parameter("setting", Choice(tuple(one.code for one in SETTINGS)), "school", "School or work"),
    Parameter("area", PLACE, (), "Place in the sentences; without it the chosen one"),
    Parameter("group", Choice(ORIGINS.examples), FOCUS, "Origin group in the sentences"),
    *(one for one in Accumulation.parameters() if one.name in ("by", "threshold")),
    *(one for one in Compensation.parameters() if one.name == "residents"),
)


def area(address: Address, release: Release) -> str:
    """The place that the sentences are about."""
    chosen: tuple[str, ...] = address["area"]
    if chosen and chosen[0] in place_names(release, chosen):
        return chosen[0]
    return own_place(address, release) or COUNTRY


def own_place(address: Address, release: Release) -> str | None:
    """The chosen place, or the municipality that it lies in."""
    if address.place is None:
        return None
    where = {"code": address.place}
    rows = release.store.select("places", ("level", "municipality"), where).to_pylist()
    inside = rows and rows[0]["level"] in ("district", "neighbourhood", "postcode_area")
    return rows[0]["municipality"] if inside else address.place


def compared(address: Address, release: Release) -> tuple[str, ...]:
    """The places on the page: the one in the sentences first."""
    own = own_place(address, release)
    named = (area(address, release), own, *address["compare"], COUNTRY, *CLUSTERS)
    return tuple(dict.fromkeys(code for code in named if code))


def focus(address: Address, setting_code: str) -> str:
    """The chosen group, or the pooled one where this setting doesn't know it."""
    nodes = setting(setting_code).origin.nodes
    return address["group"] if address["group"] in nodes else FOCUS


def groups(address: Address, setting_code: str) -> tuple[str, ...]:
    """The groups of a setting: the one in the sentences first, then the single ones."""
    leaves = setting(setting_code).origin.leaves
    return tuple(dict.fromkeys((focus(address, setting_code), *leaves)))


def nodes_of(address: Address, release: Release, setting_code: str) -> dict[str, Any]:
    """What all questions of the page have in common."""
    return {
        "setting": setting_code,
        "year": year_of(address, release),
        "places": compared(address, release),
        "origin": groups(address, setting_code),
    }


def ask_opportunities(address: Address, release: Release) -> tuple[Question, ...]:
    """Shares at home and in the chosen setting; of the country only where it is asked for."""
    common = nodes_of(address, release, address["setting"])
    first = area(address, release)
    places = tuple(one for one in common["places"] if one != COUNTRY or one == first)
    return (Opportunities(**common | {"places": places}),)


def ask_settings(address: Address, release: Release) -> tuple[Question, ...]:
    """Shares for pupils and for employees in one place; chosen setting first."""
    codes = sorted((one.code for one in SETTINGS), key=lambda code: code != address["setting"])
    return tuple(
        Opportunities(
            setting=code,
            year=year_of(address, release),
            places=(area(address, release),),
            origin=tuple(dict.fromkeys((*groups(address, code), ALL))),
        )
        for code in codes
    )


def ask_relation(address: Address, release: Release) -> tuple[Question, ...]:
    """Lines per group and place."""
    return (Relation(**nodes_of(address, release, address["setting"])),)


def ask_accumulation(address: Address, release: Release) -> tuple[Question, ...]:
    """Few opportunities twice, in one place, per group and subgroup."""
    common = nodes_of(address, release, address["setting"])
    where = {"places": (area(address, release),)}
    how = {"by": address["by"], "threshold": address["threshold"]}
    return (Accumulation(**common | where | how),)


def ask_compensation(address: Address, release: Release) -> tuple[Question, ...]:
    """The gap in bands, in one place, the people with a Dutch background always along."""
    common = nodes_of(address, release, address["setting"])
    where = {"places": (area(address, release),)}
    return (Compensation(**common | where, residents=address["residents"]),)


def ask_verdict(address: Address, release: Release) -> tuple[Question, ...]:
    """Everyone's gap, and that of who lives where opportunities are few."""
    code = address["setting"]
    common = nodes_of(address, release, code) | {"places": (area(address, release),)}
    return (Opportunities(**common), Compensation(**common, residents="contact_poor"))


def threshold_controls(address: Address, release: Release) -> html.Div:
    """The threshold, with the paper's as a way back, and how to split."""
    language = address.language
    code = address["setting"]
    lowest, highest = THRESHOLDS_PERCENT[0], THRESHOLDS_PERCENT[-1]
    labels = {one: text(f"contact.by.{one}", language) for one in BREAKDOWNS}
    labels["stratum"] = text(f"scheme.{setting(code).stratum.code}", language)
    return html.Div(
        [
            slider(address, "threshold", text("contact.threshold", language), (lowest, highest, 5)),
            reset("threshold", text("contact.reset", language)),
            choice(address, "by", text("contact.by.label", language), labels.items()),
        ],
        className="control-row",
    )


def residents_controls(address: Address, release: Release) -> html.Div:
    """Everyone, or only who lives where opportunities are few."""
    language = address.language
    options = [(code, text(f"contact.residents.{code}", language)) for code in RESIDENTS]
    return switch(address, "residents", text("contact.residents.label", language), options)


RESIDENTS = ("all", "contact_poor")

CARDS = (
    Card("verdict", ask_verdict, words=verdict_words, say=verdict, caveats=("C02", "C05", "C16")),
    Card("scatter", ask_opportunities, scatter, height=640, narrowest=680),
    Card(
        "settings", ask_settings, three_settings, say=settings_sentence, wide=False, narrowest=320
    ),
    Card("compensation", ask_compensation, compensation, controls=residents_controls, wide=False),
    Card("accumulation", ask_accumulation, accumulation, controls=threshold_controls),
    Card("relation", ask_relation, relation, words=coefficients, narrowest=720),
)


def body(scene: Scene) -> html.Div:
    """The controls of the page, and its cards."""
    return html.Div([controls(scene), html.Div(list(map(scene.show, CARDS)), className="cards")])


def controls(scene: Scene) -> html.Div:
    """Pupils or employees, place, group and year: what all cards follow."""
    address, language = scene.address, scene.language
    settings = [(one.code, text(f"contact.setting.{one.code}", language)) for one in SETTINGS]
    newest, *older = sorted(member_years(scene.release), reverse=True)
    years = [("", str(newest)), *((str(year), str(year)) for year in older)]
    return html.Div(
        [
            switch(address, "setting", text("contact.setting.label", language), settings),
            choice(address, "area", text("contact.area", language), _areas(address, scene.release)),
            choice(address, "group", text("contact.group", language), _groups(address, language)),
            compare_search(address, scene.release),
            choice(address, "year", text("contact.year", language), years),
            html.P(text(f"contact.pooling.{address['setting']}", language), className="quiet"),
        ],
        className="controls",
    )


def _areas(address: Address, release: Release) -> Options:
    own = own_place(address, release)
    codes = dict.fromkeys(code for code in (own, *address["compare"], COUNTRY, *CLUSTERS) if code)
    side = 0 if address.language == "nl" else 1
    names = place_names(release, tuple(codes))
    default = own or COUNTRY
    return [("" if code == default else code, names[code][side]) for code in codes]


def _groups(address: Address, language: Language) -> Options:
    nodes = setting(address["setting"]).origin.nodes
    return [(code, text(f"origin_2005.{code}", language)) for code in nodes if code != NATIVE_2005]


CONTACT = View(
    code="contact",
    path="/contact",
    body=body,
    parameters=PARAMETERS,
    cards=CARDS,
    redrawn_by=("place", "compare", "setting"),
    years=member_years,
)
"""Redrawn by the setting, because its groups and breakdowns are others."""
