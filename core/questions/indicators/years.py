"""In which years a release knows an indicator: not every figure is there for every year."""

from core.groups.origin import ORIGIN_18
from core.questions.gazetteer import around
from core.questions.indicators.indicator import Indicator
from core.questions.nodes import COUNTRY
from core.questions.schemes import schemes_at, schemes_with
from core.release import Release


def years_of(
    indicator: Indicator, release: Release, level: str = "", within: str | None = None
) -> tuple[int, ...]:
    """The years with figures, at a level and inside a place where these are given."""
    if indicator.setting:
        return release.setting_years[indicator.setting]
    if not release.schemes:
        return release.years
    needed = _schemes_for(indicator)
    levels = (indicator.counts_at or level,) if indicator.counts_at or level else release.schemes
    known = {
        (one, year)
        for one in levels
        for year in release.schemes.get(one, {})
        if needed & set(schemes_at(release, one, year)) and _covers(release, one, year, within)
    }
    # Years of a few cities only count where there are no years of the whole country.
    whole = {one for one in known if one[1] not in release.covered.get(one[0], {})}
    inside = within not in (None, COUNTRY)
    return tuple(sorted({year for _, year in (known if inside else whole or known)}))


def _schemes_for(indicator: Indicator) -> set[str]:
    """The schemes any of which will do."""
    if indicator.scheme:
        return {indicator.scheme}
    return set(schemes_with(indicator.category)) if indicator.category else {ORIGIN_18.code}


def offered(indicator: Indicator, release: Release) -> bool:
    """Whether a release has a figure for the whole country, and may show it."""
    if indicator.setting:
        is_gap = indicator.unit == "points"
        estimated = release.basis_of(indicator.setting) == "estimated"
        return bool(release.setting_years[indicator.setting]) and not (is_gap and estimated)
    if not release.schemes:
        return True
    level = indicator.counts_at or "municipality"
    partial = release.covered.get(level, {})
    return any(year not in partial for year in years_of(indicator, release, level))


def _covers(release: Release, level: str, year: int, within: str | None) -> bool:
    """Whether places of a level are known inside a place in a year."""
    inside = release.covered.get(level, {}).get(year)
    if inside is None or within is None or within == COUNTRY:
        return True
    return any(within == one or within in around(release, one) for one in inside) or any(
        one in around(release, within) for one in inside
    )


def nearest_year(
    indicator: Indicator,
    release: Release,
    wanted: int,
    level: str = "",
    within: str | None = None,
) -> int:
    """The wanted year, or the nearest with figures; the older one of two as near."""
    known = years_of(indicator, release, level, within)
    return min(known, key=lambda year: (abs(year - wanted), year)) if known else wanted
