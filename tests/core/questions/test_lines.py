"""Lines through weighted points and Chow's test are those of statsmodels."""

import numpy as np
import numpy.typing as npt
import pytest
import statsmodels.api as sm

from core.questions.lines import chow, line_through

Floats = npt.NDArray[np.float64]
SEEDS = (1, 2, 3)


def drawn(seed: int, points: int = 40) -> tuple[Floats, Floats, Floats, npt.NDArray[np.bool_]]:
    chance = np.random.Generator(np.random.PCG64(seed))
    x = chance.uniform(0.1, 0.95, points)
    chosen = chance.random(points) < 0.4
    y = 0.2 + np.where(chosen, 0.3, 0.7) * x + chance.normal(0, 0.05, points)
    people = chance.integers(10, 50_000, points).astype(np.float64)
    return x, y, people, chosen


@pytest.mark.parametrize("seed", SEEDS)
def test_the_line_is_that_of_weighted_least_squares(seed: int) -> None:
    x, y, people, _ = drawn(seed)
    expected = sm.WLS(y, sm.add_constant(x), weights=people).fit()
    line = line_through(x, y, people)
    assert (line.intercept, line.slope) == pytest.approx(tuple(expected.params), abs=1e-9)
    assert line.r_squared == pytest.approx(expected.rsquared, abs=1e-9)
    assert line.left == pytest.approx(expected.ssr, rel=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_chow_is_the_test_that_both_parts_share_intercept_and_slope(seed: int) -> None:
    x, y, people, chosen = drawn(seed)
    apart = chosen.astype(np.float64)
    design = np.column_stack([np.ones_like(x), x, apart, apart * x])
    fit = sm.WLS(y, design, weights=people).fit()
    expected = fit.f_test(np.array([[0, 0, 1, 0], [0, 0, 0, 1]]))
    parts = (
        line_through(x[chosen], y[chosen], people[chosen]),
        line_through(x[~chosen], y[~chosen], people[~chosen]),
    )
    test = chow(line_through(x, y, people), parts)
    assert test.f == pytest.approx(float(expected.fvalue), rel=1e-9)
    assert test.p == pytest.approx(float(expected.pvalue), rel=1e-7, abs=1e-12)
    assert (test.numerator, test.denominator) == (2, expected.df_denom)


def test_the_scale_of_the_weights_changes_nothing() -> None:
    x, y, people, _ = drawn(7)
    one, other = line_through(x, y, people), line_through(x, y, people / 1e4)
    assert one.slope == pytest.approx(other.slope, rel=1e-12)
    assert one.r_squared == pytest.approx(other.r_squared, rel=1e-12)


@pytest.mark.parametrize(
    "x", [[0.5, 0.5, 0.5, 0.5], [0.3, 0.6]], ids=["one neighbourhood share", "two points"]
)
def test_without_spread_or_with_two_points_there_is_no_line(x: list[float]) -> None:
    found = line_through(np.array(x), np.linspace(0, 1, len(x)), np.ones(len(x)))
    assert np.isnan([found.slope, found.intercept, found.r_squared]).all()
    assert found.points == len(x)
    assert found.x_mean == pytest.approx(float(np.mean(x)))


def test_points_on_one_line_are_not_tested() -> None:
    x = np.array([0.1, 0.2, 0.3, 0.4, 0.5, 0.6])
    line, half, rest = (line_through(p, 0.1 + 0.5 * p, np.ones(len(p))) for p in (x, x[:3], x[3:]))
    assert np.isnan(chow(line, (half, rest)).p)


def test_nobody_has_no_line() -> None:
    none = np.array([], np.float64)
    assert line_through(none, none, none).points == 0
