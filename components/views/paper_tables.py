"""The page with the paper's two figures and six tables, for the country or any municipality."""

from collections.abc import Callable
from typing import Any

from dash import html

from components.address import Address
from components.contact.state import own_place
from components.controls import choice, switch, year_choice
from components.paper_rows import Layout
from components.paper_sheet import paper_sheet
from components.paper_table import paper_table
from components.views.view import Card, Scene, View
from components.years import member_years, year_of
from core.groups.bands import GAP_BANDS
from core.groups.scheme import ALL
from core.groups.setting import setting
from core.language import text
from core.places.clusters import CLUSTERS
from core.published import EXHIBITS
from core.questions.accumulation import CELLS, Accumulation
from core.questions.compensation import Compensation
from core.questions.domain import Choice
from core.questions.gazetteer import place
from core.questions.nodes import COUNTRY
from core.questions.opportunities import Opportunities
from core.questions.printed import Printed
from core.questions.question import Parameter, Question
from core.questions.relation import Relation
from core.questions.together import OUTSIDE_G4, TOGETHER
from core.release import Release

MEANS = ("people", "group_share", "neighbourhood_share", "setting_share", "gap")
LINE = ("people", "intercept", "slope", "r_squared", "r", "partial_r")
FOUR = ("people", *(f"{cell}_share" for cell in CELLS))
FIVE = ("people", *(f"{band}_share" for band in GAP_BANDS), "more_or_much_more_share")
POOR = "contact_poor"
SPLIT = ("table_2", "table_3", "table_5", "table_6")
"""Exhibits in which groups have parts."""
SPLITS = (ALL, "none")
LARGER = (ALL, *CLUSTERS, COUNTRY)
Ask = Callable[[Address, Release], tuple[Question, ...]]


def places(address: Address, release: Release) -> tuple[str, ...]:
    """The chosen place first, then its cluster, the country and the other clusters.

    Beside a chosen place a reader can have one larger area alone.
    """
    own = own_place(address, release)
    if own is None:
        return (COUNTRY, *CLUSTERS)
    if address["larger"] != ALL:
        return tuple(dict.fromkeys((own, address["larger"])))
    row = place(release, own)
    around = row["cluster"] if row else None
    return tuple(dict.fromkeys(one for one in (own, around, COUNTRY, *CLUSTERS) if one))


def by(address: Address, *splits: str) -> tuple[str, ...]:
    """How groups are split: as the paper does, or not at all."""
    return splits if address["split"] == ALL else ("none",)


def pooled(setting_code: str) -> tuple[str, ...]:
    """Everyone, and the groups as the tables of this setting pool them."""
    pools = ("dutch", "western", "non_western")
    nodes = setting(setting_code).origin.nodes
    leaves = setting(setting_code).origin.leaves
    return (ALL, *pools, *(one for one in nodes if one not in (*pools, *leaves, ALL)))


def single(setting_code: str) -> tuple[str, ...]:
    """Everyone, and every group by itself."""
    return (ALL, *setting(setting_code).origin.leaves)


def ask_means(exhibit: str, setting_code: str) -> Ask:
    """Figures 2 and 3: mean shares by group."""

    def ask(address: Address, release: Release) -> tuple[Question, ...]:
        year = year_of(address, release, setting_code)
        origin = tuple(dict.fromkeys((*pooled(setting_code), *single(setting_code))))
        asked = Opportunities(
            setting=setting_code, year=year, places=places(address, release), origin=origin
        )
        return (asked, Printed(exhibit=exhibit, year=year))

    return ask


def ask_lines(exhibit: str, setting_code: str) -> Ask:
    """Tables 1 and 4: the line of each group."""

    def ask(address: Address, release: Release) -> tuple[Question, ...]:
        year = year_of(address, release, setting_code)
        asked = Relation(
            setting=setting_code,
            year=year,
            places=places(address, release),
            origin=single(setting_code),
        )
        return (asked, Printed(exhibit=exhibit, year=year))

    return ask


