"""Five districts of The Hague that published figures are about, as look-alikes.

Only place and size follow the real districts; who lives there is made up to fit the figures.
"""

import numpy as np

from core.demo.geography.arrays import Floats, Truths

MUNICIPALITY = "GM0518"

DISTRICTS = (
    "Zorgvliet",
    "Vogelwijk",
    "Schilderswijk",
    "Transvaal",
    "Laak en Spoorwijk",
)
"""Names as the source has them; the place names add that the district is simulated."""

# The Laan van Meerdervoort, which parts the sandy side by the sea from the peaty side.
_WEST_END = (4.215, 52.055)
_EAST_END = (4.306, 52.087)


def is_on_sand(lon_lat: Floats) -> Truths:
    """Whether points lie on the seaward side of the Laan van Meerdervoort."""
    east = _EAST_END[0] - _WEST_END[0]
    north = _EAST_END[1] - _WEST_END[1]
    side = east * (lon_lat[:, 1] - _WEST_END[1]) - north * (lon_lat[:, 0] - _WEST_END[0])
    return np.asarray(side > 0)
