"""Mutual information and Theil's H: their bias and standard error.

Both are sums of X ln X over cells. Where counts are large, their bias is that of Miller (1955)
and Madow, half a degree of freedom per cell; where counts are small it is what Poisson's law
says. The variance is that of the slope on each count, under the multinomial law, and what the
curve adds to it.
"""

import numpy as np

from core.indices.chance.cells import Cells
from core.indices.chance.poisson import entropic_excess
from core.indices.chance.spread import Chance
from core.indices.units import FloatArray, divisor


def of_mutual_information(cells: Cells) -> Chance:
    """Chance in M."""
    return _chance(cells, np.zeros_like(cells.totals), np.ones_like(cells.totals))


def of_theil_h(cells: Cells, corrected: FloatArray) -> Chance:
    """Chance in H, whose divisor is the entropy of the place; ``corrected`` is H without bias."""
    return _chance(cells, corrected, divisor(cells.units.entropies))


def information_bias(cells: Cells) -> FloatArray:
    """How much higher M is counted than it is."""
    of_units = cells.sum((cells.relative_variance * cells.entropic.excess).sum(axis=0))
    whole = cells.place_shares * cells.totals
    of_place = ((1.0 - cells.place_shares) * entropic_excess(whole)).sum(axis=0)
    return np.asarray((of_units - of_place) / cells.totals)


def _chance(cells: Cells, share_of_possible: FloatArray, possible: FloatArray) -> Chance:
    """Chance in M ÷ possible, of which the place's entropy moves the given share."""
    table = cells.entropic
    present = (cells.mixes > 0) & (cells.around > 0)
    log_share = np.log(np.where(present, cells.mixes / np.where(present, cells.around, 1.0), 1.0))
    of_place = np.log(np.where(present, cells.around, 1.0))
    slope = log_share + table.slope + cells.over_units(share_of_possible) * of_place
    slope = np.where(present, slope, 0.0)
    mean = (cells.mixes * slope).sum(axis=0)
    drawn = cells.weight * ((cells.mixes * slope**2).sum(axis=0) - mean**2)
    noise = ((slope - mean) ** 2 * cells.added).sum(axis=0)
    own = 1.0 - cells.mixes
    curve = ((own + cells.relative_variance**2 - own**2) * table.rest * present).sum(axis=0)
    error = np.sqrt(cells.sum(drawn + noise + curve)) / cells.totals
    return Chance(information_bias(cells) / possible, error / possible)
