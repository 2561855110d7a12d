"""The page Contact: opportunities to meet, in the neighbourhood against school and work."""

from urllib.parse import urlencode

from dash import html

from components.coefficients import coefficients
from components.contact.asked import (
    ask_accumulation,
    ask_compensation,
    ask_points,
    ask_relation,
    ask_schools,
    ask_settings,
    ask_verdict,
)
from components.contact.controls import (
    page_controls,
    points_controls,
    residents_controls,
    threshold_controls,
)
from components.contact.state import PARAMETERS
from components.contrast import contrast_words, points_figure, points_sentence
from components.exposed import exposed
from components.figures.accumulation import accumulation
from components.figures.compensation import compensation
from components.figures.relation import relation
from components.figures.settings import settings_sentence, three_settings
from components.schools_words import schools_words
from components.verdict import verdict, verdict_words
from components.views.view import Card, Scene, View
from components.years import member_years
from core.groups.setting import SCHOOL, SETTINGS, Setting
from core.language import text

CARDS = (
    Card("verdict", ask_verdict, words=verdict_words, say=verdict, caveats=("C02", "C05", "C16")),
    Card(
        "scatter",
        ask_points,
        points_figure,
        words=contrast_words,
        say=points_sentence,
        controls=points_controls,
        height=640,
        narrowest=680,
    ),
    Card(
        "settings", ask_settings, three_settings, say=settings_sentence, wide=False, narrowest=320
    ),
    Card("compensation", ask_compensation, compensation, controls=residents_controls, wide=False),
    Card(
        "accumulation",
        ask_accumulation,
        accumulation,
        words=exposed,
        controls=threshold_controls,
    ),
    Card("relation", ask_relation, relation, words=coefficients, narrowest=720),
    Card("schools", ask_schools, words=schools_words),
)

OF_SCHOOLS = CARDS[-1]
"""Says nothing about work."""


def body(scene: Scene) -> html.Div:
    """The controls of the page, and its cards; where all is estimated, the way to the map."""
    shown = [one for one in CARDS if scene.address["setting"] == SCHOOL.code or one != OF_SCHOOLS]
    cards = html.Div(list(map(scene.show, shown)), className="cards")
    release = scene.release
    known = [one for one in SETTINGS if release.setting_years[one.code]]
    estimated = [one for one in known if release.basis_of(one.code) == "estimated"]
    if len(estimated) < len(known):
        return html.Div([page_controls(scene), cards])
    links = html.Ul([_on_the_map(one, scene) for one in estimated], className="ways")
    return html.Div([links, cards] if estimated else [cards])


def _on_the_map(setting: Setting, scene: Scene) -> html.Li:
    """A link to the map of the estimates on a setting."""
    level = "postcode_area" if setting.code == "school" else "municipality"
    query = urlencode({"indicator": f"{setting.code}_share", "level": level})
    page = scene.address.elsewhere("/kaart").href()
    words = text(f"contact.estimated.{setting.code}", scene.language)
    return html.Li(html.A(words, href=f"{page}{'&' if '?' in page else '?'}{query}"))


CONTACT = View(
    code="contact",
    path="/contact",
    body=body,
    parameters=PARAMETERS,
    cards=CARDS,
    redrawn_by=("place", "compare", "setting", "points"),
    redrawn_at_first=("picked",),
    years=member_years,
)
"""Redrawn by the setting, because its groups and breakdowns are others."""
