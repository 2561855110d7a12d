"""The maps of the page Verscheidenheid: of types, of all municipalities, and inside one."""

from typing import Any

from dash import html

from components.absence import absent_card
from components.address import Address
from components.controls import level_options, switch
from components.map.frame import TYPES, map_frame
from components.map.kinds import KindsWish
from components.map.wish import Wish
from components.views.areas import areas_level, areas_wish, own, shown_of
from components.views.view import Scene
from core.language import text
from core.questions.two_measures import LEVELS
from core.release import Release

CODE, INSIDE = "diversity", "city"
SHOWN = ("probability_of_difference", "non_european_share", "native_share")


def wish(address: Address, release: Release) -> Wish:
    """Municipalities of the country, in the published classes."""
    return Wish(
        id=f"map-{CODE}",
        indicator=shown_of(SHOWN, address, release)[0],
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
    return areas_wish(INSIDE, code, shown_of(SHOWN, address, release)[0], address, release, "shown")


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
    known = shown_of(SHOWN, scene.address, scene.release)
    figures = [(code, text(f"diversity.shown.{code}", language)) for code in SHOWN if code in known]
    address = scene.address.having(shown=known[0])
    return switch(address, "shown", text("map.control.indicator", language), figures)


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


def no_types(scene: Scene) -> html.Article:
    """What stands in the place of the map of types where the groups aren't known."""
    name = text("diversity.types_map", scene.language)
    return absent_card(name, "eighteen", scene.language)


def inside_section(scene: Scene) -> list[Any]:
    """The map of the areas of the municipality."""
    language = scene.language
    levels = level_options(LEVELS.codes, scene.release, language)
    known = shown_of(SHOWN, scene.address, scene.release)
    lesson = [html.P(text("municipality.lesson_above", language), className="quiet")]
    address = scene.address.having(areas=areas_level(scene.address, scene.release))
    return [
        html.P(text("municipality.inside", language), className="eyebrow"),
        switch(address, "areas", text("map.control.level", language), levels),
        map_frame(
            INSIDE,
            language,
            table=False,
            about=text("municipality.inside", language) + ".",
            role="inside",
        ),
        *(lesson if len(known) > 1 else ()),
    ]
