"""What a browser is told to draw: which shapes, whose values, in which classes and words."""

from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import version
from typing import Any

from components.map.classes import domain_of, edges_line, labels, own_edges, steps
from components.map.palette import INKS, colours
from components.map.wish import LEVELS, Wish, fitting_level, shown_year
from core.language import Language, text
from core.questions import Answer
from core.questions.gazetteer import around, place, within
from core.questions.indicators import BY_CODE, Indicator
from core.questions.sentences import remark_words
from core.release import Release

LEAFLET_PACKAGE = "django-js-lib-leaflet"
LEAFLET = f"/leaflet/{version(LEAFLET_PACKAGE)}/"
"""Where Leaflet is served from; its version is in the address, so that it can be kept for ever."""
NEXT = {
    "province": "municipality",
    "corop": "municipality",
    "municipality": "neighbourhood",
    "district": "neighbourhood",
}
"""What is shown inside a place that is entered."""
WORDS = (
    *("withheld", "missing", "not_applicable", "low_reliability", "choose", "enter", "profile"),
    *("place", "class", "table", "rows", "previous", "next", "distribution", "own_class"),
    *("zoom_in", "zoom_out", "broken"),
)

FILLED_THERE = {name: f"{{{name}}}" for name in ("from", "to", "count", "kinds")}
"""Placeholders that the browser fills in."""


def spec(
    wish: Wish, told: Answer, release: Release, scheme: str, language: Language
) -> dict[str, Any]:
    """Everything the browser needs; shapes, names and values it fetches by their addresses."""
    indicator = BY_CODE[wish.indicator]
    level = fitting_level(indicator, wish.level, release, wish.within)
    edges = own_edges(indicator, wish.breaks) or _given_edges(wish, release)
    following = NEXT.get(level) if wish.enters else None
    return {
        "id": wish.id,
        "language": language,
        **addresses(release, wish.indicator, level, told.context.years[0]),
        "indicator": {
            "name": indicator.name(language),
            "unit": indicator.unit,
            "unit_words": text("unit.points", language) if indicator.unit == "points" else "",
            "domain": steps(indicator, domain_of(indicator)),
            "open": bool(indicator.group),
        },
        "edges": steps(indicator, edges),
        "breaks": steps(indicator, edges) if edges != indicator.breaks else None,
        "labels": labels(indicator, edges, language),
        "colours": _colours(indicator, edges, scheme),
        "within": wish.within,
        "inside": inside(release, level, wish.within, told.context.years[0]),
        "selected": selected_at(release, level, wish.selected),
        "around": municipality_around(release, level, wish),
        "file": f"contactatlas-{wish.indicator}-{level}-{told.context.years[0]}-{release.id}",
        "next_level": fitting_level(indicator, following, release) if following else None,
        "selects": wish.selects,
        "shows": wish.shows,
        **_pairing(wish, language),
        "ahead": ahead(wish, release),
        "leaflet": LEAFLET,
        "profile": "/gemeente",
        "sentence": told.sentence(language),
        "note": " ".join(notes(wish, told, release, language)),
        "texts": {word: text(f"map.{word}", language, **FILLED_THERE) for word in WORDS},
    }


def _pairing(wish: Wish, language: Language) -> dict[str, str]:
    """With which maps it moves, and whether colours mean the same on them."""
    return {"locked": wish.locked, "scale": text(wish.scale, language) if wish.scale else ""}


def _colours(indicator: Indicator, edges: Sequence[float], scheme: str) -> dict[str, Any]:
    """The colours of the classes, and of everything that is drawn over them."""
    return {
        "classes": colours(indicator.palette, len(edges) + 1, scheme),
        **asdict(INKS[scheme]),
    }


def addresses(release: Release, indicator: str, level: str, year: int) -> dict[str, str | None]:
    """Where the browser finds shapes, names and values; each address means one content only."""
    drawn = release.map_of(level, year)
    stored = (
        {"geometry": None, "names": f"/maps/names/{release.id}/{level}/{year}"}
        if drawn is None
        else {
            "geometry": f"/maps/{drawn.geometry_sha256[:16]}/{level}.areas",
            "names": f"/maps/{drawn.names_sha256[:16]}/{level}.json",
        }
    )
    return {**stored, "values": values_address(release, indicator, level, year)}


