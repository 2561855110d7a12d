"""Dissimilarity: a sum of distances |d| of units' shares from that of their place.

Chance makes distances longer, most where they are short. Their expected length follows from the
binomial law: exactly for few expected people, and by the normal law, corrected for skewness, for
more. The bias is taken at the likely mixes, which are themselves counted; so what varies is

    f(d) = |d| + k |d| − E|k d + chance|,  k the part of a difference that a likely mix keeps,

and the standard error is that of Σ n f(d). Its variance, and that between groups of one unit,
follow from f's Hermite coefficients.
"""

import numpy as np
from numpy.polynomial.hermite_e import hermegauss, hermeval
from scipy.special import erf

from core.indices.chance.cells import Cells
from core.indices.chance.spread import Chance
from core.indices.units import SMALLEST, FloatArray, divisor

NODES, WEIGHTS = hermegauss(5)
WEIGHTS = WEIGHTS / WEIGHTS.sum()
ORDERS = 4
"""Hermite coefficients that the correlation between the groups of a unit is worked out with."""
_HERMITE = np.array([WEIGHTS * hermeval(NODES, np.eye(ORDERS + 1)[n]) for n in range(ORDERS + 1)])
LEAST = 1e-20
"""Variance of a share that stands for none, so that nothing is divided by nothing."""
FEW = 8.0
"""Expected people below which lengths follow from the binomial law itself."""


def of_dissimilarity(cells: Cells, moved: "Moved", counted: FloatArray) -> Chance:
    """Chance in the dissimilarity of all groups together."""
    possible = 2.0 * cells.totals * divisor(cells.units.differences)
    bias = moved.longer.sum(axis=0) / possible
    corrected = cells.over_units(np.nan_to_num(counted - bias))
    slope = 4.0 * corrected * cells.around - moved.mean_slope
    coefficients = [*moved.coefficients]
    coefficients[0] = coefficients[0] + slope * moved.spread
    own = moved.variance(slope)
    together = own.sum(axis=0) + _between_groups(cells, coefficients)
    variance = cells.sum(cells.weight**2 * np.maximum(together, 0.0)) * _few_units(cells)
    return Chance(bias, np.sqrt(variance) / possible)


def of_group_dissimilarity(cells: Cells, moved: "Moved", counted: FloatArray) -> Chance:
    """Chance in the dissimilarity of each group and everyone else (places × groups)."""
    shares = cells.place_shares
    possible = 2.0 * cells.totals * divisor(shares * (1.0 - shares))
    bias = moved.longer / possible
    corrected = np.nan_to_num(counted.T - bias)
    slope = -moved.mean_slope - 2.0 * cells.over_units(corrected * (1.0 - 2.0 * shares))
    variance = cells.sum(cells.weight**2 * moved.variance(slope)) * _few_units(cells)
    return Chance(bias.T, (np.sqrt(variance) / possible).T)


def _few_units(cells: Cells) -> FloatArray:
    """What the variance loses where it is estimated from few units."""
    inhabited = np.maximum(cells.sum((cells.weight > 0).astype(np.float64)), 2.0)
    return np.asarray(inhabited / (inhabited - 1.0))


def _spread(cells: Cells) -> FloatArray:
    """Standard deviation of a unit's difference from its place, of which it is a part."""
    part = np.maximum(1.0 - cells.size / cells.over_units(cells.totals), 0.0)
    return np.sqrt(np.maximum(cells.variance * part, LEAST))


def _longer(cells: Cells) -> FloatArray:
    """How much longer n |d| is counted than it is, expected at the likely mixes."""
    size = np.broadcast_to(cells.size, cells.mixes.shape)
    length = size * (cells.mixes - cells.around)
    spread = size * _spread(cells)
    drawn = size * cells.mixes * (1.0 - cells.mixes)
    z = -length / spread
    density = np.exp(-z * z / 2.0) / np.sqrt(2.0 * np.pi)
    # of the count beyond that of an even unit, to the third moment (Edgeworth)
    skewness = drawn * (1.0 - 2.0 * cells.mixes) / spread**3
    beyond = spread * (
        density - z * (1.0 - erf(z / np.sqrt(2.0))) / 2.0 + skewness * z * density / 6
    )
    longer = 2.0 * beyond - length - np.abs(length)
    few = (size * cells.around < FEW) & (cells.expected < 2.0 * FEW) & (cells.mixes > 0)
    if cells.noise == 0.0 and few.any():
        part = np.sqrt(np.maximum(1.0 - cells.size / cells.over_units(cells.totals), 0.0))
        exact = _longer_of_few(size[few], cells.mixes[few], (size * cells.around)[few])
        longer[few] = exact * np.broadcast_to(part, few.shape)[few]
    return np.where(cells.weight > 0, np.maximum(longer, 0.0), 0.0)


