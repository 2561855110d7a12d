"""How far each unit differs from the mix of its place."""

import numpy as np
from numpy.typing import ArrayLike

from core.indices.units import SMALLEST, FloatArray, Units


def local_divergence(units: Units, reference: ArrayLike | None = None) -> FloatArray:
    """Σ p ln(p / P) of every unit against the mix P of its place, in nats.

    0 (the same mix) and up; NaN for a unit without people, and infinite if it has people
    of a group that a given reference hasn't.
    Source: Roberto 2016, The divergence index, arXiv 1508.01167.
    """
    cross = np.einsum("gu,gu->u", units.shares, _logarithms(units, reference))
    # rounding can leave −1e-17
    found = np.maximum(-cross - units.unit_entropies, 0.0)
    return np.where(units.unit_totals > 0, found, np.nan)


def _logarithms(units: Units, reference: ArrayLike | None) -> FloatArray:
    if reference is None:
        return units.over_units(np.log(np.maximum(units.group_shares, SMALLEST)))
    shares = np.asarray(reference, dtype=np.float64)[:, None]
    absent_here = (units.people > 0) & (shares <= 0)
    return np.where(absent_here, -np.inf, np.log(np.maximum(shares, SMALLEST)))
