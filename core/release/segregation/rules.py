"""Under which rules an index of segregation may be shown, and how doubts are told."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.indices.units import FloatArray, Mask

Names = npt.NDArray[np.str_]

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


@dataclass(frozen=True)
class Rules:
    """How many decimals are known outside, and what becomes of an index that isn't reliable."""

    decimals: int
    withholds: bool

    def judged(self, value: FloatArray, doubts: Mapping[str, Mask]) -> tuple[Names, Names]:
        """State and reason of every value."""
        reasons = REFUSED if self.withholds else DOUBTED
        state = np.full(value.shape, "value", dtype="U16")
        reason = np.full(value.shape, "none", dtype="U16")
        for doubt, mask in reversed(list(doubts.items())):
            state[mask] = "withheld" if self.withholds else "low_reliability"
            reason[mask] = reasons[doubt]
        undefined = ~np.isfinite(value)
        state[undefined] = "not_applicable"
        reason[undefined] = "impossible"
        return state, reason

    def shown(self, value: FloatArray, state: Names) -> FloatArray:
        """The values as they may be known outside."""
        kept = np.isin(state, ("value", "low_reliability"))
        return np.where(kept, np.round(value, self.decimals), np.nan)


EXACT = Rules(decimals=6, withholds=False)
"""For the researcher's own machine: everything, with a warning where it isn't reliable."""
PROTECTED = Rules(decimals=2, withholds=True)
"""For counts with noise."""
