import numpy as np
import pytest

from core.errors import ProtectionError
from core.protection.states import (
    REASONS_OF,
    CellState,
    Reason,
    is_shown,
    names_of,
    refuse_unknown,
    states_of,
)


def codes(*values: int) -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    return np.array(values, np.uint8)


def test_the_states_are_the_five_of_the_design() -> None:
    assert names_of(codes(1, 2, 3, 4, 5), CellState).tolist() == [
        "value",
        "low_reliability",
        "withheld",
        "not_applicable",
        "missing",
    ]


def test_an_array_that_was_never_filled_in_is_refused() -> None:
    empty = np.zeros(3, np.uint8)
    with pytest.raises(ProtectionError, match="3 cells have no known state"):
        refuse_unknown(empty, empty)
    with pytest.raises(ProtectionError):
        names_of(empty, CellState)


@pytest.mark.parametrize("state", [0, 6, 255])
def test_an_unknown_state_is_refused(state: int) -> None:
    with pytest.raises(ProtectionError):
        refuse_unknown(codes(state), codes(Reason.NONE))


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (CellState.VALUE, Reason.BELOW_TEN),
        (CellState.WITHHELD, Reason.NONE),
        (CellState.MISSING, Reason.NONE),
        (CellState.NOT_APPLICABLE, Reason.NO_DATA),
        (CellState.WITHHELD, 200),
    ],
)
def test_a_reason_that_does_not_fit_its_state_is_refused(state: int, reason: int) -> None:
    with pytest.raises(ProtectionError):
        refuse_unknown(codes(state), codes(reason))


def test_every_reason_has_a_state_and_withheld_is_what_is_left() -> None:
    assert set().union(*REASONS_OF.values()) == set(Reason)
    states = states_of(codes(*Reason))
    assert set(states.tolist()) == {
        CellState.VALUE,
        CellState.WITHHELD,
        CellState.NOT_APPLICABLE,
        CellState.MISSING,
    }
    assert states_of(codes(99)).tolist() == [CellState.WITHHELD]


def test_only_values_and_unreliable_values_are_shown() -> None:
    assert is_shown(codes(0, 1, 2, 3, 4, 5, 6)).tolist() == [False, True, True] + [False] * 4
