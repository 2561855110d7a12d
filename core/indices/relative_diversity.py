"""Relative diversity: how much less likely two people of one unit are to differ."""

import numpy as np

from core.indices.probability_of_difference import probability_of_difference_within_units
from core.indices.units import FloatArray, Units, ratio


def relative_diversity(units: Units) -> FloatArray:
    """1 − (chance of difference within units / chance of difference in the place).

    0 (even) to 1 (no unit has two groups); NaN with fewer than two groups.
    Source: Goodman & Kruskal 1954, Measures of association, J. Am. Stat. Ass. 49, 732 (tau).
    """
    possible = np.where(units.is_mixed, units.differences, 0.0)
    within = probability_of_difference_within_units(units)
    return np.clip(ratio(possible - within, possible), 0.0, 1.0)
