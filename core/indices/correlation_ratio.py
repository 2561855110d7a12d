"""Eta²: how much of the variance in group lies between units."""

import numpy as np

from core.indices.units import FloatArray, Units, ratio


def group_correlation_ratio(units: Units) -> FloatArray:
    """Eta² of each group and everyone else (places × groups): isolation beyond its share.

    0 (even) to 1 (no unit has both); NaN if the place has only that group or nobody of it.
    Source: Bell 1954, A probability model of ecological segregation, Social Forces 32, 357.
    """
    share = np.where(units.is_mixed, units.group_shares, 1.0)
    beyond = ratio(units.own_group_met, units.group_totals) - share
    return np.clip(ratio(beyond, 1.0 - share), 0.0, 1.0).T


def correlation_ratio(units: Units) -> FloatArray:
    """Eta² of all groups, weighted by their size (normalised exposure P).

    0 (even) to 1 (no unit has two groups); NaN with fewer than two groups.
    Source: Reardon & Firebaugh 2002, Measures of multigroup segregation, Sociol. Method. 32, 33.
    """
    eta_squared = np.nan_to_num(group_correlation_ratio(units).T)
    weighted = np.einsum("gp,gp->p", units.group_shares, eta_squared)
    return np.where(units.is_mixed, weighted, np.nan)