def _longer_of_few(size: FloatArray, share: FloatArray, even: FloatArray) -> FloatArray:
    """E|X − even| − |E X − even| of a binomial X: the lower half is a sum of few terms."""
    share = np.minimum(share, 1.0 - 1e-12)
    chance = np.exp(size * np.log1p(-share))
    below = np.zeros_like(chance)
    for count in range(int(FEW) + 1):
        below += np.maximum(even - count, 0.0) * chance
        chance = chance * np.maximum(size - count, 0.0) / (count + 1) * share / (1.0 - share)
    length = size * share - even
    return np.asarray(2.0 * below + length - np.abs(length))


class Moved:
    """f(d) of every cell: its mean square, and its Hermite coefficients from the first on.

    What a square more does through the spread of the mixes, and so through k, is counted in.
    """

    def __init__(self, cells: Cells) -> None:
        self.spread = _spread(cells)
        self.longer = cells.sum(_longer(cells))
        self._centre = cells.mixes - cells.around
        kept = cells.kept
        curve = self._curve(cells, kept)
        differences = self._centre + NODES[:, None, None] * self.spread
        values = self._value(differences, kept) + curve * differences**2
        self._mean, *self.coefficients = np.tensordot(_HERMITE, values, axes=1)
        self._square = np.tensordot(WEIGHTS, values**2, axes=1)
        slope = cells.weight * self.coefficients[0] / self.spread
        self.mean_slope = cells.over_units(cells.sum(slope) / cells.totals)

    def _value(self, difference: FloatArray, kept: FloatArray) -> FloatArray:
        short = np.abs(kept * difference) / self.spread
        expected = np.sqrt(2.0 / np.pi) * np.exp(-(short**2) / 2.0)
        expected += short * erf(short / np.sqrt(2.0))
        return np.asarray(np.abs(difference) + self.spread * (short - expected))

    def _curve(self, cells: Cells, kept: FloatArray) -> FloatArray:
        """What n d² more does to Σ n f, by a larger spread of the mixes and so a larger k."""
        z = self._centre / self.spread
        wide = np.sqrt(1.0 + kept**2)
        length = np.sqrt(2.0 / np.pi) * np.exp(-z * z / 2.0) + z * erf(z / np.sqrt(2.0))
        # E[d erf(k d / s√2)] by Stein's identity
        bent = z * erf(kept * z / (wide * np.sqrt(2.0)))
        bent += np.sqrt(2.0 / np.pi) * kept / wide * np.exp(-((kept * z / wide) ** 2) / 2.0)
        by_kept = self.spread * (length - bent)
        effect = cells.sum(cells.weight * by_kept * _kept_by_spread(cells)) / cells.totals
        return cells.over_units(effect)

    def variance(self, slope: FloatArray) -> FloatArray:
        """Variance of f(d) + slope · d."""
        own = self._square - self._mean**2
        with_slope = 2.0 * slope * self.coefficients[0] * self.spread + (slope * self.spread) ** 2
        return np.asarray(np.maximum(own + with_slope, 0.0))


def _kept_by_spread(cells: Cells) -> FloatArray:
    """How fast k grows with the variance between units, that variance at least its own error."""
    units = cells.over_units(cells.units.units_in_place.astype(np.float64))
    totals = cells.over_units(cells.totals)
    least = np.sqrt(2.0 * units) * cells.around * (1.0 - cells.around) / totals
    between = np.maximum(cells.over_units(cells.between), least)
    within = np.maximum(cells.around * (1.0 - cells.around) - between, 0.0)
    chance = within / cells.size + cells.added / cells.size**2
    both = np.maximum(between + chance, LEAST)
    kept = np.sqrt(between / both)
    grown = (chance + between / cells.size) / both**2
    return np.asarray(grown / np.maximum(2.0 * kept, 1e-6))


def _between_groups(cells: Cells, coefficients: list[FloatArray]) -> FloatArray:
    """Twice the covariances of f between the groups of each unit, by Mehler's series.

    Counts of two groups correlate by −√(odds · odds), so that each order is a square of sums.
    Noise is drawn apart for each group and doesn't correlate.
    """
    drawn = cells.mixes * (1.0 - cells.mixes) / cells.size
    part = np.sqrt(drawn / np.maximum(cells.variance, SMALLEST))
    odds = part * np.sqrt(cells.mixes / np.maximum(1.0 - cells.mixes, 1e-9))
    total = np.zeros_like(cells.size)
    factorial = 1.0
    for order, coefficient in enumerate(coefficients, 1):
        factorial *= -order
        term = odds**order * coefficient
        total += (term.sum(axis=0) ** 2 - (term**2).sum(axis=0)) / factorial
    return total
