"""Mutual information M: how much knowing someone's unit tells about their group."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from core.indices.units import FloatArray, Units


class Decomposition(NamedTuple):
    """Segregation of a place between its parts, and within them; together the whole."""

    between: FloatArray
    within: FloatArray


def mutual_information(units: Units) -> FloatArray:
    """Entropy of the place minus the mean entropy of its units, in nats.

    0 (even) to the entropy of the place (no unit has two groups); NaN without people.
    Source: Mora & Ruiz-Castillo 2011, Entropy-based segregation indices, Sociol. Method. 41, 159.
    """
    # rounding can leave −1e-17
    return np.maximum(units.entropies - units.mean_of_units(units.unit_entropies), 0.0)


def decompose_mutual_information(units: Units, part_of_unit: ArrayLike) -> Decomposition:
    """M of every place between its parts (districts) and, by people, within them.

    NaN without people.
    Source: Mora & Ruiz-Castillo 2011, Entropy-based segregation indices, Sociol. Method. 41, 159.
    """
    places, parts = units.as_parts(part_of_unit)
    inside = np.nan_to_num(mutual_information(parts))  # parts without people weigh nothing
    return Decomposition(mutual_information(places), places.mean_of_units(inside))
