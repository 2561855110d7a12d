"""What the line through a node and its standard errors are, and when they are undefined."""

import numpy as np
import pytest

from tests.oracles.clustered_ols import People, by_statsmodels, fitted


def people(
    x: list[float],
    y: list[float],
    area: list[int],
    unit: list[int],
    cluster: list[int] | None = None,
) -> People:
    codes = (np.array(one, dtype=np.int64) for one in (area, unit, cluster or [0] * len(x)))
    return People(np.array(x), np.array(y), *codes)


def drawn(size: int, seed: int) -> People:
    """People with something in common with their neighbours, and with their colleagues."""
    chance = np.random.default_rng(seed)
    area, unit = chance.integers(0, 25, size), chance.integers(0, 40, size)
    x = chance.beta(5, 2, 25)[area]
    y = 0.3 * x + chance.normal(0, 0.1, 25)[area] + chance.normal(0, 0.1, 40)[unit]
    return People(x, y, area, unit, area % 3)


def undefined(line: dict[str, float]) -> set[str]:
    return {name for name, value in line.items() if np.isnan(value)}


ERRORS = {"se_intercept", "se_slope"}


@pytest.mark.parametrize("seed", range(5))
def test_every_column_equals_statsmodels(seed: int) -> None:
    everyone = drawn(2_000, seed)
    line = fitted(everyone)
    for name, value in by_statsmodels(everyone).items():
        assert line[name] == pytest.approx(value, rel=1e-9, abs=1e-12), name


def test_a_line_drawn_by_hand() -> None:
    """Means (1/2, 1/2); Sxy = 1/8, Sxx = 1/4, Syy = 7/32: slope 1/2, R² = 2/7."""
    line = fitted(
        people([0.25, 0.25, 0.75, 0.75], [0.125, 0.625, 0.5, 0.75], [0, 0, 1, 1], [0, 1, 2, 3])
    )
    assert line["slope"] == pytest.approx(0.5)
    assert line["intercept"] == pytest.approx(0.25)
    assert line["r_squared"] == pytest.approx(2 / 7)


def test_one_person_has_no_line() -> None:
    assert undefined(fitted(people([0.4], [0.6], [0], [0]))) == {
        "intercept",
        "slope",
        "r_squared",
        "r",
        "partial_r",
        *ERRORS,
    }


def test_neighbours_with_one_share_have_no_line() -> None:
    line = fitted(people([1 / 3, 2 / 6, 1 / 3], [0.1, 0.5, 0.9], [0, 1, 0], [0, 1, 2]))
    assert undefined(line) == set(line)


def test_colleagues_with_one_share_have_a_flat_line_and_no_correlation() -> None:
    line = fitted(people([0.2, 0.4, 0.9], [0.5, 0.5, 0.5], [0, 1, 2], [0, 1, 2]))
    assert (line["slope"], line["intercept"]) == (0, 0.5)
    assert undefined(line) == {"r_squared", "r", "partial_r", *ERRORS}


def test_two_people_lie_on_their_line_without_standard_errors() -> None:
    line = fitted(people([0.2, 0.6], [0.1, 0.9], [0, 1], [0, 1]))
    assert line["r"] == pytest.approx(1)
    assert undefined(line) == ERRORS


def test_standard_errors_need_two_units() -> None:
    line = fitted(people([0.2, 0.6, 0.8], [0.1, 0.9, 0.3], [0, 1, 2], [7, 7, 7]))
    assert undefined(line) == ERRORS


def test_standard_errors_are_undefined_where_areas_are_the_whole_story() -> None:
    """With two areas their scores are zero, and if each has units of its own the rest cancels."""
    everyone = people(
        [0.2] * 3 + [0.7] * 3,
        [0.1, 0.4, 0.4, 0.3, 0.8, 0.9],
        [0, 0, 0, 1, 1, 1],
        [0, 1, 2, 3, 4, 5],
    )
    assert undefined(fitted(everyone)) == ERRORS


def test_given_cluster_only_differences_within_clusters_count() -> None:
    """Between the clusters the relation is upward, within both of them downward."""
    line = fitted(
        people([0.1, 0.2, 0.8, 0.9], [0.2, 0.1, 0.9, 0.8], [0, 1, 2, 3], [0, 1, 2, 3], [0, 0, 1, 1])
    )
    assert line["r"] > 0.9
    assert line["partial_r"] == pytest.approx(-1)


def test_in_one_cluster_nothing_is_taken_out() -> None:
    everyone = drawn(50, 1)._replace(cluster=np.zeros(50, dtype=np.int64))
    assert fitted(everyone)["partial_r"] == pytest.approx(fitted(everyone)["r"])
