"""The areas of one municipality on a map, as several pages show them."""

from collections.abc import Sequence

from components.address import Address
from components.map.wish import Wish
from core.questions.gazetteer import place
from core.questions.indicators import BY_CODE
from core.questions.indicators.years import offered
from core.release import Release

AREAS = ("neighbourhood", "district", "postcode_area")
"""Levels within a municipality, the finest first."""


def own(address: Address, release: Release) -> str | None:
    """The municipality that the address is about: the chosen place, or what is around it."""
    row = place(release, address.place) if address.place else None
    if row is None:
        return None
    return str(row["code"]) if row["level"] == "municipality" else row["municipality"]


def shown_of(offers: Sequence[str], address: Address, release: Release) -> tuple[str, ...]:
    """The figures of a map that the release has, the one asked for first."""
    known = [code for code in offers if offered(BY_CODE[code], release)]
    asked: str = address["shown"]
    return tuple(sorted(known, key=lambda code: code != asked)) or (asked,)


def areas_level(address: Address, release: Release) -> str:
    """The level of areas asked for, or one that a map of the release can draw."""
    asked: str = address["areas"]
    drawn = [level for level in AREAS if level in release.maps]
    return asked if asked in drawn or not drawn else drawn[0]


def areas_wish(  # noqa: PLR0913, PLR0917 (each is one property of the map)
    code: str,
    within: str,
    indicator: str,
    address: Address,
    release: Release,
    shows: str,
    offers: tuple[tuple[str, str], ...] = (),
) -> Wish:
    """One figure for the areas of a municipality; a click chooses one of them."""
    return Wish(
        id=f"map-{code}",
        indicator=indicator,
        shows=shows,
        offers=offers,
        level=areas_level(address, release),
        year=address["year"] or max(release.years),
        within=within,
        selected=next(iter(address["area"]), None),
        selects="area",
        enters=False,
    )
