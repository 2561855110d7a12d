"""Noise that presumes nothing beyond its mean and variance: maximum-entropy distributions.

With mean 0 and a given variance the solution is p(v) ∝ exp(a·v + b·v²). The two numbers
minimise the convex dual log Σ exp(a·v + b·v²) − b·variance; damped Newton finds them.
Only used when a table is drawn up and frozen, never while figures are protected.
"""

import numpy as np

from core.errors import ProtectionError
from core.protection.arrays import Keys, Real

WHOLE = 2**32
_STEPS = 200
_EXACT = 1e-13
_AT_EDGE = "the variance is at or beyond the edge of what the noise allows; change it"


def max_entropy(noise: Real, variance: float) -> Real:
    """The probabilities of each noise, with mean 0 and this variance."""
    if not noise.min() <= 0 <= noise.max():
        raise ProtectionError("noise on one side of zero can't have mean zero; widen the noise")
    if len(noise) <= 3:
        return _only_solution(noise, variance)
    reach = float(np.abs(noise).max())
    try:
        return _newton(np.stack([noise / reach, (noise / reach) ** 2]), variance / reach**2)
    except np.linalg.LinAlgError:
        raise ProtectionError(_AT_EDGE) from None


def thresholds(probabilities: Real) -> Keys:
    """The frozen cumulative thresholds on the scale of a 32-bit draw."""
    return np.rint(np.cumsum(probabilities) * WHOLE).astype(np.uint64)


def _only_solution(noise: Real, variance: float) -> Real:
    moments = np.stack([np.ones_like(noise), noise, noise**2])
    wanted = np.array([1.0, 0.0, variance])
    found: Real = np.linalg.lstsq(moments, wanted, rcond=None)[0]
    if np.abs(moments @ found - wanted).max() > 1e-9 or found.min() < -1e-12:
        raise ProtectionError(f"no noise on {noise.tolist()} has mean 0 and variance {variance}")
    return np.clip(found, 0.0, 1.0)


def _newton(features: Real, variance: float) -> Real:
    wanted = np.array([0.0, variance])
    weights, gap = np.zeros(2), np.ones(2)
    for _ in range(_STEPS):
        probabilities = _softmax(weights @ features)
        means = features @ probabilities
        if np.abs(means - wanted).max() >= np.abs(gap).max() < _EXACT:
            break  # as near as floating point comes
        gap = means - wanted
        spread = features - means[:, None]
        step = np.linalg.solve((spread * probabilities) @ spread.T, gap)
        weights = _damped(weights, step, features, wanted)
    if np.abs(gap).max() > _EXACT:
        raise ProtectionError(_AT_EDGE)
    return probabilities


def _damped(weights: Real, step: Real, features: Real, wanted: Real) -> Real:
    before = _dual(weights, features, wanted)
    for _ in range(60):
        if _dual(weights - step, features, wanted) <= before + 1e-15:
            break
        step = step / 2
    return weights - step


def _dual(weights: Real, features: Real, wanted: Real) -> float:
    exponents = weights @ features
    top = exponents.max()
    return float(top + np.log(np.exp(exponents - top).sum()) - weights @ wanted)


def _softmax(exponents: Real) -> Real:
    raised = np.exp(exponents - exponents.max())
    probabilities: Real = raised / raised.sum()
    return probabilities
