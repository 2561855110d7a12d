"""Choose a municipality: a box to search in, and some to begin with."""

from dash import html

from components.address import Address
from components.search import place_search
from core.language import text
from core.questions.gazetteer import codes_of_level
from core.questions.nodes import place_names
from core.release import Release

PATH = "/gemeente"
"""The page of one municipality, which opens with the one that is chosen."""
EXAMPLES = ("GM0363", "GM0599", "GM0518", "GM0344", "GM0513", "GM0034", "GM0362")
"""Municipalities to begin with, if the release has them; else its first ones."""
MOST_EXAMPLES = 5


def choose_municipality(address: Address, release: Release) -> html.Div:
    """The search and the examples, as a part of a page."""
    language = address.language
    return html.Div(
        [
            html.H2(text("start.choose", language)),
            place_search(address, text("search.label", language), PATH, big=True),
            html.P([text("start.examples", language), *_examples(address, release)]),
        ],
        className="hero",
    )


def _examples(address: Address, release: Release) -> list[html.A]:
    known = codes_of_level(release, "municipality")
    chosen = ([code for code in EXAMPLES if code in known] or known)[:MOST_EXAMPLES]
    names = place_names(release, chosen)
    to = address.elsewhere(PATH)
    return [
        html.A(names[code][address.language == "en"], href=to.having(place=(code,)).href())
        for code in chosen
    ]
