"""The page Segregatie: how unevenly groups live, whether that changes, and at which scale."""

from typing import Any

from dash import html

from components.absence import absent_card
from components.address import PLACE, Address
from components.controls import choice, level_options, switch, year_choice
from components.figures.districts import blocks
from components.figures.other_lens import other_lens
from components.figures.stacked import scale
from components.figures.years import segregation_years
from components.map.frame import OVERLAP, map_frame
from components.map.overlap import OverlapWish
from components.map.wish import Wish
from components.search import compare_search
from components.segregation_words import matrix, needed_for_income, parts
from components.views.areas import areas_wish, own
from components.views.view import Card, Scene, View
from core.groups.origin import NATIVE_18, ORIGIN_18
from core.groups.scheme import ALL
from core.language import text
from core.questions import Question
from core.questions.blocks import Blocks
from core.questions.domain import Choice
from core.questions.exposure import Exposure
from core.questions.nodes import COUNTRY, YEARS
from core.questions.other_lens import OtherLens, best_known, compared, shares_known
from core.questions.question import Parameter
from core.questions.scale import Scale
from core.questions.schemes import has_some_eighteen
from core.questions.segregation import GROUP, INDEX, UNITS, Segregation, by_size, largest
from core.questions.segregation_difference import SegregationDifference
from core.release import Release

CODE = "local"
LOCAL = ("local_divergence", "location_quotient")
AREAS = Choice(("neighbourhood", "district", "postcode_area"))
PARAMETERS = (
    Parameter("units", UNITS, "neighbourhood"),
    Parameter("index", INDEX, "dissimilarity"),
    Parameter("origin", GROUP, ALL),
    Parameter("since", YEARS, None),
    Parameter("local", Choice(LOCAL), LOCAL[0]),
    Parameter("areas", AREAS, "neighbourhood"),
    Parameter("area", PLACE, ()),
)


def wish(address: Address, release: Release) -> Wish:
    """The areas of the municipality against the whole of it."""
    group = address["origin"] if address["origin"] != ALL else NATIVE_18
    local = address["local"]
    offers = ((LOCAL[0], LOCAL[0]), (LOCAL[1], f"quotient_{group}"))
    where = own(address, release) or largest(release)
    return areas_wish(CODE, where, dict(offers)[local], address, release, "local", offers)


def overlap_wish(address: Address, release: Release) -> OverlapWish | None:
    """The areas by income and origin, where a release has figures on income in one of them."""
    known = shares_known(release)
    code = own(address, release) or best_known(known)
    if not any(compared(release, known.get(code, {}))):
        return None
    return OverlapWish(f"map-{OVERLAP}", code, next(iter(address["area"]), None))


def _overlap(scene: Scene) -> list[Any]:
    """Where both lenses are high; nothing where the second lens is missing."""
    if overlap_wish(scene.address, scene.release) is None:
        return []
    title = text("overlap.title", scene.language)
    parts = [
        html.P(title, className="eyebrow"),
        map_frame(OVERLAP, scene.language, table=False, about=f"{title}.", role="overlap"),
        html.P(text("overlap.not", scene.language), className="quiet"),
    ]
    return [html.Section(parts, className="card is-wide")]


def _place(address: Address, release: Release) -> tuple[str, ...]:
    return (own(address, release) or largest(release),)


def _others(address: Address, release: Release) -> tuple[str, ...]:
    mine = _place(address, release)
    return tuple(code for code in address["compare"] if code[:2] == "GM" and code not in mine)


def ask_years(address: Address, release: Release) -> tuple[Question, ...]:
    """The index over the years, beside cluster, type and the compared municipalities."""
    how = {"units": address["units"], "index": address["index"], "group": address["origin"]}
    compare = _others(address, release)
    return (Segregation(place=_place(address, release), compare=compare, **how),)


def ask_change(address: Address, release: Release) -> tuple[Question, ...]:
    """Two years of the municipality; with another one, the two of them in the newest year."""
    return (
        SegregationDifference(
            place=_place(address, release),
            first=address["since"] if address["since"] in release.years else None,
            last=address["year"],
            units=address["units"],
        ),
    )


def ask_places(address: Address, release: Release) -> tuple[Question, ...]:
    """The municipality against the first of the compared ones, or the largest one."""
    own_code = _place(address, release)
    others = _others(address, release) or tuple(
        code for code in by_size(release) if code not in own_code
    )
    return (
        SegregationDifference(
            place=own_code, other=others[:1], units=_finest(release, address["units"])
        ),
    )


