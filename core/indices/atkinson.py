"""Atkinson's index: segregation with a say in whether empty or full units weigh most."""

import numpy as np

from core.errors import CoreError
from core.indices.units import FloatArray, Units, ratio


def group_atkinson(units: Units, shape: float = 0.5) -> FloatArray:
    """Atkinson's index of each group and everyone else (places × groups).

    0 (even) to 1 (no unit has both); NaN if the place has only that group or nobody of it.
    ``shape`` between 0 and 1: below ½ units where the group is scarce weigh most.
    Source: Massey & Denton 1988, The dimensions of residential segregation, Soc. Forces 67, 281.
    """
    if not 0.0 < shape < 1.0:
        raise CoreError(f"shape is {shape}; expected a number between 0 and 1, such as 0.5")
    others = np.maximum(units.unit_totals - units.people, 0.0)
    other_totals = np.where(units.is_mixed, units.totals - units.group_totals, 0.0)
    overlap = units.sum_by_place(_mean(units.people, others, shape))
    most = _mean(units.group_totals, other_totals, shape)
    return np.maximum(1.0 - ratio(overlap, most) ** (1.0 / (1.0 - shape)), 0.0).T


def atkinson(units: Units) -> FloatArray:
    """Symmetric Atkinson index of all groups that the place has.

    0 (even) to 1 (every unit lacks some group of the place); NaN with fewer than two groups.
    With many small groups nearly every unit lacks one: use it for a few groups.
    Source: Frankel & Volij 2011, Measuring school segregation, J. Econ. Theory 146, 1.
    """
    parts = ratio(units.people, units.over_units(units.group_totals))
    weights = 1.0 / np.maximum((units.group_totals > 0).sum(axis=0), 1)
    with np.errstate(divide="ignore"):
        logarithms = np.nansum(np.log(parts), axis=0)
    overlap = units.sum_by_place(np.exp(logarithms * units.over_units(weights)))
    return np.where(units.is_mixed, np.maximum(1.0 - overlap, 0.0), np.nan)


def _mean(own: FloatArray, others: FloatArray, shape: float) -> FloatArray:
    if shape == 0.5:  # a square root is ten times as fast as a power
        return np.sqrt(own * others)
    return np.asarray(own**shape * others ** (1.0 - shape))
