"""The page Start: choose your municipality, and what this is for whom."""

from dash import html

from components.address import Address
from components.choosing import choose_municipality
from components.figures.origins import origins
from components.figures.settings import settings_sentence, three_settings
from components.views.view import Card, Scene, View
from components.years import member_years, year_of
from core.language import text
from core.questions.nodes import COUNTRY
from core.questions.opportunities import Opportunities
from core.questions.origins import Origins
from core.questions.question import Question
from core.release import Release

IN_SETTINGS = ("school", "work")
USERS = ("officer", "researcher", "council")


def ask_country(address: Address, release: Release) -> tuple[Question, ...]:
    """Pupils and employees of the whole country."""
    leaves = ("non_western", "all", "dutch", "western", "turkish", "moroccan", "surinamese")
    origin = (*leaves, "antillean", "other_non_western")
    year = year_of(address, release, *IN_SETTINGS)
    return tuple(
        Opportunities(setting=code, year=year, places=(COUNTRY,), origin=origin)
        for code in IN_SETTINGS
    )


def ask_origins(address: Address, release: Release) -> tuple[Question, ...]:
    """Where the residents of the country come from."""
    return (Origins(place=(COUNTRY,)),)


COUNTED = Card("country", ask_country, three_settings, say=settings_sentence, narrowest=320)
RESIDENTS = Card("origins", ask_origins, origins)
CARDS = (COUNTED, RESIDENTS)


def is_counted(release: Release) -> bool:
    """Whether a release counts who are together at school or at work."""
    return any(release.setting_years[s] and release.basis_of(s) != "estimated" for s in IN_SETTINGS)


def years(release: Release) -> tuple[int, ...]:
    """The years of the figure on this page."""
    return member_years(release) if is_counted(release) else release.years


def _fitting(release: Release) -> tuple[Card, ...]:
    """The figure that the release has; with residents alone it says what the other needs."""
    return (COUNTED,) if is_counted(release) else (RESIDENTS, COUNTED)


def body(scene: Scene) -> html.Div:
    """The search, the three users, and one figure of the whole country."""
    return html.Div(
        [
            choose_municipality(scene.address, scene.release),
            html.Div([_user(user, scene) for user in USERS], className="users"),
            html.Div([scene.show(card) for card in _fitting(scene.release)], className="cards"),
        ]
    )


def _user(user: str, scene: Scene) -> html.Div:
    language = scene.language
    return html.Div(
        [
            html.H3(text(f"start.{user}.name", language)),
            html.P(text(f"start.{user}.what", language)),
            html.A(
                text(f"start.{user}.link", language),
                href=scene.address.elsewhere(
                    "/gegevens" if user == "researcher" else "/contact"
                ).href(),
            ),
        ],
        className="user",
    )


START = View("start", "/", body, cards=CARDS, years=years)
