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


def year_of(address: Address, release: Release) -> int:
    """The year asked for, or the newest with pupils and employees."""
    year: int | None = address["year"]
    return newest_of(member_years(release)) if year is None else year


def newest_of(years: tuple[int, ...]) -> int:
    """The newest of the years that a page has figures of."""
    if not years:
        raise NotInReleaseError("year: this release has no years", "year", lacks="residents")
    return max(years)