def addresses_of(wish: Wish, release: Release) -> dict[str, str | None]:
    """The same of what a page wishes for, known before the figures themselves are."""
    level, year = _drawn(wish, BY_CODE[wish.indicator], release)
    return addresses(release, wish.indicator, level, year)


def values_address(release: Release, indicator: str, level: str, year: int) -> str:
    """Where the values of a whole level are."""
    return f"/maps/values/{release.id}/{indicator}/{level}/{year}"


def ahead(wish: Wish, release: Release) -> dict[str, str]:
    """Where the values will be if another figure is chosen: the browser need not ask first.

    Only for figures that are drawn on the same shapes.
    """
    found = {}
    level, year = _drawn(wish, BY_CODE[wish.indicator], release)
    for asked, code in wish.offers or zip(BY_CODE, BY_CODE, strict=True):
        other_level, other_year = _drawn(wish, BY_CODE[code], release)
        same = release.vintage_of(level, year) == release.vintage_of(other_level, other_year)
        if same or level != other_level:
            found[asked] = values_address(release, code, other_level, other_year)
    return found


def _drawn(wish: Wish, indicator: Indicator, release: Release) -> tuple[str, int]:
    return fitting_level(indicator, wish.level, release, wish.within), shown_year(
        wish, indicator, release
    )


def inside(
    release: Release, level: str, code: str | None, year: int | None = None
) -> Sequence[str] | None:
    """The areas to show in colour: by themselves or by their municipality; None is all."""
    if code is None:
        return None
    row = place(release, code)
    if row is not None and row["level"] == "municipality":
        return (code,)
    if level == "municipality" or (row is not None and row["level"] == "district"):
        return within(release, level, code, year)
    return within(release, "municipality", code, year)


def _given_edges(wish: Wish, release: Release) -> tuple[float, ...]:
    """The class edges where a reader chose none: some figures have others in a municipality."""
    indicator = BY_CODE[wish.indicator]
    row = place(release, wish.within) if wish.within else None
    inside = row is not None and row["level"] in LEVELS[LEVELS.index("municipality") :]
    return indicator.breaks_inside if inside and indicator.breaks_inside else indicator.breaks


def selected_at(release: Release, level: str, code: str | None) -> str | None:
    """The chosen place, or what lies around it at the level that is shown."""
    if code is None:
        return None
    candidates = (code, *around(release, code))
    rows = (place(release, one) for one in candidates)
    return next((row["code"] for row in rows if row and row["level"] == level), None)


def municipality_around(release: Release, level: str, wish: Wish) -> str | None:
    """The chosen municipality, where smaller areas than municipalities are drawn."""
    row = place(release, wish.selected) if wish.selected else None
    smaller = LEVELS.index(level) > LEVELS.index("municipality")
    fits = row is not None and row["level"] == "municipality" and smaller
    return wish.selected if fits and wish.selected != wish.within else None


def notes(wish: Wish, told: Answer, release: Release, language: Language) -> list[str]:
    """What the figure means, where its classes come from, and what is other than asked."""
    indicator = BY_CODE[wish.indicator]
    level = fitting_level(indicator, wish.level, release, wish.within)
    is_estimated = told.context.basis == "estimated"
    about = text("map.estimated", language) if is_estimated else indicator.about(language)
    found = [*_instead(wish, level, told.context.years[0], language), about]
    found += [remark_words(one, told.context, language) for one in told.context.remarks]
    found.append(
        text("map.own_breaks", language)
        if wish.breaks
        else edges_line(indicator, _given_edges(wish, release), language)
    )
    drawn = release.map_of(level, told.context.years[0])
    if drawn is None:
        found.append(text("map.undrawn", language))
    elif drawn.approximate:
        found.append(text("map.approximate", language))
    return found


def _instead(wish: Wish, level: str, year: int, language: Language) -> list[str]:
    """What is shown instead of a level or year that the figure doesn't have."""
    found = []
    if level != wish.level:
        shown = text(f"place_levels.{level}", language)
        asked = text(f"place_levels.{wish.level}", language)
        found.append(text("map.other_level", language, asked=asked, shown=shown))
    if year != wish.year:
        found.append(text("map.other_year", language, asked=wish.year, shown=year))
    return found
