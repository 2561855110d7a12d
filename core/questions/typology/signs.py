"""The figures of a municipality that its type rests on, for all municipalities at once."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from core.groups.countries import EUROPEAN_ANGLO_SAXON
from core.groups.origin import NATIVE_18, ORIGIN_18
from core.groups.scheme import ALL
from core.questions.answer import Remark
from core.questions.gazetteer import place
from core.questions.indicators.composition import residents
from core.questions.indicators.indicator import Where
from core.questions.nodes import COUNTRY
from core.questions.schemes import require_eighteen
from core.release import Release

Floats = npt.NDArray[np.float64]
LEAVES = ORIGIN_18.leaves
CLASSIC = ("turkey", "morocco", "west_indies")
"""The groups of guest work and the former West Indies: the four classic ones of the report."""
NEIGHBOURS = ("german_speaking", "belgium")
MOST_HIDDEN = 0.02
LARGE_CITY = 400_000
"""Residents from which a city is one whose surroundings hold suburbs."""

SIGNS = {
    "native_share": "share",
    "difference": "coefficient",
    "difference_gap": "coefficient",
    "growth_gap": "coefficient",
    "people": "people",
    "near_large_city": "truth",
    "classic_share": "share",
    "classic_lead": "times",
    "classic_part": "share",
    "largest_part": "share",
    "cee_share": "share",
    "cee_part": "share",
    "neighbours_share": "share",
    "neighbours_part": "share",
}
"""Every figure with its unit; their texts are ``sign.<code>``."""


class Signs(NamedTuple):
    """Figures per municipality; NaN where there is none."""

    places: tuple[str, ...]
    people: Floats
    figures: Mapping[str, Floats]
    country: float
    """The chance of difference in the pooled population."""
    classic: tuple[str, ...]
    """Which of the classic groups is the largest, per municipality."""


class Counts(NamedTuple):
    """Residents of municipalities by the eighteen origins, and where these lie."""

    places: tuple[str, ...]
    people: Floats
    """Municipalities × groups; withheld groups take equal parts of what the others leave."""
    region: tuple[str | None, ...]
    growth: Floats
    """Change of the chance of difference over the years of the release; NaN with one year."""


def signs_of(counts: Counts, country: Floats) -> Signs:
    """The figures that follow from the counts; ``country`` are the groups' residents in all."""
    total = counts.people.sum(axis=1)
    shares = np.where(total[:, None] > 0, counts.people / np.maximum(total, 1)[:, None], np.nan)
    whole = 1.0 - float(((country / max(country.sum(), 1.0)) ** 2).sum())
    difference = 1.0 - (shares**2).sum(axis=1)
    figures = _of_groups(shares) | {
        "difference": difference,
        "difference_gap": difference - whole,
        "people": total,
        "near_large_city": _near_large_city(counts, total),
        "growth_gap": counts.growth - _growth_of_cities(counts, total),
    }
    classic = shares[:, _columns(CLASSIC)]
    largest = np.nan_to_num(classic).argmax(axis=1)
    named = tuple(CLASSIC[at] for at in largest.tolist())
    return Signs(counts.places, total, figures, whole, named)


def _columns(groups: Sequence[str]) -> list[int]:
    return [LEAVES.index(group) for group in groups]


def _of_groups(shares: Floats) -> dict[str, Floats]:
    native = shares[:, LEAVES.index(NATIVE_18)]
    migrant = np.where(native < 1, 1 - native, np.nan)
    others = shares[:, _columns([one for one in LEAVES if one != NATIVE_18])]
    beyond = np.sort(
        shares[:, _columns([one for one in LEAVES if one not in EUROPEAN_ANGLO_SAXON])], axis=1
    )
    classic = shares[:, _columns(CLASSIC)]
    first = classic.max(axis=1)
    # The group that comes next: the second of all, or the first where that isn't a classic one.
    following = np.where(first >= beyond[:, -1], beyond[:, -2], beyond[:, -1])
    cee = shares[:, LEAVES.index("central_eastern_europe")]
    neighbours = shares[:, _columns(NEIGHBOURS)].sum(axis=1)
    return {
        "native_share": native,
        "classic_share": first,
        "classic_lead": first / np.where(following > 0, following, np.nan),
        "classic_part": classic.sum(axis=1) / migrant,
        "largest_part": others.max(axis=1) / migrant,
        "cee_share": cee,
        "cee_part": cee / migrant,
        "neighbours_share": neighbours,
        "neighbours_part": neighbours / migrant,
    }


