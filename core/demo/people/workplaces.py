"""Workplaces: organisations in a municipality, with sector, size and what sort of people work."""

from dataclasses import dataclass

import numpy as np

from core.demo.geography.arrays import Floats, Integers
from core.demo.geography.draws import uniform
from core.demo.people.neighbourhoods import normal
from core.demo.people.rounding import whole
from core.groups.setting import SECTOR
from core.places.clusters import CLUSTERS

SEED = 20050404
JOBS_PER_WORKPLACE = 12.5
"""Before the smallest ones are found to be empty: about 450,000 remain."""
TAIL = 0.93
"""Exponent of the Pareto tail of sizes."""
LARGEST = 12_000
SECTORS = SECTOR.leaves
SECTOR_SHARES = {
    "g4": (0.005, 0.09, 0.19, 0.08, 0.17, 0.17, 0.295),
    "g28": (0.01, 0.15, 0.2, 0.07, 0.17, 0.19, 0.21),
    "other": (0.035, 0.21, 0.23, 0.075, 0.13, 0.15, 0.17),
}
"""How jobs divide over the sectors where they are; in the order of SECTOR."""
JOBS_PER_RESIDENT = {"g4": 1.3, "g28": 1.22, "other": 0.86}
"""How many jobs there are compared with residents."""
HORTICULTURE_TIMES = 5.0


@dataclass(frozen=True, eq=False)
class Workplaces:
    """All workplaces, sorted by municipality and sector; arrays have one row each."""

    municipality: Integers
    sector: Integers
    size: Floats
    """Relative to others of the same municipality and sector."""
    character: Floats
    """Who is drawn there; mean 0, deviation 1."""
    first: Integers
    """Municipality by sector: the first workplace; the last ends where the next begins."""


def sector_shares(clusters: Integers, is_horticultural: Integers) -> Floats:
    """Municipality by sector."""
    shares = np.array([SECTOR_SHARES[code] for code in CLUSTERS])[clusters]
    shares[is_horticultural > 0, 0] *= HORTICULTURE_TIMES
    return np.asarray(shares / shares.sum(axis=1, keepdims=True))


def workplaces(jobs: Floats) -> Workplaces:
    """Workplaces for the expected jobs by municipality and sector."""
    counts = np.maximum(whole(jobs, round(float(jobs.sum() / JOBS_PER_WORKPLACE))), 1)
    place = np.repeat(np.arange(counts.size), counts.ravel())
    number = np.arange(len(place))
    first = np.concatenate([[0], np.cumsum(counts.ravel())])
    rank = (number - first[place] + uniform(SEED, number)) / counts.ravel()[place]
    sectors = len(SECTORS)
    return Workplaces(
        municipality=place // sectors,
        sector=place % sectors,
        size=np.minimum(np.maximum(1 - rank, 1e-9) ** (-1 / TAIL), LARGEST),
        character=normal(SEED + 1, number),
        first=first,
    )
