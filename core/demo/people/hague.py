"""Who lives in the look-alike districts of The Hague that published figures are about.

Shares are chosen to meet those figures, and stay the same in all years.
"""

import numpy as np

from core.demo.geography.arrays import Floats
from core.demo.people.kinds import DUTCH, kinds

DISTRICT_PERCENTAGES = {
    "Zorgvliet": {
        "anglo_saxon": 14.5,
        "german_speaking": 5.5,
        "mediterranean": 6.5,
        "indonesia": 3.5,
        "scandinavian": 2.5,
        "central_eastern_europe": 2.0,
        "belgium": 1.2,
        "south_asia": 2.2,
        "latin_america": 1.4,
        "east_asia": 1.4,
        "arab": 1.0,
        "sub_saharan_africa": 0.6,
        "suriname": 0.8,
        "central_asia": 0.6,
    },
    "Vogelwijk": {
        "indonesia": 5.6,
        "german_speaking": 4.2,
        "anglo_saxon": 3.6,
        "mediterranean": 2.6,
        "central_eastern_europe": 1.6,
        "belgium": 1.2,
        "scandinavian": 0.9,
        "suriname": 1.6,
        "east_asia": 0.8,
        "south_asia": 0.7,
        "latin_america": 0.7,
        "turkey": 0.3,
        "morocco": 0.3,
        "arab": 0.4,
        "central_asia": 0.2,
    },
    "Schilderswijk": {
        "turkey": 24.0,
        "morocco": 19.0,
        "suriname": 19.0,
        "antilles": 4.5,
        "sub_saharan_africa": 4.6,
        "arab": 5.0,
        "south_asia": 3.2,
        "central_asia": 1.4,
        "latin_america": 1.8,
        "east_asia": 1.3,
        "south_east_asia": 1.2,
        "central_eastern_europe": 4.0,
        "mediterranean": 1.4,
        "indonesia": 0.8,
    },
    "Transvaal": {
        "turkey": 20.0,
        "morocco": 17.0,
        "suriname": 21.0,
        "antilles": 4.5,
        "sub_saharan_africa": 3.8,
        "arab": 4.0,
        "south_asia": 2.8,
        "central_asia": 1.2,
        "latin_america": 1.6,
        "east_asia": 1.2,
        "central_eastern_europe": 8.5,
        "mediterranean": 1.6,
        "indonesia": 0.9,
    },
    "Laak en Spoorwijk": {
        "turkey": 10.0,
        "morocco": 9.0,
        "suriname": 17.5,
        "antilles": 6.0,
        "sub_saharan_africa": 4.5,
        "arab": 4.0,
        "south_asia": 2.6,
        "central_asia": 1.6,
        "latin_america": 2.0,
        "east_asia": 2.0,
        "south_east_asia": 1.0,
        "central_eastern_europe": 6.0,
        "mediterranean": 2.0,
        "indonesia": 2.2,
        "german_speaking": 1.2,
        "anglo_saxon": 1.0,
    },
}
"""Residents with a migration background by kind, in per cent; the others are Dutch."""


def district_shares(name: str) -> Floats:
    """The share of every kind in one of the districts."""
    shares = np.zeros(len(kinds().codes))
    for kind, percentage in DISTRICT_PERCENTAGES[name].items():
        shares[kinds().codes.index(kind)] = percentage / 100
    shares[DUTCH] = 1 - shares.sum()
    return shares
