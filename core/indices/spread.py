"""Mean and spread of draws, kept without keeping the draws."""

from statistics import NormalDist

import numpy as np

from core.indices.units import FloatArray

WIDTH_95 = NormalDist().inv_cdf(0.975)


class Spread:
    """Running mean and variance per entry; undefined draws are left out."""

    def __init__(self) -> None:
        self._count: FloatArray = np.zeros(())
        self.mean: FloatArray = np.zeros(())
        self._squares: FloatArray = np.zeros(())

    def add(self, draw: FloatArray) -> None:
        """Count one draw in (Welford's update, which doesn't lose digits)."""
        defined = np.isfinite(draw)
        self._count = self._count + defined
        step = np.where(defined, draw - self.mean, 0.0)
        self.mean = self.mean + step / np.maximum(self._count, 1)
        self._squares = self._squares + step * np.where(defined, draw - self.mean, 0.0)

    @property
    def variance(self) -> FloatArray:
        """Variance of the draws, NaN with fewer than two."""
        enough = self._count > 1
        return np.where(enough, self._squares / np.where(enough, self._count - 1, 1), np.nan)