def _near_large_city(counts: Counts, total: Floats) -> Floats:
    """1 for a municipality in the region of a large city, but for the city itself."""
    large = total >= LARGE_CITY
    regions = {region for region, is_large in zip(counts.region, large, strict=True) if is_large}
    near = np.array([region is not None and region in regions for region in counts.region])
    return np.where(near & ~large, 1.0, 0.0)


def _growth_of_cities(counts: Counts, total: Floats) -> float:
    large = (total >= LARGE_CITY) & np.isfinite(counts.growth)
    return float(counts.growth[large].mean()) if large.any() else 0.0


@lru_cache(maxsize=16)
def signs_in(release: Release, year: int) -> Signs:
    """The figures of every municipality of a release in one year."""
    require_eighteen(release, "municipality", year)
    codes, people = people_of(release, year)
    rows = (place(release, code) for code in codes)
    region = tuple(row["parent"] if row else None for row in rows)
    counts = Counts(codes, people, region, _growth(release, codes))
    return signs_of(counts, country_people(release, year))


def country_people(release: Release, year: int) -> Floats:
    """The residents of the whole country by the eighteen origins.

    Not only those of municipalities whose groups are all known; these stand in where the
    country itself isn't.
    """
    people = _people_in(release, year, {"place": COUNTRY})[1]
    whole: Floats = people.sum(axis=0)
    return whole if whole.sum() > 0 else np.asarray(people_of(release, year)[1].sum(axis=0))


def people_of(release: Release, year: int) -> tuple[tuple[str, ...], Floats]:
    """The residents of every municipality by the eighteen origins.

    Groups that are withheld take equal parts of what the others leave. Nobody is counted where
    more than a fiftieth of the residents is of such groups.
    """
    return _people_in(release, year, {"level": "municipality"})


def left_out(release: Release, year: int) -> tuple[Remark, ...]:
    """That municipalities are left out because their groups aren't known, where there are any."""
    codes, people = people_of(release, year)
    unknown = len(codes) - int((people.sum(axis=1) > 0).sum())
    return (Remark("left_out", year, count=unknown),) if unknown else ()


def _people_in(release: Release, year: int, where: Where) -> tuple[tuple[str, ...], Floats]:
    counted = residents(release, year, where, (ALL, *LEAVES))
    known = np.where(counted.shown[:, 1:], counted.people[:, 1:], 0).astype(np.float64)
    hidden = ~counted.shown[:, 1:]
    rest = np.clip(counted.people[:, 0] - known.sum(axis=1), 0, None)
    part = rest / np.maximum(hidden.sum(axis=1), 1)
    # Where many residents are of groups that aren't known one by one, equal parts would mislead.
    clear = counted.shown[:, 0] & (rest * hidden.any(axis=1) <= MOST_HIDDEN * counted.people[:, 0])
    return counted.places, np.where(clear[:, None], known + hidden * part[:, None], 0.0)


def _growth(release: Release, codes: tuple[str, ...]) -> Floats:
    first, last = min(release.years), max(release.years)
    if first == last:
        return np.full(len(codes), np.nan)
    before, after = (_difference(release, year) for year in (first, last))
    return np.array([after.get(one, np.nan) - before.get(one, np.nan) for one in codes])


def _difference(release: Release, year: int) -> dict[str, float]:
    codes, people = people_of(release, year)
    shares = people / np.maximum(people.sum(axis=1), 1)[:, None]
    return dict(zip(codes, (1 - (shares**2).sum(axis=1)).tolist(), strict=True))
