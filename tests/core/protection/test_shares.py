import numpy as np
import pytest

from core.errors import ProtectionError
from core.protection.counts import protect_counts
from core.protection.profiles import PUBLIC, TRUSTED, Profile
from core.protection.protected import ProtectedCounts, ProtectedShares
from core.protection.shares import LeastBase, protect_shares
from core.protection.states import CellState, Reason
from tests.core.protection.samples import nested, with_counts


def published(*people: int, profile: Profile = PUBLIC) -> ProtectedCounts:
    return protect_counts(with_counts(list(people), profile), nested(len(people)))


def share(part: int, whole: int, least: LeastBase = LeastBase.COMPOSITION) -> ProtectedShares:
    return protect_shares(published(part), published(whole), least)


@pytest.mark.parametrize(
    ("part", "whole", "expected"), [(20, 100, 0.20), (33, 100, 0.35), (40, 120, 0.33)]
)
def test_a_share_is_of_the_published_counts_in_whole_percents(
    part: int, whole: int, expected: float
) -> None:
    found = share(part, whole)
    assert found.states.tolist() == [CellState.VALUE]
    assert found.values[0] == found.lower[0] == found.upper[0] == pytest.approx(expected)


@pytest.mark.parametrize(
    ("part", "whole", "ends"), [(10, 400, (0, 0.05)), (20, 400, (0, 0.05)), (390, 400, (0.95, 1))]
)
def test_near_nobody_and_near_everybody_are_told_by_their_limit(
    part: int, whole: int, ends: tuple[float, float]
) -> None:
    found = share(part, whole)
    assert (found.lower[0], found.upper[0]) == ends
    assert found.values[0] in ends


def test_noise_never_makes_a_share_larger_than_one() -> None:
    found = share(105, 100)
    assert (found.values[0], found.lower[0], found.upper[0]) == (0.95, 0.95, 1.0)


@pytest.mark.parametrize(
    ("whole", "least", "state"),
    [
        (50, LeastBase.COMPOSITION, CellState.VALUE),
        (45, LeastBase.COMPOSITION, CellState.WITHHELD),
        (95, LeastBase.INCOME, CellState.WITHHELD),
        (100, LeastBase.INCOME, CellState.VALUE),
        (245, LeastBase.WORKPLACE, CellState.WITHHELD),
        (250, LeastBase.WORKPLACE, CellState.VALUE),
    ],
)
def test_a_share_needs_enough_people(whole: int, least: LeastBase, state: CellState) -> None:
    found = share(20, whole, least)
    assert found.states.tolist() == [state]
    assert np.isnan(found.values[0]) == (state == CellState.WITHHELD)
    assert np.isnan(found.upper[0]) == (state == CellState.WITHHELD)


def test_fewer_than_ten_of_many_is_an_interval() -> None:
    found = share(4, 130)
    assert np.isnan(found.values[0])
    assert (found.lower[0], found.upper[0]) == (0.0, 0.08)
    assert found.reasons.tolist() == [Reason.BELOW_TEN]


def test_fewer_than_ten_of_few_is_not_even_an_interval() -> None:
    assert np.isnan(share(4, 40).upper[0])


def test_a_part_of_a_hidden_whole_has_the_reason_of_the_whole() -> None:
    found = share(20, 9)
    assert found.reasons.tolist() == [Reason.BELOW_TEN]
    assert np.isnan(found.upper[0])


def test_a_part_that_is_almost_all_has_no_share() -> None:
    both = protect_counts(with_counts([100, 95]), nested(2, (1, 0)))
    found = protect_shares(
        both.take(np.array([1])), both.take(np.array([0])), LeastBase.COMPOSITION
    )
    assert found.reasons.tolist() == [Reason.ALMOST_ALL]
    assert np.isnan([found.values[0], found.lower[0], found.upper[0]]).all()


def test_a_share_mixes_no_profiles_and_takes_no_bare_numbers() -> None:
    with pytest.raises(ProtectionError):
        protect_shares(published(20), published(100, profile=TRUSTED), LeastBase.COMPOSITION)
    with pytest.raises(ProtectionError):
        protect_shares(published(20), published(100), 50)  # type: ignore[arg-type]
    with pytest.raises(ProtectionError):
        protect_shares(np.array([20]), np.array([100]), LeastBase.COMPOSITION)  # type: ignore[arg-type]
