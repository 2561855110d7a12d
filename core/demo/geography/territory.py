"""Which municipality and which locality each spot belongs to."""

import numpy as np
import shapely
from scipy.spatial import cKDTree

from core.demo.geography.arrays import Floats, Integers
from core.demo.geography.draws import noise
from core.demo.geography.gazetteer import Localities, outline
from core.demo.geography.spots import Spots

_NEAREST = 12
_PULL_OF_MUNICIPALITY = 5.0
_PULL_WITHIN = 1.5
_BEND_M = 750.0


def bent(metres: Floats, seed: int) -> Floats:
    """The points shifted by a smooth random field, so that borders are not straight."""
    shift = np.zeros_like(metres)
    for i, wavelength_m in enumerate((5200.0, 1900.0)):
        size_m = _BEND_M if i == 0 else 0.4 * _BEND_M
        shift[:, 0] += size_m * noise(seed + 2 * i, metres, wavelength_m)
        shift[:, 1] += size_m * noise(seed + 2 * i + 1, metres, wavelength_m)
    return metres + shift


def locality_of_spots(spots: Spots, localities: Localities, seed: int) -> Integers:
    """The position of each spot's locality: large ones reach further, islands keep to theirs."""
    metres = bent(spots.metres, seed)
    assigned = np.zeros(len(metres), dtype=np.int64)
    for island, land in enumerate(shapely.get_parts(outline())):
        here = np.flatnonzero(spots.island == island)
        candidates = np.flatnonzero(shapely.contains_xy(land, *localities.metres.T))
        if not len(candidates):
            candidates = np.arange(len(localities.name))
        assigned[here] = _nearest_locality(metres[here], localities, candidates)
    return assigned


def _nearest_locality(metres: Floats, localities: Localities, candidates: Integers) -> Integers:
    """First the municipality is settled, then the locality within it."""
    tree = cKDTree(localities.metres[candidates])
    count = min(_NEAREST, len(candidates))
    distance_m, near = tree.query(metres, k=count)
    distance_m = distance_m.reshape(len(metres), count)
    near = candidates[near.reshape(len(metres), count)]
    reach_m = np.sqrt(localities.inhabitants[near])
    rows = np.arange(len(metres))
    first = near[rows, (distance_m - _PULL_OF_MUNICIPALITY * reach_m).argmin(axis=1)]
    own = localities.municipality[near] == localities.municipality[first][:, None]
    score = np.where(own, distance_m - _PULL_WITHIN * reach_m, np.inf)
    return np.asarray(near[rows, score.argmin(axis=1)])
