"""What holds for every index of the registry, or for all of a kind."""

import inspect

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from numpy.typing import NDArray

from core.indices import INDICES, Index, Units
from tests.core.indices.worlds import counts_of, drawn, generated, worlds

WITHOUT_REPLACEMENT = "probability_of_difference_without_replacement"
BY_CODE = {index.code: index for index in INDICES}
CLOSE = 1e-12


def of_kind(*kinds: str) -> list[Index]:
    return [index for index in INDICES if index.kind in kinds]


def places_of(index: Index, units: Units) -> NDArray[np.int64]:
    """The place of every value along the first axis."""
    places = np.arange(len(units.places))
    return np.repeat(places, units.units_in_place) if index.kind == "local" else places


every_index = pytest.mark.parametrize("index", INDICES, ids=lambda index: index.code)
quickly = settings(max_examples=15, deadline=None, derandomize=True)


def test_every_index_has_its_own_code_and_is_called_by_it() -> None:
    assert len(BY_CODE) == len(INDICES)
    assert [index.function.__name__ for index in INDICES] == [index.code for index in INDICES]


@every_index
def test_an_index_cites_its_source_and_says_when_it_is_undefined(index: Index) -> None:
    text = inspect.getdoc(index.function) or ""
    assert f"Source: {index.citation}" in text
    assert "NaN" in text
    assert index.undefined


@every_index
@quickly
@given(units=worlds())
def test_values_stay_within_the_bounds_of_the_index(index: Index, units: Units) -> None:
    values = index.function(units)
    lowest, highest = index.bounds(len(units.people))
    defined = values[~np.isnan(values)]
    assert (defined >= lowest - CLOSE).all()
    assert (defined <= highest + CLOSE).all()


@pytest.mark.parametrize(
    "index",
    [index for index in INDICES if index.code != WITHOUT_REPLACEMENT],
    ids=lambda index: index.code,
)
@quickly
@given(units=worlds(), times=st.sampled_from([0.25, 3, 1000]))
def test_only_shares_matter(index: Index, units: Units, times: float) -> None:
    """Except without replacement, where few people differ from many."""
    assert_allclose(
        index.function(units.with_people(units.people * times)), index.function(units), atol=CLOSE
    )


@every_index
@quickly
@given(units=worlds(), seed=st.integers(0, 9))
def test_the_order_of_units_does_not_matter(index: Index, units: Units, seed: int) -> None:
    random = np.random.default_rng(seed)
    place = np.repeat(np.arange(len(units.places)), units.units_in_place)
    order = np.lexsort((random.random(len(place)), place))
    values = index.function(units)
    again = index.function(units.with_people(units.people[:, order]))
    assert_allclose(again, values[order] if index.kind == "local" else values, atol=CLOSE)


@every_index
@quickly
@given(units=worlds(), seed=st.integers(0, 9))
def test_the_order_of_groups_does_not_matter(index: Index, units: Units, seed: int) -> None:
    order = np.random.default_rng(seed).permutation(len(units.people))
    values = index.function(units)
    if index.per in {"group", "pair", "unit and group"}:
        values = values[:, order]
    if index.per == "pair":
        values = values[:, :, order]
    again = index.function(units.with_people(units.people[order]))
    assert_allclose(again, values, atol=CLOSE)


@every_index
@quickly
@given(units=worlds())
def test_splitting_units_into_identical_halves_changes_nothing(index: Index, units: Units) -> None:
    halves = Units.by_place(
        np.repeat(counts_of(units) / 2, 2, axis=0),
        np.repeat(np.arange(len(units.places)), 2 * units.units_in_place),
    )
    values = index.function(units)
    expected = np.repeat(values, 2, axis=0) if index.kind == "local" else values
    assert_allclose(index.function(halves), expected, atol=CLOSE)


@every_index
@quickly
@given(units=worlds())
def test_a_unit_without_people_changes_nothing(index: Index, units: Units) -> None:
    more = np.insert(units.people, 0, 0.0, axis=1)
    starts = np.concatenate([[0], units.starts[1:] + 1])
    values = index.function(Units.by_offset(more.T, starts))
    if index.kind == "local":
        assert np.isnan(values[0]).all()
        values = values[1:]
    assert_allclose(values, index.function(units), atol=CLOSE)


@every_index
@quickly
@given(units=worlds())
def test_a_group_without_people_changes_nothing(index: Index, units: Units) -> None:
    """Nor does it come into being: its own values are undefined."""
    more = units.with_people(np.vstack([units.people, np.zeros(units.people.shape[1])]))
    values, before = index.function(more), index.function(units)
    if index.per in {"group", "pair", "unit and group"}:
        assert np.isnan(values[:, -1]).all()
        values = values[:, :-1]
    if index.per == "pair":
        values = values[:, :, :-1]
    assert_allclose(values, before, atol=CLOSE)


@every_index
@quickly
@given(units=worlds())
def test_places_together_give_what_each_gives_alone(index: Index, units: Units) -> None:
    together = index.function(units)
    where = places_of(index, units)
    for place, (start, count) in enumerate(zip(units.starts, units.units_in_place, strict=True)):
        alone = Units.of_one_place(counts_of(units)[start : start + count])
        assert_allclose(index.function(alone), together[where == place], atol=CLOSE)


@every_index
def test_a_place_without_people_has_no_value(index: Index) -> None:
    nobody = drawn("""
        A 0 0 0
        A 0 0 0
        """)
    assert np.isnan(index.function(nobody)).all()


