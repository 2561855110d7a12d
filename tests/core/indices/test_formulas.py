"""Where only the R package segregation has an index, it equals the formula that package uses.

The formulas are written out with plain loops, from the definitions in its documentation
(Elbers 2023, segregation: entropy-based segregation indices).
"""

from math import log

import numpy as np
import pytest
from numpy.testing import assert_allclose
from numpy.typing import NDArray

from core.indices import Units, decompose_mutual_information
from core.indices.atkinson import atkinson, group_atkinson
from core.indices.divergence import divergence
from core.indices.exposure import exposure
from core.indices.isolation import isolation
from core.indices.local_divergence import local_divergence
from core.indices.mutual_information import mutual_information
from core.indices.probability_of_difference import (
    probability_of_difference_without_replacement,
)
from core.indices.theil import theil_h
from tests.core.indices.worlds import counts_of, generated

CLOSE = 1e-12
Counts = NDArray[np.float64]


@pytest.fixture
def counts() -> Counts:
    return counts_of(generated(places=1, units=24, groups=6, seed=5))


def total_m(counts: Counts) -> float:
    """M = Σ p ln(p / (p of unit × p of group)) over cells with people."""
    p = counts / counts.sum()
    unit, group = p.sum(axis=1), p.sum(axis=0)
    cells = zip(*np.nonzero(p), strict=True)
    return float(sum(p[u, g] * log(p[u, g] / (unit[u] * group[g])) for u, g in cells))


def entropy_of_groups(counts: Counts) -> float:
    shares = counts.sum(axis=0) / counts.sum()
    return float(sum(p * log(1 / p) for p in shares if p > 0))


def test_mutual_information_is_the_sum_over_cells(counts: Counts) -> None:
    found = mutual_information(Units.of_one_place(counts))[0]
    assert_allclose(found, total_m(counts), rtol=0, atol=CLOSE)


def test_mutual_information_does_not_care_which_way_the_table_lies(counts: Counts) -> None:
    """M is symmetric in groups and units."""
    inhabited = counts[counts.sum(axis=1) > 0]
    found = mutual_information(Units.of_one_place(inhabited.T))[0]
    assert_allclose(found, total_m(counts), rtol=0, atol=CLOSE)


def test_theil_is_mutual_information_over_entropy(counts: Counts) -> None:
    expected = total_m(counts) / entropy_of_groups(counts)
    assert_allclose(theil_h(Units.of_one_place(counts))[0], expected, rtol=0, atol=CLOSE)


def test_between_is_m_of_the_districts_and_within_the_weighted_m_inside(counts: Counts) -> None:
    district = np.repeat([0, 1, 2, 3], 6)
    merged = np.array([counts[district == d].sum(axis=0) for d in range(4)])
    inside = sum(
        counts[district == d].sum() / counts.sum() * total_m(counts[district == d])
        for d in range(4)
    )
    between, within = decompose_mutual_information(Units.of_one_place(counts), district)
    assert_allclose(between[0], total_m(merged), rtol=0, atol=CLOSE)
    assert_allclose(within[0], inside, rtol=0, atol=CLOSE)


def test_local_divergence_is_local_segregation_and_sums_to_m(counts: Counts) -> None:
    """Σ p(group | unit) ln(p(group | unit) / p(group))."""
    overall = counts.sum(axis=0) / counts.sum()
    found = local_divergence(Units.of_one_place(counts))
    for unit, row in enumerate(counts):
        if row.sum() == 0:
            assert np.isnan(found[unit])
            continue
        shares = row / row.sum()
        expected = sum(p * log(p / q) for p, q in zip(shares, overall, strict=True) if p > 0)
        assert_allclose(found[unit], expected, rtol=0, atol=CLOSE)
    weights = counts.sum(axis=1) / counts.sum()
    assert_allclose(np.nansum(weights * found), total_m(counts), rtol=0, atol=CLOSE)


def test_exposure_and_isolation_are_sums_over_units(counts: Counts) -> None:
    units = Units.of_one_place(counts)
    inhabited = counts[counts.sum(axis=1) > 0]
    sizes, groups = inhabited.sum(axis=1), inhabited.sum(axis=0)
    for a in range(counts.shape[1]):
        for b in range(counts.shape[1]):
            expected = (inhabited[:, a] * inhabited[:, b] / (sizes * groups[a])).sum()
            assert_allclose(exposure(units)[0, a, b], expected, rtol=0, atol=CLOSE)
        own = (inhabited[:, a] ** 2 / (sizes * groups[a])).sum()
        assert_allclose(isolation(units)[0, a], own, rtol=0, atol=CLOSE)


def test_divergence_from_another_mix_adds_the_distance_of_the_place(counts: Counts) -> None:
    """Divergence from the country is M plus the divergence of the place (Roberto 2016)."""
    country = np.array([0.5, 0.2, 0.1, 0.1, 0.05, 0.05])
    overall = counts.sum(axis=0) / counts.sum()
    of_place = sum(p * log(p / q) for p, q in zip(overall, country, strict=True))
    found = divergence(Units.of_one_place(counts), country)[0]
    assert_allclose(found, total_m(counts) + of_place, rtol=0, atol=CLOSE)


def test_divergence_is_infinite_from_a_mix_without_a_group_that_is_there(counts: Counts) -> None:
    without_last = np.array([0.5, 0.2, 0.1, 0.1, 0.1, 0.0])
    assert np.isposinf(divergence(Units.of_one_place(counts), without_last)[0])


def test_atkinson_of_two_groups_orders_places_as_atkinson_of_a_group_does(counts: Counts) -> None:
    """Frankel & Volij 2011: one is 1 − (1 − other)² ."""
    two = Units.of_one_place(counts[:, :2])
    assert_allclose(group_atkinson(two)[0, 0], 1 - (1 - atkinson(two)[0]) ** 2, rtol=0, atol=CLOSE)


def test_without_replacement_counts_pairs_of_residents() -> None:
    """Two women and a man: two of the three pairs differ."""
    assert_allclose(
        probability_of_difference_without_replacement(Units.of_one_place([[2, 1]]))[0], 2 / 3
    )
    assert np.isnan(probability_of_difference_without_replacement(Units.of_one_place([[0, 1]]))[0])
