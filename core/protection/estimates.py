"""The line through a cloud of which only moments with noise are known, and how sure it is.

All on the scale [−1, 1]. The noise of each moment enters the standard errors by the
first-order rule: its variance times the squared sensitivity of the estimate to it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.protection.arrays import Real

STRONGEST = 0.95  # a stronger correlation is not told apart from this


@dataclass(frozen=True)
class Estimates:
    """Slope, intercept and correlation of each cell, with what their errors follow from."""

    people: Real
    mean_x: Real
    spread_x: Real
    slope: Real
    intercept: Real
    correlation: Real
    residual: Real
    slope_by_entry: Real
    intercept_by_entry: Real
    noise: Real

    def errors_of_slope(self) -> tuple[Real, Real]:
        """The noise in the slope, and its standard error with that noise."""
        return self._errors(self.slope_by_entry, 1 / self.spread_x)

    def errors_at(self, x: float) -> tuple[Real, Real]:
        """The noise in the line's height at x, and its standard error with that noise."""
        distance = (self.mean_x - x) ** 2 / self.spread_x
        return self._errors(
            self.intercept_by_entry + x * self.slope_by_entry, 1 / self.people + distance
        )

    def _errors(self, by_entry: Real, factor: Real) -> tuple[Real, Real]:
        noise = self.noise**2 @ by_entry**2
        return np.sqrt(noise), np.sqrt(noise + self.residual * factor)


def estimate(entries: Sequence[Real], noise: Real) -> Estimates:
    """The estimates from (people, Σx, Σy, Σxx, Σxy, Σyy), undefined where they can't be."""
    with np.errstate(invalid="ignore", divide="ignore"):
        n, x, y, xx, xy, yy = _possible(np.stack(entries).astype(np.float64))
        n = np.where(n > 2, n, np.nan)
        spread_x, spread_y, spread_xy = xx - x * x / n, yy - y * y / n, xy - x * y / n
        spread_x = np.where(spread_x > 0, spread_x, np.nan)
        slope = spread_xy / spread_x
        intercept = (y - slope * x) / n
        strength = spread_xy / np.sqrt(spread_x * np.where(spread_y > 0, spread_y, np.nan))
        correlation = np.clip(strength, -STRONGEST, STRONGEST)
        residual = spread_y * (1 - correlation**2) / (n - 2)
        slope_by = np.stack([xy - slope * xx, 2 * slope * x - y, -x, -slope * n, n, 0 * n])
        slope_by /= n * spread_x
        intercept_by = -x / n * slope_by
        intercept_by[:3] += np.stack([-intercept, -slope, 1 + 0 * n]) / n
        means = (x / n, spread_x, slope, intercept, correlation, residual)
    return Estimates(n, *means, slope_by, intercept_by, noise)


def _possible(entries: Real) -> Real:
    """The nearest moments that some cloud of points could have: no negative spread."""
    n, x, y, xx, xy, yy = entries
    matrices = np.stack([n, x, y, x, xx, xy, y, xy, yy], axis=-1).reshape(-1, 3, 3)
    sizes, directions = np.linalg.eigh(matrices)
    impossible = sizes[:, 0] < 0
    kept = np.clip(sizes[impossible], 0, None)
    sides = directions[impossible]
    matrices[impossible] = (sides * kept[:, None, :]) @ sides.transpose(0, 2, 1)
    upper: Real = matrices[:, [0, 0, 0, 1, 1, 2], [0, 1, 2, 1, 2, 2]].T
    return upper
