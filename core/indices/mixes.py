"""Mixes that the people of units may have been drawn from."""

import numpy as np

from core.indices.units import SMALLEST, FloatArray, Units


def likely_mixes(units: Units, noise: float = 0.0) -> FloatArray:
    """Shares (groups × units) that differ between units as much as chance leaves room for.

    Each share is pulled to the share of the place, more in small units, so that the
    variance of a group between units is the counted one less that of drawing people, and of
    any noise that counts got (constrained empirical Bayes; Louis 1984, J. Am. Stat. Ass. 79,
    393).
    """
    centre = units.over_units(np.nan_to_num(units.group_shares))
    pulled = kept_part(units, variance_between(units, noise), noise)
    kept = np.where(units.unit_totals > 0, pulled, 0.0)
    mixes = np.maximum(centre + kept * (units.shares - centre), 0.0)
    return np.asarray(mixes / np.maximum(mixes.sum(axis=0), SMALLEST))


def kept_part(units: Units, between: FloatArray, noise: float = 0.0) -> FloatArray:
    """Which part of the counted difference from the place each unit keeps (groups × units)."""
    of_place = np.nan_to_num(units.group_shares)
    within = np.maximum(of_place * (1.0 - of_place) - between, 0.0)
    size = np.maximum(units.unit_totals, 1.0)
    between, within, centre = map(units.over_units, (between, within, of_place))
    chance = within / size + noise_of(centre * size, noise) / size**2
    return np.asarray(np.sqrt(between / np.maximum(between + chance, SMALLEST)))


def variance_between(units: Units, noise: float = 0.0) -> FloatArray:
    """Variance of each group's share between units (groups × places), without that of chance."""
    size, share = units.unit_totals, units.shares
    total = np.maximum(units.over_units(units.totals), 1.0)
    centre = units.over_units(np.nan_to_num(units.group_shares))
    counted = units.sum_by_place(size * (share - centre) ** 2)
    unbiased = np.where(size > 1, size / np.maximum(size - 1.0, 1.0), 0.0)
    drawn = unbiased * share * (1.0 - share)
    added = np.where(units.people > 0, noise, 0.0) / np.maximum(size, 1.0)
    by_chance = units.sum_by_place((drawn + added) * (1.0 - size / total))
    return np.maximum(counted - by_chance, 0.0) / np.maximum(units.totals, 1.0)


def noise_of(expected: FloatArray, noise: float) -> FloatArray:
    """Variance of the noise of a count of so many expected people: nobody gets none."""
    return np.asarray(noise * -np.expm1(-expected))
