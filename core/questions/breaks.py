"""Where a series over years can't be followed: other boundaries, another scheme, years missing."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Literal

from core.places.crosswalk import CHANGES
from core.questions.gazetteer import place_level
from core.questions.schemes import schemes_at
from core.release import Release

Break = Literal["none", "boundaries", "carried", "scheme", "gap"]
KEPT: tuple[Break, ...] = ("boundaries", "carried")
"""What a release itself says of a municipality: it took in land, or was added up of others."""
DIVIDED = ("district", "neighbourhood", "postcode_area")
"""Levels below the municipality, whose boundaries a publisher may draw anew any year."""


def breaks_of(release: Release, code: str, years: Sequence[int]) -> tuple[Break, ...]:
    """By year with a figure, what lies between it and the one before; the first has no break."""
    usual = min((late - early for early, late in pairwise(years)), default=1)
    found = (_between(release, code, pair, usual) for pair in pairwise(years))
    first: tuple[Break, ...] = ("none",) if years else ()
    return (*first, *found)


def mark_breaks(release: Release, code: str, rows: Sequence[dict[str, Any]]) -> None:
    """Write into the rows of a place's known years, in order, what lies before each."""
    breaks = breaks_of(release, code, [row["year"] for row in rows])
    for row, found in zip(rows, breaks, strict=True):
        row["series_break"] = found


def _between(release: Release, code: str, years: tuple[int, int], usual: int) -> Break:
    kept = release.series_breaks.get(code, {})
    told = {why for year, of in kept.items() if years[0] < year <= years[1] for why in of}
    if known := [why for why in KEPT if why in told]:
        return known[0]
    level = place_level(release, code)
    if _other_boundaries(release, code, level, years):
        return "boundaries"
    first, second = (schemes_at(release, level, year) for year in years)
    if first and second and not set(first) & set(second):
        return "scheme"
    return "gap" if years[1] - years[0] > usual else "none"


def _other_boundaries(release: Release, code: str, level: str, years: tuple[int, int]) -> bool:
    """Whether a place has other boundaries in the second year than in the first.

    Of municipalities the mergers and divisions are known. Larger places keep their boundaries
    but for a municipality at their edge.
    """
    first, second = (release.vintage_of(level, year) for year in years)
    if first is None or second is None or first == second:
        return False
    if level in DIVIDED:
        return True
    lies = range(min(first, second) + 1, max(first, second) + 1)
    return any(one.year in lies and code in (one.from_code, one.to_code) for one in CHANGES)
