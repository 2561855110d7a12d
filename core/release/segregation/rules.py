"""Under which rules an index of segregation may be shown, and how doubts are told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from core.indices.units import FloatArray, Mask
from core.protection.indices import decimals_of
from core.protection.protection import Protection

Codes = npt.NDArray[np.uint8]

DOUBTED = {
    "few_units": "small_base",
    "small_units": "noisy",
    "small_group": "few_people",
    "one_large_unit": "small_base",
}
"""Reasons why an exact index is less reliable."""
REFUSED = {
    "few_units": "too_few_units",
    "small_units": "small_base",
    "small_group": "few_people",
    "one_large_unit": "dominated",
}
"""Reasons why an index of counts with noise is withheld: at least ten units of fifty people on
average, a hundred people in both groups, and no unit with more than half of either."""

STATES = ("value", "low_reliability", "withheld", "not_applicable")
REASONS = ("none", "impossible", *sorted({*DOUBTED.values(), *REFUSED.values()}))
"""What the codes of a state and a reason stand for."""


@dataclass(frozen=True)
class Rules:
    """How many decimals are known outside, and what becomes of an index that isn't reliable."""

    decimals: Callable[[str], int]
    """By the code of an index."""
    withholds: bool
    noise: float = 0.0
    """Variance of what was added to every count of one or more people."""

    def judged(self, value: FloatArray, doubts: Mapping[str, Mask]) -> tuple[Codes, Codes]:
        """State and reason of every value."""
        reasons = REFUSED if self.withholds else DOUBTED
        doubtful = STATES.index("withheld" if self.withholds else "low_reliability")
        state, reason = np.zeros(value.shape, np.uint8), np.zeros(value.shape, np.uint8)
        for doubt, mask in reversed(list(doubts.items())):
            state[mask] = doubtful
            reason[mask] = REASONS.index(reasons[doubt])
        undefined = ~np.isfinite(value)
        state[undefined] = STATES.index("not_applicable")
        reason[undefined] = REASONS.index("impossible")
        return state, reason

    def shown(self, index: str, value: FloatArray, state: Codes) -> FloatArray:
        """The values of an index as they may be known outside."""
        kept = state <= STATES.index("low_reliability")
        return np.where(kept, np.round(value, self.decimals(index)), np.nan)


EXACT = Rules(decimals=lambda _: 6, withholds=False)
"""For the researcher's own machine: everything, with a warning where it isn't reliable."""
PROTECTED = Rules(decimals=decimals_of, withholds=True)
"""For counts with noise; of which variance, ``rules_of`` tells."""


def rules_of(protection: Protection) -> Rules:
    """The rules for counts that were protected so."""
    if not protection.draws_noise:
        return EXACT
    return replace(PROTECTED, noise=protection.profile.table.variance)
