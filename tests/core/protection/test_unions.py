import numpy as np
import pytest

from core.errors import ProtectionError
from core.protection.counts import protect_counts
from core.protection.protected import ProtectedCounts
from core.protection.states import Reason
from core.protection.unions import MOST_MEMBERS, union_counts
from tests.core.protection.samples import nested, with_counts


def published(people: list[int], refusals: list[int] | None = None) -> ProtectedCounts:
    codes = None if refusals is None else np.array(refusals, np.uint8)
    return protect_counts(with_counts(people), nested(len(people)), codes)


def test_a_union_is_the_sum_of_its_published_members() -> None:
    counts = published([20, 33, 47, 60])
    found = union_counts(counts, np.array([0, 1, 3, 2]), np.array([0, 0, 0, 1]), 3)
    assert found.lower.tolist() == [20 + 35 + 60, 45, 0]
    assert found.upper.tolist() == found.lower.tolist()
    assert found.is_exact.all()
    assert found.members.tolist() == [3, 1, 0]


def test_a_member_below_ten_leaves_an_interval() -> None:
    found = union_counts(published([20, 4]), np.array([0, 1]), np.array([0, 0]), 1)
    assert (found.lower[0], found.upper[0]) == (20, 29)
    assert not found.is_exact[0]


def test_a_member_hidden_otherwise_leaves_no_upper_limit() -> None:
    counts = published([20, 40], [Reason.NONE, Reason.DOMINATED])
    found = union_counts(counts, np.array([0, 1]), np.array([0, 0]), 1)
    assert (found.lower[0], found.upper[0]) == (20, np.inf)


def test_a_member_that_can_not_exist_adds_nothing() -> None:
    counts = published([20, 0], [Reason.NONE, Reason.IMPOSSIBLE])
    found = union_counts(counts, np.array([0, 1]), np.array([0, 0]), 1)
    assert (found.lower[0], found.upper[0]) == (20, 20)


def test_a_union_has_at_most_ten_members() -> None:
    counts = published([20] * (MOST_MEMBERS + 1))
    member = np.arange(MOST_MEMBERS + 1)
    union_counts(counts, member[1:], 0 * member[1:], 1)
    with pytest.raises(ProtectionError, match="more than 10"):
        union_counts(counts, member, 0 * member, 1)
