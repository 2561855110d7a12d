"""Theil's H: how much less diverse units are than their place."""

import numpy as np

from core.indices.mutual_information import mutual_information
from core.indices.units import FloatArray, Units, entropy_of, ratio


def theil_h(units: Units) -> FloatArray:
    """1 − (mean entropy of the units / entropy of the place), all groups together.

    0 (even) to 1 (no unit has two groups); NaN with fewer than two groups.
    Source: Theil & Finizza 1971, Measurement of racial integration, J. Math. Soc. 1, 187.
    """
    possible = np.where(units.is_mixed, units.entropies, 0.0)
    return np.minimum(ratio(mutual_information(units), possible), 1.0)


def group_theil_h(units: Units) -> FloatArray:
    """Theil's H of each group and everyone else (places × groups).

    0 (even) to 1 (no unit has both); NaN if the place has only that group or nobody of it.
    Source: Theil & Finizza 1971, Measurement of racial integration, J. Math. Soc. 1, 187.
    """
    present = units.is_mixed & (units.group_totals > 0)
    possible = np.where(present, _entropy_of_two(units.group_shares), 0.0)
    within = units.mean_of_units(_entropy_of_two(units.shares))
    return np.clip(ratio(possible - within, possible), 0.0, 1.0).T


def _entropy_of_two(share: FloatArray) -> FloatArray:
    return entropy_of(np.stack([share, np.maximum(1.0 - share, 0.0)]))
