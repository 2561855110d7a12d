"""The maps of the page Verscheidenheid: of types, of all municipalities, and inside one."""

from typing import Any

from dash import html

from components.address import Address
from components.controls import level_options, switch
from components.map.frame import map_frame
from components.map.kinds import KindsWish
from components.map.wish import Wish
from components.views.areas import areas_wish, own
from components.views.view import Scene
from core.language import text
from core.questions.two_measures import LEVELS
from core.release import Release

CODE, INSIDE, TYPES = "diversity", "city", "types"
SHOWN = ("probability_of_difference", "non_european_share", "native_share")


def wish(address: Address, release: Release) -> Wish:
    """Municipalities of the country, in the published classes."""
    return Wish(
        id=f"map-{CODE}",
        indicator=address["shown"],
        shows="shown",
        level="municipality",
        year=address["year"] or max(release.years),
        selected=own(address, release),
        enters=False,
    )


def inside_wish(address: Address, release: Release) -> Wish | None:
    """The areas of the municipality."""
    code = own(address, release)
    if code is None:
        return None
    return areas_wish(INSIDE, code, address["shown"], address, release, "shown")


def types_wish(address: Address, release: Release) -> KindsWish:
    """All municipalities by their types, with a limit moved or not."""
    return KindsWish(
        id=f"map-{TYPES}",
        year=address["year"] or max(release.years),
        selected=own(address, release),
        typed_by=address["typed_by"],
        rule=address["rule"],
        limit=address["limit"],
    )


def figures_choice(scene: Scene) -> html.Div:
    """Which figure the maps show."""
    language = scene.language
    figures = [(code, text(f"diversity.shown.{code}", language)) for code in SHOWN]
    return switch(scene.address, "shown", text("map.control.indicator", language), figures)


def country_section(scene: Scene) -> list[Any]:
    """The map of all municipalities."""
    return [
        html.P(text("diversity.map", scene.language), className="eyebrow"),
        figures_choice(scene),
        map_frame(CODE, scene.language, table=False),
    ]


def types_section(scene: Scene) -> list[Any]:
    """The map of types."""
    title = text("diversity.types_map", scene.language)
    return [
        html.P(title, className="eyebrow"),
        map_frame(TYPES, scene.language, table=False, about=f"{title}.", role="kinds"),
    ]


def inside_section(scene: Scene) -> list[Any]:
    """The map of the areas of the municipality."""
    language = scene.language
    levels = level_options(LEVELS.codes, scene.release, language)
    return [
        html.P(text("municipality.inside", language), className="eyebrow"),
        switch(scene.address, "areas", text("map.control.level", language), levels),
        map_frame(
            INSIDE,
            language,
            table=False,
            about=text("municipality.inside", language) + ".",
            role="inside",
        ),
        html.P(text("municipality.lesson", language), className="quiet"),
    ]
