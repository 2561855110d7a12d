"""Shares of two published counts; never of true ones, and never with noise of their own."""

from enum import IntEnum

import numpy as np

from core.errors import ProtectionError
from core.protection.arrays import Codes, Marks, Real, same_length
from core.protection.protected import SEAL, ProtectedCounts, ProtectedShares
from core.protection.states import CellState, Reason, is_shown, states_of

END_PERCENT = 5


class LeastBase(IntEnum):
    """How many people a share must be of, by what it says about them."""

    COMPOSITION = 50
    INCOME = 100
    WORKPLACE = 250


def protect_shares(
    part: ProtectedCounts, whole: ProtectedCounts, least: LeastBase
) -> ProtectedShares:
    """Each part as a share of its whole, or as an interval if only the part is withheld."""
    protected = isinstance(part, ProtectedCounts) and isinstance(whole, ProtectedCounts)
    if not protected or part.profile != whole.profile or not isinstance(least, LeastBase):
        raise ProtectionError("a share needs two protected counts of one profile and a LeastBase")
    same_length("parts and wholes", part.values, whole.values)
    reasons = _reasons(part, whole, least)
    states = states_of(reasons)
    shown = states == CellState.VALUE
    percent = _whole_percent(part.values, whole.values)
    percent[~shown] = np.nan
    lower = np.where(percent <= END_PERCENT, 0.0, percent) / 100
    upper = np.where(percent >= 100 - END_PERCENT, 100.0, percent) / 100
    small = (reasons == Reason.BELOW_TEN) & is_shown(whole.states) & ~_too_small(whole, least)
    lower[small], upper[small] = 0.0, _at_most(whole)[small]
    return ProtectedShares(SEAL, part.profile, percent / 100, states, reasons, lower, upper)


def _whole_percent(part: Real, whole: Real) -> Real:
    with np.errstate(invalid="ignore", divide="ignore"):
        percent = np.floor(100 * part / whole + 0.5)
    return np.clip(percent, END_PERCENT, 100 - END_PERCENT)


def _reasons(part: ProtectedCounts, whole: ProtectedCounts, least: LeastBase) -> Codes:
    hidden_whole = ~is_shown(whole.states)
    own = np.where(hidden_whole, whole.reasons, part.reasons)
    small = ~hidden_whole & _too_small(whole, least) & (part.reasons == Reason.NONE)
    return np.where(small, Reason.SMALL_BASE, own).astype(np.uint8)


def _too_small(whole: ProtectedCounts, least: LeastBase) -> Marks:
    too_small: Marks = np.nan_to_num(whole.values, nan=0.0) < least
    return too_small


def _at_most(whole: ProtectedCounts) -> Real:
    """The share that fewer than ten would be, rounded up to a whole percent."""
    ceiling: Real = np.ceil(100 * whole.profile.threshold / whole.values) / 100
    return ceiling
