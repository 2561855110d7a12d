"""The areas of one municipality on a map, as several pages show them."""

from components.address import Address
from components.map.wish import Wish
from core.questions.gazetteer import place
from core.release import Release


def own(address: Address, release: Release) -> str | None:
    """The municipality that the address is about: the chosen place, or what is around it."""
    row = place(release, address.place) if address.place else None
    if row is None:
        return None
    return str(row["code"]) if row["level"] == "municipality" else row["municipality"]


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
        level=address["areas"],
        year=address["year"] or max(release.years),
        within=within,
        selected=next(iter(address["area"]), None),
        selects="area",
        enters=False,
    )
