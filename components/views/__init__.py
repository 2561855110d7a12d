"""The pages, in the order of the menu."""

from dataclasses import replace

from dash import html

from components.map.frame import OVERLAP, TYPES, Role, map_frame
from components.views import country_map
from components.views.contact import CONTACT
from components.views.country_map import COUNTRY_MAP, frames
from components.views.diversity import DIVERSITY
from components.views.maps import map_on
from components.views.method import METHOD
from components.views.municipality import MUNICIPALITY
from components.views.paper_tables import TABLES
from components.views.presenting import PRESENTING, SPEAKER
from components.views.segregation import SEGREGATION
from components.views.start import START
from components.views.statements import ACCESSIBILITY, MISSING, PRIVACY
from components.views.view import Card, Scene, View
from core.language import text

VIEWS: tuple[View, ...] = (
    START,
    COUNTRY_MAP,
    MUNICIPALITY,
    CONTACT,
    DIVERSITY,
    SEGREGATION,
    PRESENTING,
    TABLES,
    METHOD,
    SPEAKER,
    ACCESSIBILITY,
    PRIVACY,
)
ROLES: dict[str, Role] = {TYPES: "kinds", OVERLAP: "overlap"}
ALONE = "/toon"
"""Where a card stands alone, large: to show in a meeting, or in a page elsewhere."""
__all__ = ["ALONE", "MISSING", "VIEWS", "Card", "Scene", "View", "shown_alone", "view_at"]


def view_at(path: str) -> View | None:
    """The view at this path, or one of its cards alone."""
    tidy = path.rstrip("/") or "/"
    found = next((view for view in VIEWS if view.path == tidy), None)
    if found or not tidy.startswith(f"{ALONE}/"):
        return found
    around, _, code = tidy.removeprefix(ALONE).rpartition("/")
    view = next((one for one in VIEWS if one.path == (around or "/")), None)
    if view is not None and map_on(view.code, code):
        return replace(view, path=tidy, cards=(), body=_map_alone)
    card = next((one for one in view.cards if one.code == code), None) if view else None
    if view is None or card is None:
        return None
    return replace(view, path=tidy, cards=(card,), body=_alone, redrawn_by=("place", "compare"))


def shown_alone(view: View) -> bool:
    """Whether this is one card without the page around it."""
    return view.path.startswith(f"{ALONE}/")


def _alone(scene: Scene) -> html.Div:
    view = view_at(scene.address.path)
    cards = [scene.show(card) for card in view.cards] if view else []
    return html.Div([html.Div(cards, className="cards"), _back(scene)])


def _back(scene: Scene) -> html.P:
    """From a card in a page of others to the page around it here."""
    around = scene.address.path.removeprefix(ALONE).rpartition("/")[0] or "/"
    link = html.A(
        text("card.back", scene.language),
        href=replace(scene.address, path=around).href(),
        target="_blank",
        rel="noopener",
        className="back",
    )
    return html.P(link, className="alone-back")


def _map_frames(code: str, scene: Scene) -> html.Div:
    if code == country_map.CODE:
        return frames(scene)
    role: Role = ROLES.get(code, "main")
    return map_frame(code, scene.language, table=False, role=role)


def _map_alone(scene: Scene) -> html.Div:
    view = view_at(scene.address.path)
    code = map_on(view.code, scene.address.path.rpartition("/")[2]) if view else None
    frame = _map_frames(code, scene) if code else None
    card = html.Article(frame, className="card is-wide")
    return html.Div([html.Div(card, className="cards"), _back(scene)])
