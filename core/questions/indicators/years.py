"""In which years a release knows an indicator: opportunities are counted in fewer than homes."""

from core.questions.indicators.indicator import Indicator
from core.release import Release


def years_of(indicator: Indicator, release: Release) -> tuple[int, ...]:
    """The years with figures."""
    return release.setting_years[indicator.setting] if indicator.setting else release.years


def nearest_year(indicator: Indicator, release: Release, wanted: int) -> int:
    """The wanted year, or the nearest with figures; the older one of two as near."""
    known = years_of(indicator, release)
    return min(known, key=lambda year: (abs(year - wanted), year)) if known else wanted
