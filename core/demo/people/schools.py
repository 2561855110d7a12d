"""Branch schools: where they are, how large they mean to be, and which tracks they teach."""

from dataclasses import dataclass

import numpy as np

from core.demo.geography.arrays import Floats, Integers
from core.demo.geography.draws import uniform
from core.demo.people.neighbourhoods import normal
from core.demo.people.town import Town
from core.places.clusters import CLUSTERS

SEED = 20050303
PUPILS_PER_SCHOOL = 648
"""About 1,400 branch schools for the pupils of the paper."""
FEWEST = 8
PUPILS_PER_RESIDENT = {"g4": 0.043, "g28": 0.052, "other": 0.059}
"""Roughly; laid down, so that schools stay where they are when levers are turned."""
TRACKS = ("practice", "vmbo_bk", "vmbo_gt", "havo", "vwo")
PROFILES: tuple[tuple[float, float, tuple[float, ...]], ...] = (
    (0.09, 0.35, (1.0, 0.0, 0.0, 0.0, 0.0)),
    (0.24, 0.75, (0.02, 0.6, 0.38, 0.0, 0.0)),
    (0.24, 1.3, (0.0, 0.0, 0.3, 0.37, 0.33)),
    (0.27, 1.5, (0.01, 0.29, 0.26, 0.24, 0.2)),
    (0.11, 1.1, (0.0, 0.0, 0.04, 0.48, 0.48)),
    (0.05, 0.9, (0.0, 0.0, 0.0, 0.0, 1.0)),
)
"""Kinds of schools: how many of all, relative size, and how their pupils divide over tracks."""
_SIZE_SPREAD = 0.4
_TOWNWARD = 1.3
"""Schools stand in towns: areas count as their pupils to this power of their municipality."""


@dataclass(frozen=True, eq=False)
class Schools:
    """All branch schools; arrays have one row per school."""

    area: Integers
    size: Floats
    """Relative."""
    tracks: Floats
    """School by track, in the proportions meant."""
    character: Floats
    """What attracts Dutch pupils apart from who goes there; mean 0, deviation 1."""

    def __len__(self) -> int:
        return len(self.area)


def schools(homes: Town, pupils: int) -> Schools:
    """As many schools as the pupils need, spread as they are."""
    count = max(FEWEST, round(pupils / PUPILS_PER_SCHOOL))
    rate = np.array([PUPILS_PER_RESIDENT[cluster] for cluster in CLUSTERS])[homes.cluster]
    by_area = homes.residents.sum(axis=(1, 2)) * rate
    in_town = np.bincount(homes.municipality, by_area, homes.municipalities)
    weight = by_area * (in_town ** (_TOWNWARD - 1))[homes.municipality]
    order = np.lexsort((homes.metres[:, 0], homes.municipality))
    until = np.cumsum(weight[order])
    at = (np.arange(count) + 0.5) / count * until[-1]
    keys = np.arange(count)
    kind = _kinds_of_school(count)
    size = np.array([profile[1] for profile in PROFILES])[kind]
    return Schools(
        area=order[np.searchsorted(until, at)],
        size=size * np.exp(_SIZE_SPREAD * normal(SEED + 1, keys)),
        tracks=np.array([profile[2] for profile in PROFILES])[kind],
        character=normal(SEED + 2, keys),
    )


def _kinds_of_school(count: int) -> Integers:
    """Kinds in their proportions, mixed so that neighbours in the line differ."""
    golden = (np.arange(count) * 0.6180339887498949 + float(uniform(SEED, np.array([0]))[0])) % 1
    until = np.cumsum([profile[0] for profile in PROFILES])
    return np.asarray(np.searchsorted(until / until[-1], golden, side="right"))
