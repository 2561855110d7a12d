"""The page Start: choose your municipality, and what this is for whom."""

from dash import html

from components.address import Address
from components.figures.settings import settings_sentence, three_settings
from components.search import place_search
from components.views.view import Card, Scene, View
from components.years import member_years, year_of
from core.language import text
from core.questions.nodes import COUNTRY
from core.questions.opportunities import Opportunities
from core.questions.places import Places
from core.questions.question import Question
from core.release import Release

USERS = ("officer", "researcher", "council")
EXAMPLES = ("GM0363", "GM0599", "GM0518", "GM0344", "GM0513", "GM0034", "GM0362")
"""Municipalities to begin with, if the release has them; else its first ones."""
MOST_EXAMPLES = 5


def ask_country(address: Address, release: Release) -> tuple[Question, ...]:
    """Pupils and employees of the whole country."""
    leaves = ("non_western", "all", "dutch", "western", "turkish", "moroccan", "surinamese")
    origin = (*leaves, "antillean", "other_non_western")
    year = year_of(address, release)
    return tuple(
        Opportunities(setting=code, year=year, places=(COUNTRY,), origin=origin)
        for code in ("school", "work")
    )


CARDS = (Card("country", ask_country, three_settings, say=settings_sentence, narrowest=320),)


def body(scene: Scene) -> html.Div:
    """The search, the three users, and one figure of the whole country."""
    language = scene.language
    return html.Div(
        [
            html.Div(
                [
                    html.H2(text("start.choose", language)),
                    _search(scene),
                    html.P([text("start.examples", language), *_examples(scene)]),
                ],
                className="hero",
            ),
            html.Div([_user(user, scene) for user in USERS], className="users"),
            html.Div([scene.show(card) for card in CARDS], className="cards"),
        ]
    )


def _search(scene: Scene) -> html.Div:
    from components.shell import picked_path  # noqa: PLC0415 # the shell lists all views

    label = text("search.label", scene.language)
    return place_search(scene.address, label, picked_path(START), big=True)


def _examples(scene: Scene) -> list[html.A]:
    kind = Places(level="municipality", most=500)
    names = {r["code"]: r[f"name_{scene.language}"] for r in kind.answer(scene.release).rows()}
    chosen = [code for code in EXAMPLES if code in names] or sorted(names)
    to = scene.address.elsewhere("/contact")
    return [
        html.A(names[code], href=to.having(place=(code,)).href()) for code in chosen[:MOST_EXAMPLES]
    ]


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


START = View("start", "/", body, cards=CARDS, years=member_years)
