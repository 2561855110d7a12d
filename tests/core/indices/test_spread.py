"""Mean and variance of draws are those of all draws kept."""

import numpy as np
from numpy.testing import assert_allclose

from core.indices.spread import Spread


def test_running_figures_equal_those_of_the_kept_draws() -> None:
    draws = 1e6 + np.random.default_rng(3).normal(size=(50, 4))
    spread = Spread()
    for draw in draws:
        spread.add(draw)
    assert_allclose(spread.mean, draws.mean(axis=0), rtol=1e-12)
    assert_allclose(spread.variance, draws.var(axis=0, ddof=1), rtol=1e-8)


def test_undefined_draws_are_left_out() -> None:
    spread = Spread()
    for draw in ([1.0, np.nan], [3.0, np.nan], [np.nan, 5.0]):
        spread.add(np.array(draw))
    assert_allclose(spread.mean, [2.0, 5.0])
    assert_allclose(spread.variance, [2.0, np.nan])
