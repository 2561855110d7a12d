"""An index leaves the build rounded, and only where many units and both groups carry it."""

import numpy as np
import pytest

from core.errors import ProtectionError
from core.indices.dissimilarity import dissimilarity
from core.protection.indices import count_units, protect_index
from core.protection.profiles import PUBLIC, WORKBENCH
from core.protection.protection import Protection
from core.protection.states import CellState, Reason
from tests.core.protection.samples import SEED, random_keys

Table = np.ndarray[tuple[int, int], np.dtype[np.int64]]
Keys = np.ndarray[tuple[int, ...], np.dtype[np.uint64]]

UNITS = np.tile(np.array([[300, 100], [100, 300]]), (6, 1))
"""Twelve units; D = 2·6·|300/2400 − 100/2400|/2 = 0.5."""


def keys_of(
    people: Table,
) -> Keys:
    return np.where(people > 0, random_keys(people.size).reshape(people.shape), np.uint64(0))


def judged(people: Table) -> tuple[float, int, int]:
    place = np.zeros(len(people), np.int64)
    units = count_units(people, keys_of(people), place, Protection(PUBLIC, SEED))
    found = protect_index(units, dissimilarity)
    return float(found.values[0]), int(found.states[0]), int(found.reasons[0])


def test_with_noise_the_index_is_the_true_one_in_two_decimals() -> None:
    value, state, _ = judged(UNITS)
    assert state == CellState.VALUE
    assert value == pytest.approx(0.5, abs=0.02)
    assert value == round(value, 2)


def test_the_workbench_has_every_decimal_and_needs_no_seed() -> None:
    people = np.array([[7, 1], [1, 2]])
    units = count_units(people, keys_of(people), np.zeros(2, np.int64), Protection(WORKBENCH))
    assert protect_index(units, dissimilarity).values[0] == pytest.approx(7 / 8 - 1 / 3)


@pytest.mark.parametrize(
    ("people", "reason"),
    [
        (UNITS[:8], Reason.TOO_FEW_UNITS),
        (UNITS // np.array([1, 50]), Reason.FEW_PEOPLE),
        (UNITS // 30, Reason.FEW_PEOPLE),
        (np.tile(np.array([[20, 10]]), (40, 1)), Reason.UNIT_TOO_SMALL),
        (np.concatenate([UNITS, [[20, 3_000]]]), Reason.DOMINATED),
    ],
)
def test_what_a_few_carry_is_withheld(people: Table, reason: Reason) -> None:
    value, state, found = judged(people)
    assert np.isnan(value)
    assert (state, found) == (CellState.WITHHELD, reason)


def test_one_group_against_the_others_is_an_index_of_two() -> None:
    people = np.concatenate([UNITS, UNITS[:, :1]], axis=1)
    units = count_units(people, keys_of(people), np.zeros(12, np.int64), Protection(PUBLIC, SEED))
    alone = protect_index(units, dissimilarity, of_group=1)
    # 300 of 700 in one kind of unit, 100 of 700 in the other: 1200/2400... and the rest 600, 200
    expected = 6 * (abs(300 / 2400 - 200 / 4800) + abs(100 / 2400 - 600 / 4800)) / 2
    assert alone.values[0] == pytest.approx(expected, abs=0.02)


def test_a_profile_that_draws_noise_demands_a_seed() -> None:
    with pytest.raises(ProtectionError, match="needs a seed"):
        Protection(PUBLIC)
    with pytest.raises(ProtectionError, match="needs no seed"):
        Protection(WORKBENCH, SEED)