def _finest(release: Release, units: str) -> str:
    """Pairs of places are kept over the finest units alone."""
    if not release.rows.get("segregation"):
        return units
    where = {"index": "exposure", "place": COUNTRY, "group": NATIVE_18, "other": NATIVE_18}
    rows = release.store.select("segregation", ("unit_level",), where)
    return str(rows["unit_level"][0]) if rows.num_rows else units


def ask_scale(address: Address, release: Release) -> tuple[Question, ...]:
    """The municipality and the country."""
    year = address["year"]
    return (Scale(place=_place(address, release), year=year), Scale(year=year))


def ask_blocks(address: Address, release: Release) -> tuple[Question, ...]:
    """The districts of the municipality."""
    return (Blocks(place=_place(address, release), year=address["year"]),)


def ask_exposure(address: Address, release: Release) -> tuple[Question, ...]:
    """Every pair of groups in the municipality."""
    group = address["origin"] if address["origin"] != ALL else NATIVE_18
    return (Exposure(place=_place(address, release), year=address["year"], group=group),)


def ask_income(address: Address, release: Release) -> tuple[Question, ...]:
    """The municipality by origin and by income."""
    code = own(address, release)
    return (OtherLens(place=(code,) if code else ()),)


def since_controls(address: Address, release: Release) -> Any:
    """From which year."""
    first, *later = sorted(release.years)
    options = [("", str(first)), *((str(year), str(year)) for year in later[:-1])]
    return choice(address, "since", text("segregation.since", address.language), options)


CARDS = (
    Card("segregation", ask_years, segregation_years, caveats=("C12",)),
    Card("change", ask_change, words=parts, controls=since_controls, wide=False),
    Card("between", ask_places, words=parts, wide=False),
    Card("scale", ask_scale, scale, wide=False),
    Card("blocks", ask_blocks, blocks, wide=False),
    Card("exposure", ask_exposure, words=matrix),
    Card("income", ask_income, other_lens, words=needed_for_income),
)


def body(scene: Scene) -> html.Div:
    """Has it changed; at which scale; where; who lives around whom; and the other lens."""
    drawn = {card.code: scene.show(card) for card in CARDS}
    if not has_some_eighteen(scene.release):
        # What can be shown comes first; of the others one list says what they need.
        absent = absent_card(text("local.title", scene.language), "indices", scene.language)
        told = html.Div([drawn["income"]], className="cards")
        others = [card for code, card in drawn.items() if code != "income"]
        cards = html.Div([*others, absent], className="cards")
        return html.Div([told, *_overlap(scene), cards])  # nothing here follows a control
    return html.Div(
        [
            html.Div(_controls(scene), className="controls"),
            html.Div(
                [drawn[one] for one in ("segregation", "change", "between")], className="cards"
            ),
            html.Section(_map(scene), className="card is-wide"),
            html.Div(
                [drawn[one] for one in ("scale", "blocks", "exposure", "income")],
                className="cards",
            ),
            *_overlap(scene),
        ]
    )


def _map(scene: Scene) -> list[Any]:
    address, language = scene.address, scene.language
    figures = [(code, text(f"local.{code}", language)) for code in LOCAL]
    levels = level_options(AREAS.codes, scene.release, language)
    return [
        html.P(text("local.title", language), className="eyebrow"),
        html.Div(
            [
                switch(address, "local", text("map.control.indicator", language), figures),
                switch(address, "areas", text("map.control.level", language), levels),
            ],
            className="control-row",
        ),
        map_frame(CODE, language, table=False),
        html.P(text("local.not", language), className="quiet"),
    ]


def _controls(scene: Scene) -> list[Any]:
    address, language = scene.address, scene.language
    units = [(one, text(f"place_level.{one}", language)) for one in UNITS.codes]
    indices = [(one, text(f"segregation_index.{one}", language)) for one in INDEX.codes]
    groups = [
        (ALL, text("segregation.all_groups", language)),
        *((one, text(f"origin_18.{one}", language)) for one in ORIGIN_18.leaves),
    ]
    parts_of: list[Any] = [
        choice(address, "origin", text("segregation.group", language), groups),
        choice(address, "index", text("segregation.index", language), indices),
        choice(address, "units", text("segregation.units", language), units),
        year_choice(address, text("map.control.year", language), scene.release.years),
        compare_search(address, scene.release),
    ]
    if own(address, scene.release) is None:
        parts_of.append(html.P(text("segregation.choose", language), className="quiet"))
    return parts_of


SEGREGATION = View(
    code="segregation",
    path="/segregatie",
    body=body,
    parameters=PARAMETERS,
    cards=CARDS,
    redrawn_by=("place", "compare"),
)
