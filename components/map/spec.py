"""What a browser is told to draw: which shapes, whose values, in which classes and words."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from core.language import Language, text
from core.questions import Answer
from core.questions.composition import Composition
from core.questions.gazetteer import around, place, within
from core.questions.indicators import BY_CODE, Indicator
from core.release import Release

from components.map.classes import DOMAINS, edges_line, labels, own_edges, steps
from components.map.palette import INKS, colours

LEVELS = ("province", "corop", "municipality", "postcode_area", "district", "neighbourhood")
"""Levels that can be drawn, from large to small."""
NEXT = {
    "province": "municipality",
    "corop": "municipality",
    "municipality": "neighbourhood",
    "district": "neighbourhood",
}
"""What is shown inside a place that is entered."""
FALLBACK = {
    "neighbourhood": "postcode_area",
    "district": "postcode_area",
    "postcode_area": "municipality",
}
"""Where a figure doesn't exist at a level: the nearest one at which it may."""
WORDS = (
    *("withheld", "missing", "not_applicable", "low_reliability", "choose", "enter", "profile"),
    *("place", "class", "table", "rows", "previous", "next", "distribution", "own_class"),
    *("zoom_in", "zoom_out", "broken"),
)


@dataclass(frozen=True)
class Wish:
    """What a page wants on its map."""

    id: str
    indicator: str
    level: str
    year: int
    within: str | None = None
    selected: str | None = None
    breaks: tuple[str, ...] = ()


def fitting_level(indicator: Indicator, level: str) -> str:
    """The level itself, or the nearest at which the figure exists."""
    while level not in indicator.levels and level in FALLBACK:
        level = FALLBACK[level]
    return level


def whole_level(wish: Wish) -> Composition:
    """The question whose values colour the map: the whole level, so that it can be kept."""
    level = fitting_level(BY_CODE[wish.indicator], wish.level)
    return Composition(indicator=wish.indicator, level=level, year=wish.year)


def told_question(wish: Wish) -> Composition:
    """The question that the sentence and the downloads answer: what the map shows in colour."""
    level = fitting_level(BY_CODE[wish.indicator], wish.level)
    inside = (wish.within,) if wish.within else ()
    return Composition(indicator=wish.indicator, level=level, year=wish.year, within=inside)


def spec(
    wish: Wish, told: Answer, release: Release, scheme: str, language: Language
) -> dict[str, Any]:
    """Everything the browser needs; shapes, names and values it fetches by their addresses."""
    indicator = BY_CODE[wish.indicator]
    level = fitting_level(indicator, wish.level)
    own = own_edges(indicator, wish.breaks)
    edges = own or indicator.breaks
    following = NEXT.get(level)
    return {
        "id": wish.id,
        "language": language,
        **addresses(release, wish.indicator, level, wish.year),
        "indicator": {
            "name": indicator.name(language),
            "unit": indicator.unit,
            "domain": steps(indicator, DOMAINS[indicator.unit]),
            "open": bool(indicator.group),
        },
        "edges": steps(indicator, edges),
        "breaks": steps(indicator, own) or None,
        "labels": labels(indicator, edges, language),
        "colours": {
            "classes": colours(indicator.palette, len(edges) + 1, scheme),
            **asdict(INKS[scheme]),
        },
        "within": wish.within,
        "inside": inside(release, level, wish.within),
        "selected": selected_at(release, level, wish.selected),
        "next_level": fitting_level(indicator, following) if following else None,
        "profile": "/gemeente",
        "sentence": told.sentence(language),
        "note": " ".join(notes(indicator, wish, level, release, language)),
        "texts": {word: text(f"map.{word}", language) for word in WORDS},
    }


def addresses(release: Release, indicator: str, level: str, year: int) -> dict[str, str | None]:
    """Where the browser finds shapes, names and values; each address means one content only."""
    drawn = release.maps.get(level)
    stored = (
        {"geometry": None, "names": f"/maps/names/{release.id}/{level}"}
        if drawn is None
        else {
            "geometry": f"/maps/{drawn.geometry_sha256[:16]}/{level}.areas",
            "names": f"/maps/{drawn.names_sha256[:16]}/{level}.json",
        }
    )
    return {**stored, "values": f"/maps/values/{release.id}/{indicator}/{level}/{year}"}


def inside(release: Release, level: str, code: str | None) -> Sequence[str] | None:
    """The areas to show in colour: by themselves or by their municipality; None is all."""
    if code is None:
        return None
    row = place(release, code)
    if row is not None and row["level"] == "municipality":
        return (code,)
    if level == "municipality" or (row is not None and row["level"] == "district"):
        return within(release, level, code)
    return within(release, "municipality", code)


def selected_at(release: Release, level: str, code: str | None) -> str | None:
    """The chosen place, or what lies around it at the level that is shown."""
    if code is None:
        return None
    candidates = (code, *around(release, code))
    rows = (place(release, one) for one in candidates)
    return next((row["code"] for row in rows if row and row["level"] == level), None)


def notes(
    indicator: Indicator, wish: Wish, level: str, release: Release, language: Language
) -> list[str]:
    """What the figure means, where its classes come from, and what is approximate."""
    found = [indicator.about(language)]
    if level != wish.level:
        shown = text(f"place_levels.{level}", language)
        asked = text(f"place_levels.{wish.level}", language)
        found.insert(0, text("map.other_level", language, asked=asked, shown=shown))
    found.append(
        text("map.own_breaks", language) if wish.breaks else edges_line(indicator, language)
    )
    drawn = release.maps.get(level)
    if drawn is None:
        found.append(text("map.undrawn", language))
    elif drawn.approximate:
        found.append(text("map.approximate", language))
    return found
