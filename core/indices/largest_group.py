"""How far one group dominates."""

import numpy as np

from core.indices.units import FloatArray, Units


def share_of_largest_group(units: Units) -> FloatArray:
    """Share of the largest group of a place.

    1/groups to 1; NaN without people.
    Source: Berger & Parker 1970, Diversity of planktonic Foraminifera, Science 168, 1345.
    """
    return np.asarray(units.group_shares.max(axis=0))
