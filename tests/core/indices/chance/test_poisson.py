"""The table of X ln X holds Poisson's law, and what it tends to for large counts."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from core.indices.chance.poisson import entropic


@pytest.mark.parametrize("expected", [0.02, 0.5, 3.0, 40.0])
def test_it_is_what_draws_give(expected: float) -> None:
    counts = np.random.default_rng(1).poisson(expected, 1_000_000).astype(np.float64)
    value = counts * np.log(np.maximum(counts, 1))
    found = entropic(np.array([expected]))
    assert found.excess[0] == pytest.approx(
        value.mean() - expected * np.log(expected), abs=5 * value.std() / 1000
    )
    slope = np.cov(value, counts)[0, 1] / expected
    assert found.slope[0] == pytest.approx(slope - np.log(expected), rel=0.05)


def test_large_counts_have_half_a_degree_of_freedom() -> None:
    found = entropic(np.array([900.0, 1e6]))
    assert_allclose(found.excess, 0.5, atol=2e-3)
    assert_allclose(found.slope, 1.0, atol=2e-3)
    assert_allclose(found.rest, 0.5, atol=2e-3)
