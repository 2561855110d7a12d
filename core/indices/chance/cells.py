"""The people of one group in one unit, as drawn from a likely mix: a cell."""

from functools import cached_property

import numpy as np

from core.indices.chance.poisson import Entropic, entropic
from core.indices.mixes import kept_part, likely_mixes, noise_of, variance_between
from core.indices.units import SMALLEST, FloatArray, Units


class Cells:
    """What the formulas need of every cell (groups × units), worked out once.

    ``noise`` is the variance of what was added to every count of one or more people.
    """

    def __init__(self, units: Units, noise: float = 0.0) -> None:
        self.units, self.noise = units, noise
        self.weight = units.unit_totals
        self.size = np.maximum(units.unit_totals, 1.0)
        self.totals = np.maximum(units.totals, 1.0)

    @cached_property
    def place_shares(self) -> FloatArray:
        """Share of each group in the place around (groups × places)."""
        return np.nan_to_num(self.units.group_shares)

    @cached_property
    def around(self) -> FloatArray:
        """The same, repeated for every unit."""
        return self.units.over_units(self.place_shares)

    @cached_property
    def mixes(self) -> FloatArray:
        """The likely share of the group in the unit."""
        return likely_mixes(self.units, self.noise)

    @cached_property
    def expected(self) -> FloatArray:
        """How many people such a mix leads one to expect."""
        return self.size * self.mixes

    @cached_property
    def added(self) -> FloatArray:
        """Variance of the noise of a count."""
        return noise_of(self.expected, self.noise)

    @cached_property
    def variance(self) -> FloatArray:
        """Variance of a counted share around its mix, by drawing people and by noise."""
        drawn = self.mixes * (1.0 - self.mixes) / self.size
        return np.asarray(drawn + self.added / self.size**2)

    @cached_property
    def relative_variance(self) -> FloatArray:
        """Variance of a count, in that of Poisson's law."""
        added = self.added / np.maximum(self.expected, SMALLEST)
        return np.asarray(1.0 - self.mixes + np.where(self.expected > 0, added, 0.0))

    @cached_property
    def entropic(self) -> Entropic:
        """What X ln X of a count is like."""
        return entropic(self.expected)

    @cached_property
    def between(self) -> FloatArray:
        """Variance of the mixes between units (groups × places)."""
        return variance_between(self.units, self.noise)

    @cached_property
    def kept(self) -> FloatArray:
        """Part of a counted difference from the place that its mix keeps."""
        return kept_part(self.units, self.between, self.noise)

    def sum(self, values: FloatArray) -> FloatArray:
        """Sum over the units of every place."""
        return self.units.sum_by_place(values)

    def over_units(self, values: FloatArray) -> FloatArray:
        """Values per place, repeated for its units."""
        return self.units.over_units(values)
