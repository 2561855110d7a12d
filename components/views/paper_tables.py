"""The page with the paper's two figures and six tables, for the country or any municipality."""

from collections.abc import Callable
from typing import Any

from dash import html

from components.address import Address
from components.contact.state import own_place
from components.controls import choice, year_choice
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
Ask = Callable[[Address, Release], tuple[Question, ...]]


def places(address: Address, release: Release) -> tuple[str, ...]:
    """The chosen place first, then the country and its clusters."""
    own = own_place(address, release)
    return tuple(dict.fromkeys(code for code in (own, COUNTRY, *CLUSTERS) if code))


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
        "places": (*asked, TOGETHER),
        "together": OUTSIDE_G4,
        "origin": pooled(setting_code),
    }


def ask_twice(exhibit: str, setting_code: str) -> Ask:
    """Tables 2 and 5: few opportunities twice, by level or sector, and by generation."""

    def ask(address: Address, release: Release) -> tuple[Question, ...]:
        year = year_of(address, release, setting_code)
        nodes = _counted_nodes(setting_code, year, places(address, release))
        counted = (Accumulation(**nodes, by=by) for by in ("generation", "stratum"))
        return (*counted, Printed(exhibit=exhibit, year=year))

    return ask


def ask_gaps(exhibit: str, setting_code: str) -> Ask:
    """Tables 3 and 6: the gap in bands, of everyone and of residents of contact-poor areas."""

    def ask(address: Address, release: Release) -> tuple[Question, ...]:
        year = year_of(address, release, setting_code)
        nodes = _counted_nodes(setting_code, year, places(address, release))
        counted = (
            Compensation(**nodes, by=by, residents=residents)
            for residents, by in (
                (ALL, "none"),
                ("contact_poor", "generation"),
                ("contact_poor", "stratum"),
            )
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
    ]
    chosen = next(card for card in CARDS if card.code == address["exhibit"])
    cards = html.Div(scene.show(chosen), className="cards")
    return html.Div([html.Div(controls, className="controls"), cards])


EXHIBIT = Parameter("exhibit", Choice(tuple(EXHIBITS)), "table_1", "Figure or table of the paper")
TABLES = View(
    code="tables",
    path="/tabellen",
    body=body,
    parameters=(EXHIBIT,),
    cards=CARDS,
    redrawn_by=("place", "compare", "exhibit"),
    in_menu=False,
    years=member_years,
)
