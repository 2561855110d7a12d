"""How much of their own group people find around them."""

import numpy as np

from core.indices.units import FloatArray, Units, ratio


def isolation(units: Units) -> FloatArray:
    """Share of the own group in the unit of an average member of each group (places × groups).

    The group's share in the place (even) to 1; NaN for a group without people.
    Source: Bell 1954, A probability model of ecological segregation, Social Forces 32, 357.
    """
    return np.minimum(ratio(units.own_group_met, units.group_totals), 1.0).T
