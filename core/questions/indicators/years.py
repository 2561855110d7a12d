"""In which years a release knows an indicator: opportunities are counted in fewer than homes."""

from functools import lru_cache

from core.questions.indicators.indicator import Indicator
from core.release import Release


@lru_cache(maxsize=256)
def years_of(indicator: Indicator, release: Release) -> tuple[int, ...]:
    """The years with a figure for the country as a whole, oldest first."""
    known = (
        year
        for year in sorted(release.years)
        if len(indicator.measure(release, year, {"level": "country"}).places)
    )
    return tuple(known)


def nearest_year(indicator: Indicator, release: Release, wanted: int) -> int:
    """The wanted year, or the nearest with figures; the older one of two as near."""
    known = years_of(indicator, release)
    return min(known, key=lambda year: (abs(year - wanted), year)) if known else wanted
