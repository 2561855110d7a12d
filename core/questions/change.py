"""Whether an index differs between two years or places by more than chance can explain."""

from collections.abc import Mapping
from math import hypot
from typing import Any, NamedTuple

ROUNDED = {"theil_h": 0.001}
"""How far the difference of two figures of an index may be off by rounding."""
OTHERWISE = 0.01
"""The same for the other indices."""


class Change(NamedTuple):
    """The difference of two figures, with the bounds of its 95 % interval."""

    difference: float
    lower: float
    upper: float

    @property
    def direction(self) -> str:
        """more, less, or none that chance couldn't make."""
        if round(self.lower, 6) <= 0 <= round(self.upper, 6):
            return "same"
        return "more" if self.difference > 0 else "less"


def change_of(
    first: Mapping[str, Any], second: Mapping[str, Any], *, rounded: bool = False
) -> Change:
    """The difference of two rows, whose chances are taken to be apart.

    For two years of one place that is cautious: most people are in both. Figures with noise
    are kept rounded; what that may cost is added to the interval.
    """
    difference = second["corrected_share"] - first["corrected_share"]
    half = hypot(*((row["upper_share"] - row["lower_share"]) / 2 for row in (first, second)))
    half += ROUNDED.get(first["index"], OTHERWISE) if rounded else 0.0
    return Change(difference, difference - half, difference + half)
