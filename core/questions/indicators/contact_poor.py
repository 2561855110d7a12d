"""How many residents live in postcode areas with few opportunities, for any larger place."""

from collections import defaultdict
from functools import lru_cache

import numpy as np

from core.groups.bands import CONTACT_POOR_PERCENT
from core.groups.origin import NATIVE_18
from core.groups.scheme import ALL
from core.questions.gazetteer import around, codes_of_level
from core.questions.indicators.composition import FEW, residents
from core.questions.indicators.indicator import Measured, Where
from core.release import Release

AREA = "postcode_area"
MOST_UNKNOWN = 0.05
"""Share of residents whose area may be withheld before the figure is withheld too."""


def contact_poor_share(release: Release, year: int, where: Where) -> Measured:
    """Share of residents in postcode areas where fewer than half have a Dutch background."""
    sums = _sums(release, year)
    level = where.get("level")
    listed = where.get("place", ())
    places = codes_of_level(release, str(level)) if level else tuple(map(str, _codes(listed)))
    found = np.array([sums.get(code, (0, 0, 0)) for code in places], np.int64).reshape(-1, 3)
    poor, known, unknown = found.T
    people = known + unknown
    hidden = unknown > MOST_UNKNOWN * people
    defined = (known > 0) & ~hidden
    state = np.where(people == 0, "missing", np.where(hidden, "withheld", "value"))
    reason = np.where(people == 0, "no_data", np.where(hidden, "member_hidden", "none"))
    value = np.where(defined, poor / np.maximum(known, 1), np.nan)
    return Measured(places, value, people, state, reason)


def is_contact_poor(native: int, everyone: int) -> bool:
    """Whether fewer than half have a Dutch background, in whole numbers."""
    return 100 * native < CONTACT_POOR_PERCENT * everyone


@lru_cache(maxsize=32)
def _sums(release: Release, year: int) -> dict[str, tuple[int, int, int]]:
    """Place → residents of areas with few opportunities, of all known areas, of unknown ones."""
    counted = residents(release, year, {"level": AREA}, (ALL, NATIVE_18))
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    # of a figure that is withheld it may still be known on which side of half it lies
    nearly, few = counted.nearly_all[:, 1], counted.reason[:, 1] == "below_ten"
    large = counted.people[:, 0] > 2 * FEW
    known = counted.shown.copy()
    known[:, 1] |= counted.shown[:, 0] & large & (nearly | few)
    native_people = np.where(nearly, counted.people[:, 0], counted.people[:, 1])
    pairs = np.stack([counted.people[:, 0], native_people], axis=1)
    for area, (everyone, native), (total_shown, both_shown) in zip(
        counted.places, pairs.tolist(), known.tolist(), strict=True
    ):
        if not total_shown:
            continue
        for place in (area, *around(release, area)):
            sums[place][0] += everyone * (both_shown and is_contact_poor(native, everyone))
            sums[place][1] += everyone * both_shown
            sums[place][2] += everyone * (not both_shown)
    return {place: (poor, known, unknown) for place, (poor, known, unknown) in sums.items()}


def _codes(listed: object) -> tuple[object, ...]:
    return tuple(listed) if isinstance(listed, list | tuple) else (listed,)


def below_half(share: float) -> bool:
    """Whether a native share means few opportunities."""
    return share < CONTACT_POOR_PERCENT / 100