def _counted_nodes(setting_code: str, year: int, asked: tuple[str, ...]) -> dict[str, Any]:
    """What the tables that count people have in common: also all outside the G4 as one place."""
    return {
        "setting": setting_code,
        "year": year,
        "places": (*asked, *((TOGETHER,) if set(OUTSIDE_G4) <= set(asked) else ())),
        "together": OUTSIDE_G4,
        "origin": pooled(setting_code),
    }


def ask_twice(exhibit: str, setting_code: str) -> Ask:
    """Tables 2 and 5: few opportunities twice, by level or sector, and by generation."""

    def ask(address: Address, release: Release) -> tuple[Question, ...]:
        year = year_of(address, release, setting_code)
        nodes = _counted_nodes(setting_code, year, places(address, release))
        counted = (Accumulation(**nodes, by=one) for one in by(address, "generation", "stratum"))
        return (*counted, Printed(exhibit=exhibit, year=year))

    return ask


def ask_gaps(exhibit: str, setting_code: str) -> Ask:
    """Tables 3 and 6: the gap in bands, of everyone and of residents of contact-poor areas."""

    def ask(address: Address, release: Release) -> tuple[Question, ...]:
        year = year_of(address, release, setting_code)
        nodes = _counted_nodes(setting_code, year, places(address, release))
        poor = ((POOR, one) for one in by(address, "generation", "stratum"))
        counted = (
            Compensation(**nodes, by=one, residents=residents)
            for residents, one in ((ALL, "none"), *poor)
        )
        return (*counted, Printed(exhibit=exhibit, year=year))

    return ask


def _card(exhibit: str, ask: Ask, columns: tuple[str, ...]) -> Card:
    layout = Layout(exhibit, columns)
    return Card(
        exhibit, ask, words=paper_table(layout), sheet=paper_sheet(layout), caveats=("C01", "C02")
    )


CARDS = (
    _card("figure_2", ask_means("figure_2", "school"), (*MEANS, "same_municipality_share")),
    _card("table_1", ask_lines("table_1", "school"), LINE),
    _card("table_2", ask_twice("table_2", "school"), FOUR),
    _card("table_3", ask_gaps("table_3", "school"), FIVE),
    _card("figure_3", ask_means("figure_3", "work"), (*MEANS, "same_municipality_share")),
    _card("table_4", ask_lines("table_4", "work"), LINE),
    _card("table_5", ask_twice("table_5", "work"), FOUR),
    _card("table_6", ask_gaps("table_6", "work"), FIVE),
)


def body(scene: Scene) -> html.Div:
    """Which exhibit and year, and the table: one at a time, as each fills a screen."""
    address, language = scene.address, scene.language
    names = [(card.code, text(f"card.{card.code}.name", language)) for card in CARDS]
    controls = [
        choice(address, "exhibit", text("tables.which", language), names),
        year_choice(address, text("contact.year", language), member_years(scene.release)),
        *_ways_to_see_more(scene),
    ]
    chosen = next(card for card in CARDS if card.code == address["exhibit"])
    cards = html.Div(scene.show(chosen), className="cards")
    return html.Div([html.Div(controls, className="controls"), cards])


def _ways_to_see_more(scene: Scene) -> list[Any]:
    """Without parts of groups, and below a municipality one larger area instead of all."""
    address, language = scene.address, scene.language
    found: list[Any] = []
    if address["exhibit"] in SPLIT:
        splits = [(one, text(f"tables.split.{one}", language)) for one in SPLITS]
        found.append(switch(address, "split", text("tables.split.label", language), splits))
    if own_place(address, scene.release) is not None:
        names = [(one, text(f"tables.larger.{one}", language)) for one in LARGER]
        found.append(choice(address, "larger", text("tables.larger.label", language), names))
    else:
        found.append(html.P(text("tables.choose", language), className="quiet"))
    return found


EXHIBIT = Parameter("exhibit", Choice(tuple(EXHIBITS)), "table_1")
TABLES = View(
    code="tables",
    path="/tabellen",
    body=body,
    parameters=(
        EXHIBIT,
        Parameter("split", Choice(SPLITS), ALL),
        Parameter("larger", Choice(LARGER), ALL),
    ),
    cards=CARDS,
    redrawn_by=("place", "compare", "exhibit"),
    in_menu=False,
    years=member_years,
)
