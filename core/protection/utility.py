"""What protection costs a reader: the typical error of a count, from the frozen table itself."""

import numpy as np

from core.errors import ProtectionError
from core.protection.counts import rounded
from core.protection.profiles import Profile, Treatment, require


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


def typical_relative_error(people: int, profile: Profile) -> float:
    """The mean absolute error of shown counts as a share of the count."""
    return typical_error(people, profile) / people
