"""Where a series of a place breaks: from which year it counts other land, or by other groups."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from core.questions.gazetteer import place_level
from core.release import Release

SCHEME = "scheme"
"""From this year people are counted by another grouping of origins."""
WHYS = ("boundaries", "carried", SCHEME)
"""Every reason for a break."""


def breaks_of(
    release: Release, place: str, years: Sequence[int], *, by_scheme: bool = True
) -> Mapping[int, tuple[str, ...]]:
    """Of the years of a series, those that can't be compared with the one before, and why.

    ``by_scheme`` is False for a series that is counted by one grouping in every year.
    """
    known = release.series_breaks.get(place, {})
    found: dict[int, tuple[str, ...]] = {}
    for before, after in pairwise(sorted(years)):
        whys = {why for year, of in known.items() if before < year <= after for why in of}
        if by_scheme and _scheme_changes(release, place, before, after):
            whys.add(SCHEME)
        if whys:
            found[after] = tuple(why for why in WHYS if why in whys)
    return found


def _scheme_changes(release: Release, place: str, before: int, after: int) -> bool:
    """Whether no grouping of origins is known in both years at the place's level."""
    level = place_level(release, place)
    schemes = [set(release.schemes.get(level, {}).get(year, ())) for year in (before, after)]
    return all(schemes) and not set.intersection(*schemes)
