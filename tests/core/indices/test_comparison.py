"""A difference splits into who live in a place, and how evenly they live."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from core.errors import CoreError
from core.indices import INDICES, Index, Units
from core.indices.comparison import compare, parts_of_difference
from tests.core.indices.worlds import counts_of, drawn, generated

BY_CODE = {index.code: index for index in INDICES}
OF_PLACES = [index for index in INDICES if index.kind != "local"]


@pytest.mark.parametrize("index", OF_PLACES, ids=lambda index: index.code)
@settings(max_examples=10, deadline=None, derandomize=True)
@given(seeds=st.tuples(st.integers(0, 99), st.integers(100, 199)))
def test_the_parts_make_the_difference(index: Index, seeds: tuple[int, int]) -> None:
    first, second = (generated(4, 6 + seed // 100, 3, seed) for seed in seeds)
    composition, unevenness = parts_of_difference(first, second, index)
    assert_allclose(
        composition + unevenness, index.function(second) - index.function(first), atol=1e-12
    )


@pytest.mark.parametrize("code", ["theil_h", "mutual_information", "relative_diversity"])
def test_only_sizes_of_groups_changed_is_all_composition(code: str) -> None:
    first = generated(3, 8, 4)
    second = first.with_people(first.people * np.array([[1.0], [3.0], [0.5], [2.0]]))
    composition, unevenness = parts_of_difference(first, second, BY_CODE[code])
    assert_allclose(unevenness, 0.0, atol=1e-12)
    assert (np.abs(composition) > 1e-4).all()


@pytest.mark.parametrize("code", ["theil_h", "mutual_information", "relative_diversity"])
def test_only_the_spread_changed_is_all_unevenness(code: str) -> None:
    first = drawn("""
        A 40 10
        A 40 10
        """)
    second = drawn("""
        A 60 0
        A 20 20
        """)
    composition, unevenness = parts_of_difference(first, second, BY_CODE[code])
    assert_allclose(composition, 0.0, atol=1e-12)
    assert unevenness[0] > 0.05


def test_dissimilarity_of_two_groups_never_differs_by_composition() -> None:
    """D depends on how each group is spread, not on how large it is."""
    first, second = generated(20, 9, 2, seed=1), generated(20, 7, 2, seed=2)
    composition, _ = parts_of_difference(first, second, BY_CODE["dissimilarity"])
    assert_allclose(composition, 0.0, atol=1e-12)


def test_places_with_other_neighbourhoods_can_be_compared() -> None:
    first, second = generated(1, 30, 4, seed=1), generated(1, 12, 4, seed=2)
    found = compare(first, second, BY_CODE["theil_h"], draws=20)
    assert_allclose(found.composition + found.unevenness, found.difference, atol=1e-12)
    assert found.lower[0] <= found.corrected[0] <= found.upper[0]


def test_a_new_group_that_lives_apart_is_half_composition_and_half_unevenness() -> None:
    """It takes both: that they came, and that they don't live as everyone does."""
    first = Units.of_one_place([[50, 0], [50, 0]])
    second = Units.of_one_place([[50, 0], [40, 10]])
    composition, unevenness = parts_of_difference(first, second, BY_CODE["mutual_information"])
    assert composition[0] == pytest.approx(unevenness[0])
    assert unevenness[0] > 0.01


def test_a_new_group_that_lives_as_everyone_makes_no_difference() -> None:
    first = Units.of_one_place([[30, 20, 0], [60, 10, 0]])
    second = first.with_people(np.array([[30.0, 60.0], [20.0, 10.0], [5.0, 7.0]]))
    _, unevenness = parts_of_difference(first, second, BY_CODE["mutual_information"])
    assert unevenness[0] == pytest.approx(0, abs=1e-12)


def test_a_fall_larger_than_chance_is_seen_as_one() -> None:
    """And a fall that the same mixes give when drawn again isn't."""
    random = np.random.default_rng(8)
    mixes = random.dirichlet([8.0, 2.0], 40)
    before = Units.of_one_place(random.multinomial(1000, mixes))
    same = Units.of_one_place(random.multinomial(1000, mixes))
    evener = Units.of_one_place(random.multinomial(1000, (mixes + mixes.mean(axis=0)) / 2))
    assert not compare(before, same, BY_CODE["dissimilarity"], draws=60).is_beyond_chance[0]
    fall = compare(before, evener, BY_CODE["dissimilarity"], draws=60)
    assert fall.is_beyond_chance[0]
    assert fall.upper[0] < 0


def test_only_alike_worlds_are_compared() -> None:
    two_places, one_place = generated(2, 4, 3), generated(1, 4, 3)
    with pytest.raises(CoreError, match="the same places and groups"):
        compare(two_places, one_place, BY_CODE["theil_h"])
    fewer_groups = Units.by_offset(counts_of(two_places)[:, :2], two_places.starts)
    with pytest.raises(CoreError, match="the same places and groups"):
        compare(two_places, fewer_groups, BY_CODE["theil_h"])
    with pytest.raises(CoreError, match="single units"):
        compare(two_places, two_places, BY_CODE["location_quotient"])