@every_index
def test_whole_and_fractional_counts_are_read_alike(index: Index) -> None:
    units = generated(3, 6, 4)
    whole = Units.by_offset(counts_of(units).astype(np.int32), units.starts)
    assert_allclose(index.function(whole), index.function(units), atol=0)


@pytest.mark.parametrize("index", of_kind("evenness", "information"), ids=lambda index: index.code)
@quickly
@given(
    mix=st.lists(st.integers(1, 30), min_size=2, max_size=5),
    sizes=st.lists(st.integers(1, 9), min_size=1, max_size=5),
)
def test_perfect_evenness_is_nought(index: Index, mix: list[int], sizes: list[int]) -> None:
    values = index.function(Units.of_one_place(np.outer(sizes, mix)))
    assert_allclose(values, 0.0, atol=1e-7 if index.code == "atkinson" else CLOSE)


@pytest.mark.parametrize("index", of_kind("evenness"), ids=lambda index: index.code)
@quickly
@given(sizes=st.lists(st.integers(1, 90), min_size=2, max_size=6))
def test_complete_segregation_is_one(index: Index, sizes: list[int]) -> None:
    apart = Units.of_one_place(np.diag(sizes))
    assert_allclose(index.function(apart), 1.0, atol=CLOSE)


@pytest.mark.parametrize("index", of_kind("information"), ids=lambda index: index.code)
@quickly
@given(sizes=st.lists(st.integers(1, 90), min_size=2, max_size=6))
def test_complete_segregation_is_all_the_information_there_is(
    index: Index, sizes: list[int]
) -> None:
    apart = Units.of_one_place(np.diag(sizes))
    assert_allclose(index.function(apart), BY_CODE["entropy"].function(apart), atol=CLOSE)


@pytest.mark.parametrize("index", of_kind("evenness"), ids=lambda index: index.code)
def test_one_group_cannot_be_uneven(index: Index) -> None:
    one_group = drawn("""
        A 0 3 0
        A 0 9 0
        """)
    assert np.isnan(index.function(one_group)).all()


@pytest.mark.parametrize("index", of_kind("diversity"), ids=lambda index: index.code)
@quickly
@given(units=worlds())
def test_merging_groups_never_makes_a_place_more_diverse(index: Index, units: Units) -> None:
    merged = units.with_people(
        np.vstack([units.people[0] + units.people[1], units.people[2:]])
        if len(units.people) > 2
        else units.people.sum(axis=0, keepdims=True)
    )
    fewer, more = index.function(merged), index.function(units)
    if index.code == "share_of_largest_group":
        fewer, more = -fewer, -more
    assert (~(fewer > more + CLOSE)).all()


@quickly
@given(units=worlds(), part=st.sampled_from([0.2, 0.5, 0.9]))
def test_merging_groups_that_live_alike_keeps_the_information(units: Units, part: float) -> None:
    first = units.people[:1]
    split = units.with_people(np.vstack([first * part, first * (1 - part), units.people[1:]]))
    information = BY_CODE["mutual_information"].function
    assert_allclose(information(split), information(units), atol=CLOSE)


@quickly
@given(units=worlds())
def test_whom_people_find_around_them_sums_to_everyone(units: Units) -> None:
    met = BY_CODE["exposure"].function(units)
    present = units.group_totals.T > 0
    assert_allclose(met.sum(axis=2)[present], 1.0, atol=CLOSE)


@quickly
@given(units=worlds())
def test_isolation_is_exposure_to_the_own_group(units: Units) -> None:
    met = BY_CODE["exposure"].function(units)
    assert_allclose(
        np.diagonal(met, axis1=1, axis2=2), BY_CODE["isolation"].function(units), atol=CLOSE
    )


@quickly
@given(units=worlds())
def test_the_mean_exposure_of_everyone_to_a_group_is_its_share(units: Units) -> None:
    """The identity behind P-017: the mean share found equals the share of the population."""
    met = np.nan_to_num(BY_CODE["exposure"].function(units))
    mean = np.einsum("gp,pgh->ph", np.nan_to_num(units.group_shares), met)
    assert_allclose(mean, np.nan_to_num(units.group_shares).T, atol=CLOSE)


@pytest.mark.parametrize(
    ("together", "apart"),
    [
        ("dissimilarity", "group_dissimilarity"),
        ("theil_h", "group_theil_h"),
        ("correlation_ratio", "group_correlation_ratio"),
        ("relative_diversity", "group_correlation_ratio"),
    ],
)
@quickly
@given(units=worlds(), group=st.integers(0, 1))
def test_the_index_of_a_group_is_the_index_of_two_groups(
    together: str, apart: str, units: Units, group: int
) -> None:
    alone = BY_CODE[together].function(units.of_group(group))
    assert_allclose(alone, BY_CODE[apart].function(units)[:, group], atol=1e-9)


@quickly
@given(units=worlds())
def test_divergence_from_the_own_mix_is_mutual_information(units: Units) -> None:
    assert_allclose(
        BY_CODE["divergence"].function(units),
        BY_CODE["mutual_information"].function(units),
        atol=CLOSE,
    )


def test_eighteen_equal_groups_differ_as_often_as_the_sources_say() -> None:
    """W-015: with 18 groups the highest chance of difference is 0.944."""
    equal = Units.of_one_place(np.ones((1, 18)))
    assert BY_CODE["probability_of_difference"].function(equal)[0] == pytest.approx(
        0.944444, abs=1e-6
    )
    assert BY_CODE["effective_number_of_groups"].function(equal)[0] == pytest.approx(18)
