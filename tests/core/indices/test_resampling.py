"""Resampling takes the bias of chance off, and its interval holds the true value."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from numpy.typing import NDArray

from core.errors import CoreError
from core.indices import INDICES, Index, Units
from core.indices.mixes import likely_mixes
from core.indices.resampling import Estimate, draw_people, estimates
from tests.core.indices.worlds import generated

BY_CODE = {index.code: index for index in INDICES}
CODES = (
    "dissimilarity",
    "theil_h",
    "mutual_information",
    "correlation_ratio",
    "relative_diversity",
    "isolation",
    "exposure",
    "probability_of_difference",
)
EIGHTEEN = np.array(
    [75, 5, 2, 1, 2, 3, 1, 1.5, 0.3, 1.2, 2.5, 1.5, 0.8, 1.2, 1, 0.5, 0.5, 1], dtype=np.float64
)


def mixes_around(
    shares: NDArray[np.float64], units: int, spread: float, random: np.random.Generator
) -> NDArray[np.float64]:
    """Mixes whose location quotients differ by a factor e^spread, as those of districts do."""
    mixes = shares * random.lognormal(0.0, spread, (units, len(shares)))
    return np.asarray(mixes / mixes.sum(axis=1, keepdims=True))


def covered(
    shares: NDArray[np.float64], units: int, people: int, times: int, draws: int
) -> dict[str, NDArray[np.float64]]:
    """By index: how often the interval held the true value, drawing one place many times."""
    random = np.random.default_rng(units * people)
    mixes = mixes_around(shares, units, 0.6, random)
    sizes = (people * random.lognormal(-0.3, 0.8, units)).astype(np.int64) + 20
    true = Units.of_one_place(mixes * sizes[:, None])
    counts = random.multinomial(np.tile(sizes, times), np.tile(mixes, (times, 1)))
    drawn = Units.by_place(counts, np.repeat(np.arange(times), units))
    found = estimates(drawn, [BY_CODE[code] for code in CODES], draws=draws)
    return {code: _held(found[code], BY_CODE[code].function(true)[0]) for code in CODES}


def _held(estimate: Estimate, true: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(((estimate.lower <= true) & (true <= estimate.upper)).mean(axis=0))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("shares", "units", "people", "draws"),
    [
        ([80, 20], 12, 1200, 150),
        ([80, 20], 40, 1200, 150),
        ([90, 10], 40, 300, 150),
        ([90, 10], 15, 600, 150),
        ([80, 20], 60, 100, 150),
        (EIGHTEEN, 40, 1200, 60),
    ],
)
def test_the_interval_holds_the_true_value_in_about_95_percent_of_1000_simulations(
    shares: NDArray[np.float64], units: int, people: int, draws: int
) -> None:
    for code, part in covered(np.asarray(shares), units, people, 1000, draws).items():
        # of 18 groups, or 324 pairs, some stray by chance: their mean is held to the limits
        mean = part.mean() if len(shares) > 2 else part
        assert np.all(mean >= 0.93), (code, part)
        assert np.all(mean <= 0.97), (code, part)


def test_the_interval_holds_the_true_value_in_a_short_run_too() -> None:
    """With 150 simulations chance leaves 90 to 99 %."""
    for code, part in covered(np.array([85.0, 15.0]), 25, 400, times=150, draws=40).items():
        assert (part >= 0.9).all(), (code, part)
        assert (part <= 0.99).all(), (code, part)


@pytest.mark.parametrize("code", ["dissimilarity", "theil_h", "mutual_information"])
def test_correction_takes_off_most_of_the_bias_of_small_units(code: str) -> None:
    random = np.random.default_rng(6)
    mixes = mixes_around(np.array([85.0, 15.0]), 40, 0.4, random)
    true = BY_CODE[code].function(Units.of_one_place(mixes * 80))[0]
    drawn = random.multinomial(80, np.tile(mixes, (200, 1)))
    units = Units.by_place(drawn, np.repeat(np.arange(200), 40))
    found = estimates(units, [BY_CODE[code]], draws=30)[code]
    assert found.counted.mean() > 1.15 * true
    assert abs(found.corrected.mean() - true) < 0.15 * (found.counted.mean() - true)


def test_likely_mixes_differ_less_than_counts_do_and_most_for_small_units() -> None:
    random = np.random.default_rng(1)
    sizes = np.repeat([20, 2000], 50)
    counts = random.multinomial(sizes, random.dirichlet([16.0, 4.0], 100))
    units = Units.of_one_place(counts)
    pulled = np.abs(likely_mixes(units) - units.shares)[0]
    assert pulled[:50].mean() > 5 * pulled[50:].mean()
    assert_allclose(likely_mixes(units).sum(axis=0), 1.0)


def test_likely_mixes_differ_as_much_as_the_true_ones_do() -> None:
    random = np.random.default_rng(2)
    mixes = random.dirichlet([16.0, 4.0], 4000)
    units = Units.of_one_place(random.multinomial(60, mixes))
    true, counted, likely = (
        shares.std() for shares in (mixes[:, 0], units.shares[0], likely_mixes(units)[0])
    )
    assert counted > 1.1 * true
    assert likely == pytest.approx(true, rel=0.03)


def test_drawn_people_fill_the_same_units() -> None:
    units = generated(places=10, units=5, groups=4)
    drawn = draw_people(units, units.shares, np.random.default_rng(1))
    assert_array_equal(drawn.unit_totals, units.unit_totals)


@pytest.mark.parametrize(
    "index", [index for index in INDICES if index.kind != "local"], ids=lambda index: index.code
)
def test_every_index_of_a_place_gets_an_interval_within_its_bounds(index: Index) -> None:
    units = generated(places=4, units=12, groups=3)
    found = estimates(units, [index], draws=12)[index.code]
    lowest, highest = index.bounds(3)
    assert_array_equal(found.counted, index.function(units))
    assert (found.standard_error > 0).all()
    assert (found.lower >= lowest).all()
    assert (found.lower <= found.corrected).all()
    assert (found.corrected <= found.upper).all()
    assert (found.upper <= highest).all()


def test_what_is_undefined_gets_no_interval() -> None:
    units = Units.by_place([[9, 0, 0], [7, 0, 0], [9, 2, 0], [7, 5, 0], [0, 0, 0]], [0, 0, 1, 1, 2])
    found = estimates(units, [BY_CODE["theil_h"], BY_CODE["isolation"]], draws=10)
    assert np.isnan([values[[0, 2]] for values in found["theil_h"]]).all()
    assert np.isnan([values[2] for values in found["isolation"]]).all()
    assert np.isnan([values[:, 2] for values in found["isolation"]]).all()
    assert not np.isnan([values[1, :2] for values in found["isolation"]]).any()


def test_estimates_repeat_with_their_seed() -> None:
    units = generated(places=2, units=10, groups=3)
    index = BY_CODE["theil_h"]
    first, again, other = (
        estimates(units, [index], draws=5, seed=seed)[index.code] for seed in (1, 1, 2)
    )
    assert_array_equal(first.lower, again.lower)
    assert not np.array_equal(first.lower, other.lower)


def test_single_units_get_no_interval() -> None:
    with pytest.raises(CoreError, match="single units"):
        estimates(generated(1, 4, 2), [BY_CODE["local_divergence"]])
