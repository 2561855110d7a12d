"""Years: those with pupils and employees, and the one that an address means."""

from functools import lru_cache

from components.address import Address
from core.errors import NotInReleaseError
from core.questions.nodes import COUNTRY
from core.release import Release


@lru_cache(maxsize=4)
def member_years(release: Release) -> tuple[int, ...]:
    """The years with figures on pupils or employees; residents may have more."""
    where = {"place": COUNTRY, "breakdown": "none"}
    rows = release.store.select("opportunity", ("year",), where)
    return tuple(sorted(set(rows["year"].to_pylist()))) or release.years


def year_of(address: Address, release: Release, *settings: str) -> int:
    """The year asked for, or the nearest of which all of these settings have figures.

    Without a year asked for the newest; pupils and employees in one figure are of one year.
    """
    known = set(member_years(release)).intersection(
        *(release.setting_years.get(one, ()) for one in settings)
    )
    year: int | None = address["year"]
    if year is None:
        return newest_of(tuple(known) or member_years(release))
    return min(known, key=lambda one: (abs(one - year), one), default=year)


def newest_of(years: tuple[int, ...]) -> int:
    """The newest of the years that a page has figures of."""
    if not years:
        raise NotInReleaseError("year: this release has no years", "year", lacks="residents")
    return max(years)
