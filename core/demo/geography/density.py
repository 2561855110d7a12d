"""How thickly people live at any point of the country, before counts are made exact."""

import numpy as np
from scipy.spatial import cKDTree

from core.demo.geography.arrays import Floats, Integers
from core.demo.geography.draws import noise
from core.demo.geography.gazetteer import Localities

_NEAREST = 12
_RURAL_PER_M2 = 12e-6


def core_radius_m(inhabitants: Floats) -> Floats:
    """How far the built-up area of a locality reaches; larger places are built more densely."""
    per_m2 = 2.0e-3 + 5e-6 * np.sqrt(inhabitants)
    return np.sqrt(inhabitants / (3.799 * per_m2)) + 60


class Density:
    """People per square metre around the given localities."""

    def __init__(self, localities: Localities, seed: int) -> None:
        self._seed = seed
        self._inhabitants = localities.inhabitants
        self._radius_m = core_radius_m(localities.inhabitants)
        self._tree = cKDTree(localities.metres)
        self._nearest = min(_NEAREST, len(localities.name))

    def at(self, metres: Floats, width_m: Floats) -> Floats:
        """The density averaged over about ``width_m`` around each point."""
        distance_m, near = self._nearby(metres)
        radius_m = np.sqrt(self._radius_m[near] ** 2 + (0.4 * width_m[:, None]) ** 2)
        peak = self._inhabitants[near] / (3.799 * radius_m**2)
        falling = (distance_m * self._ragged(metres)[:, None] / radius_m) ** 2
        built = (peak / (1 + falling**3)).sum(axis=1)
        varied = built * (1 + 0.45 * noise(self._seed + 2, metres, 700.0))
        return np.asarray(varied + _RURAL_PER_M2)

    def _nearby(self, metres: Floats) -> tuple[Floats, Integers]:
        distance_m, near = self._tree.query(metres, k=self._nearest)
        return distance_m.reshape(len(metres), -1), near.reshape(len(metres), -1)

    def _ragged(self, metres: Floats) -> Floats:
        """Towns are not round: distances are stretched and shrunk by place."""
        broad = noise(self._seed, metres, 4500.0)
        fine = noise(self._seed + 1, metres, 1400.0)
        return 1 + 0.35 * broad + 0.25 * fine
