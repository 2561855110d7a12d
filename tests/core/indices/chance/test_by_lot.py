"""The mean over all ways to deal people to homes is worked out as counting all of them would."""

from itertools import combinations

import numpy as np
import pytest
from numpy.testing import assert_allclose

from core.indices import INDICES, Units
from core.indices.chance import WORKED_OUT, expected_by_lot
from core.indices.random_allocation import random_allocation
from tests.core.indices.worlds import generated

BY_CODE = {index.code: index for index in INDICES}
EXACT = ("dissimilarity", "group_dissimilarity", "isolation", "group_correlation_ratio")


def mean_of_all_ways(counts: list[list[int]], code: str) -> np.ndarray:
    """The index of every way to choose who of two groups live in the first of two units."""
    first, second = (sum(row) for row in counts)
    group = sum(row[0] for row in counts)
    values = []
    for chosen in combinations(range(first + second), first):
        own = sum(person < group for person in chosen)
        dealt = [[own, first - own], [group - own, second - group + own]]
        values.append(BY_CODE[code].function(Units.of_one_place(dealt)))
    return np.asarray(np.mean(values, axis=0))


@pytest.mark.parametrize("code", EXACT)
@pytest.mark.parametrize("counts", [[[3, 2], [1, 4]], [[5, 1], [0, 4]], [[1, 1], [2, 5]]])
def test_squares_and_distances_are_exact(counts: list[list[int]], code: str) -> None:
    found = expected_by_lot(Units.of_one_place(counts))[code]
    assert_allclose(found, mean_of_all_ways(counts, code), atol=1e-12)


@pytest.mark.parametrize("code", WORKED_OUT)
def test_many_draws_agree(code: str) -> None:
    units = generated(places=3, units=25, groups=4)
    by_draws = random_allocation(units, [BY_CODE[code]], draws=400)[code]
    error = (by_draws.upper - by_draws.expected) / 1.96 / np.sqrt(400)
    off = np.abs(expected_by_lot(units)[code] - by_draws.expected) / error
    assert off.max() < 4


def test_one_unit_is_as_its_place() -> None:
    found = expected_by_lot(Units.of_one_place([[30, 10]]))
    assert found["dissimilarity"][0] == pytest.approx(0)
    assert found["theil_h"][0] == pytest.approx(0)
    assert found["isolation"][0].tolist() == pytest.approx([0.75, 0.25])
