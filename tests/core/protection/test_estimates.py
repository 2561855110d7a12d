import numpy as np
import pytest
from scipy.stats import linregress

from core.protection.arrays import Real
from core.protection.estimates import STRONGEST, Estimates, estimate

NO_NOISE = np.zeros(6)
NAMES = ("slope", "intercept")


def cloud(people: int, slope: float = 0.6, chance: int = 1) -> tuple[Real, Real]:
    luck = np.random.default_rng(chance)
    x = luck.uniform(-1, 1, people)
    return x, np.clip(0.1 + slope * x + luck.normal(0, 0.3, people), -1, 1)


def entries(x: Real, y: Real) -> list[Real]:
    sums = (len(x), x.sum(), y.sum(), (x * x).sum(), (x * y).sum(), (y * y).sum())
    return [np.array([float(entry)]) for entry in sums]


def of(x: Real, y: Real, noise: Real = NO_NOISE) -> Estimates:
    return estimate(entries(x, y), noise)


@pytest.mark.parametrize("slope", [0.6, 0.0, -0.4])
def test_without_noise_the_line_is_that_of_least_squares(slope: float) -> None:
    x, y = cloud(400, slope)
    theirs, ours = linregress(x, y), of(x, y)
    assert ours.slope[0] == pytest.approx(theirs.slope)
    assert ours.intercept[0] == pytest.approx(theirs.intercept)
    assert ours.correlation[0] == pytest.approx(theirs.rvalue)
    assert ours.errors_of_slope()[1][0] == pytest.approx(theirs.stderr)
    assert ours.errors_at(0.0)[1][0] == pytest.approx(theirs.intercept_stderr)


def test_the_error_of_the_line_elsewhere_is_that_of_shifted_x() -> None:
    x, y = cloud(400)
    shifted = linregress(x + 1.5, y)
    assert of(x, y).errors_at(-1.5)[1][0] == pytest.approx(shifted.intercept_stderr)


@pytest.mark.parametrize("position", range(6))
def test_the_noise_of_each_moment_enters_by_how_the_line_moves_with_it(position: int) -> None:
    x, y = cloud(400)
    noise = np.zeros(6)
    noise[position] = 0.01
    moved = []
    for sign in (1, -1):
        shifted = entries(x, y)
        shifted[position] = shifted[position] + sign * noise[position]
        moved.append(estimate(shifted, NO_NOISE))
    found = of(x, y, noise)
    by_slope = abs(moved[0].slope - moved[1].slope)[0] / 2
    by_height = abs(
        moved[0].intercept - moved[1].intercept + 0.3 * (moved[0].slope - moved[1].slope)
    )
    assert found.errors_of_slope()[0][0] == pytest.approx(by_slope, rel=1e-4, abs=1e-12)
    assert found.errors_at(0.3)[0][0] == pytest.approx(by_height[0] / 2, rel=1e-4, abs=1e-12)


def test_a_perfect_fit_is_not_told_apart_from_a_strong_one() -> None:
    x = np.linspace(-1, 1, 300)
    perfect = of(x, 0.5 * x)
    assert perfect.correlation[0] == STRONGEST
    assert of(x, -0.5 * x).correlation[0] == -STRONGEST
    assert perfect.errors_of_slope()[1][0] > 0


def test_moments_that_no_people_could_have_are_brought_back() -> None:
    """Noise can leave Σxx·Σyy below Σxy²; nothing negative or infinite follows."""
    x, y = cloud(200)
    impossible = entries(x, y)
    impossible[5] = impossible[5] * 0.05
    found = estimate(impossible, NO_NOISE)
    correlation = found.correlation[0]
    spread_y = found.residual * (found.people - 2) / (1 - correlation**2)
    assert abs(correlation) == STRONGEST
    assert (found.slope**2 * found.spread_x)[0] <= spread_y[0] * (1 + 1e-9)


def test_possible_moments_are_left_alone() -> None:
    x, y = cloud(50)
    assert of(x, y).people[0] == 50


@pytest.mark.parametrize("people", [0, 1, 2])
def test_two_people_have_no_line(people: int) -> None:
    x, y = cloud(people)
    found = of(x, y)
    assert np.isnan(found.slope[0])
    assert np.isnan(found.errors_of_slope()[1][0])


def test_without_spread_there_is_no_line() -> None:
    found = of(np.full(200, 0.25), cloud(200)[1])
    assert not found.spread_x[0] > 1e-9
