"""Means, lines and correlations from sums of whole numbers are those of the people."""

from collections.abc import Iterator
from fractions import Fraction

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pytest
import statsmodels.api as sm
from hypothesis import example, given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from core.cube.arrays import Floats
from core.cube.engine import DuckDbEngine
from core.cube.fixed_point import ONE
from core.cube.moments import correlation, moments_sql, relation

People = list[tuple[int, int, int]]
"""How many people have which neighbourhood and which setting share, in fixed point."""
Moments = tuple[Floats, Floats, Floats]
CLOSE = 1e-12

quickly = settings(max_examples=40, deadline=None, derandomize=True)
fixed = st.integers(0, ONE)
many = st.integers(1, 100_000_000) | st.integers(1, 3)
crowds = st.lists(st.tuples(many, fixed, fixed), min_size=1, max_size=6)


@pytest.fixture(scope="module")
def duckdb() -> Iterator[DuckDbEngine]:
    with DuckDbEngine() as engine:
        yield engine


def sums(crowd: People) -> dict[str, int]:
    return {
        "people": sum(people for people, _, _ in crowd),
        "x_sum": sum(people * x for people, x, _ in crowd),
        "y_sum": sum(people * y for people, _, y in crowd),
        "xx_sum": sum(people * x * x for people, x, _ in crowd),
        "xy_sum": sum(people * x * y for people, x, y in crowd),
        "yy_sum": sum(people * y * y for people, _, y in crowd),
    }


def moments(duckdb: DuckDbEngine, crowd: People) -> dict[str, float]:
    """What the engine makes of the sums of a crowd."""
    columns = ", ".join(
        f"CAST({value} AS HUGEINT) AS {name}" for name, value in sums(crowd).items()
    )
    rows: pa.Table = duckdb.rows(moments_sql(f"(SELECT {columns}) AS node", (), ("people",)))
    [row] = rows.to_pylist()
    return {name: float(value) for name, value in row.items()}


def exactly(crowd: People) -> dict[str, Fraction]:
    """Means and centred moments by their definition, in fractions."""
    whole = sum(people for people, _, _ in crowd)
    shares = [(people, Fraction(x, ONE), Fraction(y, ONE)) for people, x, y in crowd]
    x_mean = sum((people * x for people, x, _ in shares), Fraction(0)) / whole
    y_mean = sum((people * y for people, _, y in shares), Fraction(0)) / whole
    off = [(people, x - x_mean, y - y_mean) for people, x, y in shares]
    return {
        "x_mean": x_mean,
        "y_mean": y_mean,
        "xx": sum((people * x * x for people, x, _ in off), Fraction(0)),
        "xy": sum((people * x * y for people, x, y in off), Fraction(0)),
        "yy": sum((people * y * y for people, _, y in off), Fraction(0)),
    }


@quickly
@given(crowd=crowds)
@example(crowd=[(100_000_000, ONE - 1, ONE), (1, ONE, ONE - 1)])
@example(crowd=[(1, 0, ONE)])
def test_moments_are_those_of_the_people_up_to_a_hundred_million_of_a_kind(
    duckdb: DuckDbEngine, crowd: People
) -> None:
    found, expected = moments(duckdb, crowd), exactly(crowd)
    whole = found["people"]
    for name, value in expected.items():
        # One step of the shares is the finest there is to be told apart.
        assert found[name] == pytest.approx(float(value), rel=CLOSE, abs=CLOSE * whole / ONE)


@quickly
@given(people=many, x=fixed, y=fixed)
def test_what_does_not_vary_has_a_variance_of_exactly_zero(
    duckdb: DuckDbEngine, people: int, x: int, y: int
) -> None:
    found = moments(duckdb, [(people, x, y)])
    assert (found["xx"], found["xy"], found["yy"]) == (0, 0, 0)


@quickly
@given(people=st.integers(2, 100_000_000), x=st.integers(0, ONE - 1))
def test_what_varies_by_a_single_step_has_a_variance(
    duckdb: DuckDbEngine, people: int, x: int
) -> None:
    found = moments(duckdb, [(people - 1, x, 0), (1, x + 1, 0)])
    assert found["xx"] * float(ONE) ** 2 == pytest.approx((people - 1) / people, rel=CLOSE)


def drawn(people: int, seed: int) -> tuple[Floats, Floats, npt.NDArray[np.int64]]:
    """Shares of people who live in three clusters of places."""
    random = np.random.default_rng(seed)
    cluster = random.integers(0, 3, people)
    x = np.clip(random.normal(0.4 + 0.2 * cluster, 0.1), 0, 1)
    return x, np.clip(0.5 * x + random.normal(0.2, 0.1, people), 0, 1), cluster


def centred(x: Floats, y: Floats) -> Moments:
    off_x, off_y = x - x.mean(), y - y.mean()
    xx, xy, yy = (np.array([product.sum()]) for product in (off_x**2, off_x * off_y, off_y**2))
    return xx, xy, yy


def within(x: Floats, y: Floats, cluster: npt.NDArray[np.int64]) -> Moments:
    parts = [centred(x[cluster == one], y[cluster == one]) for one in np.unique(cluster)]
    xx, xy, yy = np.sum(parts, axis=0)
    return xx, xy, yy


@pytest.mark.parametrize("seed", range(5))
def test_a_relation_is_the_line_that_least_squares_fit(seed: int) -> None:
    x, y, cluster = drawn(200, seed)
    found = relation((x.mean(), y.mean()), centred(x, y), within(x, y, cluster))
    fitted = sm.OLS(y, sm.add_constant(x)).fit()
    assert_allclose([found.intercept[0], found.slope[0]], fitted.params, rtol=CLOSE)
    assert_allclose(found.r_squared, fitted.rsquared, rtol=CLOSE)
    assert_allclose(found.r, np.corrcoef(x, y)[0, 1], rtol=CLOSE)


@pytest.mark.parametrize("seed", range(5))
def test_r_given_the_cluster_is_that_of_what_cluster_means_leave(seed: int) -> None:
    x, y, cluster = drawn(200, seed)
    dummies = np.eye(3)[cluster]
    left_x, left_y = (sm.OLS(share, dummies).fit().resid for share in (x, y))
    found = relation((x.mean(), y.mean()), centred(x, y), within(x, y, cluster))
    assert_allclose(found.partial_r, np.corrcoef(left_x, left_y)[0, 1], rtol=1e-10)


def test_without_variance_at_home_there_is_no_line() -> None:
    x, y = np.full(3, 0.5), np.array([0.1, 0.2, 0.3])
    found = relation((x.mean(), y.mean()), centred(x, y), centred(x, y))
    for value in vars(found).values():
        assert np.isnan(value).all()


def test_without_variance_in_the_setting_the_line_is_level_and_nothing_correlates() -> None:
    x, y = np.array([0.25, 0.5, 0.75]), np.full(3, 0.5)
    found = relation((x.mean(), y.mean()), centred(x, y), centred(x, y))
    assert (found.intercept[0], found.slope[0]) == (0.5, 0)
    assert np.isnan([found.r[0], found.r_squared[0], found.partial_r[0]]).all()


@quickly
@given(steps=st.lists(st.integers(0, 100), min_size=2, max_size=30))
def test_a_correlation_never_leaves_its_bounds(steps: list[int]) -> None:
    x = np.array(steps) / 100
    found = correlation(*centred(x, 1 - x / 3))
    assert np.isnan(found).all() or (found >= -1).all()
