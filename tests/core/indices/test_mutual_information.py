"""Segregation between districts and within them is all the segregation there is."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from core.errors import CoreError
from core.indices import Units, decompose_mutual_information
from core.indices.mutual_information import mutual_information
from tests.core.indices.worlds import drawn, generated, worlds


@settings(max_examples=30, deadline=None, derandomize=True)
@given(units=worlds(), cut=st.integers(1, 3))
def test_between_and_within_make_the_whole(units: Units, cut: int) -> None:
    place = np.repeat(np.arange(len(units.places)), units.units_in_place)
    order = np.arange(len(place)) - np.repeat(units.starts, units.units_in_place)
    between, within = decompose_mutual_information(units, place * 10 + order // cut)
    assert_allclose(between + within, mutual_information(units), atol=1e-12)


def test_homogeneous_blocks_in_a_mixed_district_are_segregation_within() -> None:
    units = drawn("""
        A 8 0
        A 0 8
        A 8 0
        A 0 8
        """)
    between, within = decompose_mutual_information(units, ["W1", "W1", "W2", "W2"])
    assert_allclose([between[0], within[0]], [0.0, np.log(2)], atol=1e-12)


def test_homogeneous_districts_are_segregation_between() -> None:
    units = drawn("""
        A 8 0
        A 8 0
        A 0 8
        A 0 8
        """)
    between, within = decompose_mutual_information(units, ["W1", "W1", "W2", "W2"])
    assert_allclose([between[0], within[0]], [np.log(2), 0.0], atol=1e-12)


@pytest.mark.parametrize("parts", [[1, 2, 1, 3], [1, 1, 1, 2]])
def test_a_district_lies_in_one_place_with_its_units_side_by_side(parts: list[int]) -> None:
    units = Units.by_place(np.ones((4, 2)), [0, 0, 1, 1])
    with pytest.raises(CoreError, match="inside one place"):
        decompose_mutual_information(units, parts)


def test_the_parts_of_a_country_lose_nothing() -> None:
    units = generated(places=20, units=12, groups=18)
    between, within = decompose_mutual_information(units, np.arange(240) // 3)
    assert_allclose(between + within, mutual_information(units), atol=1e-12)
    assert (between > 0).all()
    assert (within > 0).all()
