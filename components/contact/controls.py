"""Controls of the page Contact: those of all cards, and those of one."""

from typing import Any

import dash_mantine_components as dmc
from dash import html

from components import ids
from components.address import Address
from components.attributes import data
from components.contact.state import (
    AREAS,
    GROUPS,
    POINTS,
    own_place,
    picked,
    points,
)
from components.controls import Options, choice, reset, slider, switch, year_choice
from components.search import compare_search
from components.views.view import Scene
from components.years import member_years, year_of
from core.groups.bands import THRESHOLDS_PERCENT
from core.groups.origin import NATIVE_2005
from core.groups.setting import SETTINGS, setting
from core.language import Language, text
from core.places.clusters import CLUSTERS
from core.published import PAPER_YEAR
from core.questions.gazetteer import codes_of_level, within
from core.questions.nodes import BREAKDOWNS, COUNTRY, MOST_TOGETHER, place_names
from core.questions.together import TOGETHER, together_name
from core.release import Release

RESIDENTS = ("all", "contact_poor")


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


def points_controls(address: Address, release: Release) -> html.Div:
    """What the points are, and which of them are chosen."""
    language = address.language
    inside = own_place(address, release) not in (None, COUNTRY)
    kinds = [kind for kind in POINTS if inside or kind != AREAS]
    options = [(kind, text(f"contact.points.{kind}", language)) for kind in kinds]
    shown = points(address, release)
    chooser = switch(address, "points", text("contact.points.label", language), options)
    if shown == GROUPS:
        hint = html.P(text("contact.picked.groups", language), className="quiet")
        return html.Div([chooser, hint], className="control-row")
    buttons = [
        reset("picked", text("contact.picked.clear", language)),
        html.Button(
            text("contact.picked.undo", language),
            type="button",
            className="plain",
            **data(undo="picked"),
        ),
    ]
    hint = html.P(text("contact.picked.hint", language), className="quiet")
    return html.Div(
        [chooser, _picker(address, release), html.Div(buttons, className="picked-buttons"), hint],
        className="control-row points",
    )


def _picker(address: Address, release: Release) -> Any:
    """A list to search and choose several from: the way to select without a mouse."""
    language = address.language
    kind = points(address, release)
    own = own_place(address, release)
    inside = kind == AREAS and own
    codes = within(release, "postcode_area", str(own)) if inside else _municipalities(release)
    side = 0 if language == "nl" else 1
    names = place_names(release, codes)
    return dmc.MultiSelect(
        id=ids.control("picked", ""),
        label=text(f"contact.picked.{kind}", language),
        data=[{"value": code, "label": names[code][side]} for code in codes],
        value=list(picked(address, release)),
        searchable=True,
        hidePickedOptions=True,
        maxValues=MOST_TOGETHER,
        limit=60,
        nothingFoundMessage=text("contact.picked.none", language),
        size="sm",
        className="control picker",
        comboboxProps={"transitionProps": {"duration": 0}},
    )


def _municipalities(release: Release) -> tuple[str, ...]:
    return codes_of_level(release, "municipality")


def page_controls(scene: Scene) -> html.Div:
    """Pupils or employees, place, group and year: what all cards follow."""
    address, language = scene.address, scene.language
    settings = [(one.code, text(f"contact.setting.{one.code}", language)) for one in SETTINGS]
    return html.Div(
        [
            switch(address, "setting", text("contact.setting.label", language), settings),
            choice(address, "area", text("contact.area", language), _areas(address, scene.release)),
            choice(address, "group", text("contact.group", language), _groups(address, language)),
            compare_search(address, scene.release),
            _years(address, scene.release),
            html.P(text(f"contact.pooling.{address['setting']}", language), className="quiet"),
            _tables_link(address, scene.release),
        ],
        className="controls",
    )


def _years(address: Address, release: Release) -> Any:
    """The years with figures on those whom the cards are about: pupils, or employees."""
    code = address["setting"]
    known = release.setting_years.get(code) or member_years(release)
    shown = year_of(address, release, code) if address["year"] else None
    return year_choice(address.having(year=shown), text("contact.year", address.language), known)


def _tables_link(address: Address, release: Release) -> html.A:
    """To the paper's tables, of its own year where no other is chosen."""
    tables = address.elsewhere("/tabellen")
    if address["year"] is None and PAPER_YEAR in member_years(release):
        tables = tables.having(year=PAPER_YEAR)
    return html.A(text("contact.tables", address.language), href=tables.href())


def _areas(address: Address, release: Release) -> Options:
    own = own_place(address, release)
    chosen = picked(address, release)
    first = TOGETHER if chosen else own
    known = (first, own, *address["compare"], COUNTRY, *CLUSTERS)
    codes = tuple(dict.fromkeys(code for code in known if code))
    side = 0 if address.language == "nl" else 1
    names = place_names(release, codes) | {TOGETHER: together_name(chosen)}
    default = first or COUNTRY
    return [("" if code == default else code, names[code][side]) for code in codes]


def _groups(address: Address, language: Language) -> Options:
    nodes = setting(address["setting"]).origin.nodes
    return [(code, text(f"origin_2005.{code}", language)) for code in nodes if code != NATIVE_2005]
