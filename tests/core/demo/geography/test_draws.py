"""Draws are the same always, and spread as random numbers are."""

import numpy as np

from core.demo.geography.draws import noise, uniform


def test_the_generator_is_splitmix64_as_published() -> None:
    # First output for the state 1234567, from the reference implementation (Vigna, 2015).
    expected = 6457827717110365317
    assert uniform(1234567)[0] == (expected >> 11) * 2.0**-53


def test_a_draw_depends_on_its_keys_and_not_on_the_others() -> None:
    together = uniform(7, np.arange(10), np.arange(10)[::-1])
    alone = uniform(7, np.array([3]), np.array([6]))
    assert together[3] == alone[0]


def test_draws_fill_the_unit_interval_evenly() -> None:
    draws = uniform(1, np.arange(100_000))
    assert draws.min() >= 0
    assert draws.max() < 1
    counts = np.histogram(draws, bins=10, range=(0, 1))[0]
    assert np.abs(counts / 10_000 - 1).max() < 0.05


def test_noise_stays_within_bounds_and_changes_smoothly() -> None:
    x_m = np.linspace(-5000, 5000, 20_001)
    heights = noise(3, np.column_stack([x_m, x_m / 3]), 1000.0)
    assert np.abs(heights).max() <= 1
    assert np.abs(np.diff(heights)).max() < 0.01
    assert heights.std() > 0.1
