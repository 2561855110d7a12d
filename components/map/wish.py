"""What a page wants on its map, and the nearest to it that a release can show."""

from dataclasses import dataclass

from core.questions.composition import Composition
from core.questions.indicators import BY_CODE, Indicator
from core.questions.indicators.years import nearest_year, years_of
from core.release import Release

LEVELS = ("province", "corop", "municipality", "postcode_area", "district", "neighbourhood")
"""Levels that can be drawn, from large to small."""
FALLBACK = {
    "neighbourhood": "postcode_area",
    "district": "postcode_area",
    "postcode_area": "municipality",
}
"""Where a figure doesn't exist at a level: the nearest one at which it may."""


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
    selects: str = "place"
    """The parameter of the address that a click sets."""
    enters: bool = True
    """Whether a second click goes inside."""
    shows: str = "indicator"
    """The parameter of the address that says which figure is shown."""
    offers: tuple[tuple[str, str], ...] = ()
    """Values of that parameter with the figure each stands for, where these aren't the same."""
    locked: str = ""
    """What maps that are moved and enlarged together have in common; empty for a map alone."""
    scale: str = ""
    """The text that says whether colours mean the same on all of these."""


def fitting_level(
    indicator: Indicator, level: str, release: Release, within: str | None = None
) -> str:
    """The level itself, or the nearest at which the figure exists and is known there.

    Where it is known nowhere, the largest of these levels at which it exists.
    """
    nearest = level
    while level in FALLBACK and not _is_known(indicator, level, release, within):
        level = FALLBACK[level]
        nearest = level if level in indicator.levels else nearest
    return level if level in indicator.levels else nearest


def _is_known(indicator: Indicator, level: str, release: Release, within: str | None) -> bool:
    if level not in indicator.levels:
        return False
    return bool(indicator.setting or years_of(indicator, release, level, within))


def shown_year(wish: Wish, indicator: Indicator, release: Release) -> int:
    """The year wished for, or the nearest in which the figure is known there."""
    level = fitting_level(indicator, wish.level, release, wish.within)
    return nearest_year(indicator, release, wish.year, level, wish.within)


def told_question(wish: Wish, release: Release) -> Composition:
    """The question that the sentence and the downloads answer: what the map shows in colour."""
    indicator = BY_CODE[wish.indicator]
    return Composition(
        indicator=wish.indicator,
        level=fitting_level(indicator, wish.level, release, wish.within),
        year=shown_year(wish, indicator, release),
        within=(wish.within,) if wish.within else (),
    )
