"""What protection costs a reader: the typical error of a count, from the frozen table itself."""

from typing import Final

import numpy as np

from core.errors import ProtectionError
from core.protection.counts import rounded
from core.protection.profiles import Profile, Treatment, require

TOLD_OF: Final = (50, 100, 1_000)
"""Numbers of people for which a release tells how far off its figures typically are."""
PART: Final = 0.2
"""The share of which the error is told: one in five."""


def typical_error(people: int, profile: Profile) -> float:
    """The mean absolute error, in people, of shown counts of about this size.

    Averaged over the sizes within one step of rounding, for rounding errs more on some
    sizes than on others.
    """
    require(profile, Treatment.NOISE)
    if people < 2 * profile.threshold:
        raise ProtectionError("near the threshold the error depends on what is hidden")
    sizes = people + np.arange(profile.rounding) - profile.slack
    chances = profile.table.probabilities(people)
    errors = [
        chance * np.abs(rounded(sizes + noise, profile) - sizes).mean()
        for noise, chance in chances.items()
    ]
    return float(sum(errors))


def most_off(profile: Profile) -> int:
    """How many people a shown count can be off: by its noise, and by rounding."""
    if profile.treatment is not Treatment.NOISE:
        return 0
    noise = max(abs(noise) for noise in profile.table.probabilities(TOLD_OF[-1]))
    return noise + profile.slack


def typical_relative_error(people: int, profile: Profile) -> float:
    """The mean absolute error of shown counts as a share of the count."""
    return typical_error(people, profile) / people


def typical_share_error(people: int, profile: Profile) -> float:
    """The mean absolute error, from 0 to 1, of one in five of about so many people."""
    require(profile, Treatment.NOISE)
    chances = [
        tuple(map(np.array, zip(*profile.table.probabilities(size).items(), strict=True)))
        for size in (round(PART * people), people)
    ]
    (of_part, part_chance), (of_whole, whole_chance) = chances
    steps = np.arange(profile.rounding) - profile.slack
    part = round(PART * people) + steps[:, None]
    whole = people + steps[:, None]
    shown_part, shown_whole = (rounded(part + of_part, profile), rounded(whole + of_whole, profile))
    share = shown_part[:, :, None, None] / shown_whole[None, None, :, :]
    true = (part[:, :, None, None] / whole[None, None, :, :]) * np.ones_like(share)
    errors = np.abs(share - true).mean(axis=(0, 2))
    return float(part_chance @ errors @ whole_chance)


def typical_errors(profile: Profile) -> list[dict[str, float]]:
    """What a release tells its readers of its accuracy."""
    return [
        {
            "people": people,
            "error_people": round(typical_error(people, profile), 2),
            "error_share": round(typical_share_error(people, profile), 4),
        }
        for people in TOLD_OF
    ]
