"""The five states of a cell, and the reasons why a number is not simply shown.

Code 0 is no state: an array that was never filled in is refused, not published.
"""

from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from core.errors import ProtectionError
from core.protection.arrays import Codes, Marks


class CellState(IntEnum):
    """What a reader may conclude from a cell."""

    VALUE = 1
    LOW_RELIABILITY = 2
    WITHHELD = 3
    NOT_APPLICABLE = 4
    MISSING = 5


class Reason(IntEnum):
    """Why a cell is not a plain value."""

    NONE = 0
    BELOW_TEN = 1
    ALMOST_ALL = 2
    ANCESTOR_WITHHELD = 3
    TOO_FEW_UNITS = 4
    DOMINATED = 5
    UNIT_TOO_SMALL = 6
    TOO_DETAILED = 7
    NO_CONSENT = 8
    REMAINING_UNIT = 9
    SMALL_BASE = 10
    FEW_PEOPLE = 11
    NO_SPREAD = 12
    NOISY = 13
    MASKED_BY_PUBLISHER = 14
    MEMBER_HIDDEN = 15
    IMPOSSIBLE = 16
    NO_DATA = 17
    INCOMPLETE = 18
    ROUNDED = 19
    ALMOST_ALL_AROUND = 20


SHOWN: Final = (CellState.VALUE, CellState.LOW_RELIABILITY)

REASONS_OF: Final = {
    CellState.VALUE: {Reason.NONE},
    CellState.LOW_RELIABILITY: {
        Reason.SMALL_BASE,
        Reason.FEW_PEOPLE,
        Reason.NOISY,
        Reason.INCOMPLETE,
        Reason.ROUNDED,
    },
    CellState.WITHHELD: set(Reason)
    - {
        Reason.NONE,
        Reason.NOISY,
        Reason.INCOMPLETE,
        Reason.ROUNDED,
        Reason.IMPOSSIBLE,
        Reason.NO_DATA,
    },
    CellState.NOT_APPLICABLE: {Reason.IMPOSSIBLE},
    CellState.MISSING: {Reason.NO_DATA},
}


def is_shown(states: Codes) -> Marks:
    """Mark the cells whose number a reader sees."""
    return np.isin(states, SHOWN)


def states_of(reasons: Codes) -> Codes:
    """The state that follows from each reason, taking any doubt as withheld."""
    states = np.full(reasons.shape, CellState.WITHHELD, np.uint8)
    states[reasons == Reason.NONE] = CellState.VALUE
    states[reasons == Reason.IMPOSSIBLE] = CellState.NOT_APPLICABLE
    states[reasons == Reason.NO_DATA] = CellState.MISSING
    return states


def refuse_unknown(states: Codes, reasons: Codes) -> None:
    """Refuse cells whose state or reason doesn't exist, or don't belong together."""
    known = np.zeros((256, 256), np.bool_)
    for state, allowed in REASONS_OF.items():
        known[state, list(allowed)] = True
    wrong = int(np.count_nonzero(~known[states, reasons]))
    if wrong:
        raise ProtectionError(
            f"{wrong} cells have no known state or a reason that doesn't fit it; every cell needs "
            "one of the five states, and every cell without a plain value its reason"
        )


def names_of(codes: Codes, kind: type[CellState] | type[Reason]) -> NDArray[np.str_]:
    """The published names of the codes, such as ``withheld`` and ``below_ten``."""
    names = np.full(256, "", dtype="U24")
    for member in kind:
        names[member] = member.name.lower()
    found = names[codes]
    if np.any(found == ""):
        raise ProtectionError(f"a code is not one of {kind.__name__}; nothing is published")
    return found
