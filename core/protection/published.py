"""Figures that their publisher has protected already: passed on as they are, bit for bit.

No noise, no rounding and no threshold is added. A masked figure is an interval, never a
point, and never what remains of a total: the type has no subtraction. This module knows
nothing of seeds and keys; register figures can't come in here, nor published ones there.
"""

from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from core.errors import ProtectionError
from core.protection.arrays import Codes, Marks, Real, Whole, same_length, whole_numbers
from core.protection.profiles import OPEN
from core.protection.protected import SEAL, ProtectedCells
from core.protection.release_table import ReleaseTable
from core.protection.states import REASONS_OF, SHOWN, CellState, Reason


class Mask(IntEnum):
    """What a publisher shows instead of a figure; 0 is no mask, so that none is forgotten."""

    FIGURE = 1
    ZERO_TO_FOUR = 2
    ONE_TO_FOUR = 3
    SECRET = 4
    IMPOSSIBLE = 5
    NO_DATA = 6


class Publisher(Enum):
    """How the publisher protected the figures, for the notice beside them."""

    ROUNDED_TO_FIVE = "cbs_rr5"
    SECRET_BELOW_LIMIT = "cbs_geheim"  # noqa: S105 (a method of protection, no password)
    BELOW_FIVE_MASKED = "duo_lt5"
    NOT_PROTECTED = "geen"


_MEANING = {
    Mask.FIGURE: (CellState.VALUE, Reason.NONE, 0.0, 0.0),
    Mask.ZERO_TO_FOUR: (CellState.WITHHELD, Reason.MASKED_BY_PUBLISHER, 0.0, 4.0),
    Mask.ONE_TO_FOUR: (CellState.WITHHELD, Reason.MASKED_BY_PUBLISHER, 1.0, 4.0),
    Mask.SECRET: (CellState.WITHHELD, Reason.MASKED_BY_PUBLISHER, 0.0, np.inf),
    Mask.IMPOSSIBLE: (CellState.NOT_APPLICABLE, Reason.IMPOSSIBLE, 0.0, 0.0),
    Mask.NO_DATA: (CellState.MISSING, Reason.NO_DATA, 0.0, np.inf),
}


@dataclass(frozen=True, eq=False, repr=False)
class PublishedFigures(ProtectedCells):
    """A publisher's figures, each between ``lower`` and ``upper`` (the same where it is shown)."""

    lower: Real
    upper: Real
    publisher: Publisher


def pass_through(values: Real, masks: Codes, publisher: Publisher) -> PublishedFigures:
    """Published figures unchanged; where the publisher shows none, an interval."""
    same_length("figures and masks", values, masks)
    if values.dtype != np.float64 or not isinstance(publisher, Publisher):
        raise ProtectionError("published figures need float64 values and their Publisher")
    states, reasons, low, high = _meaning_of(masks)
    shown = states == CellState.VALUE
    if np.any(np.isnan(values[shown])):
        raise ProtectionError("a figure is empty but not masked; give each cell its Mask")
    lower, upper = np.where(shown, values, low), np.where(shown, values, high)
    kept = np.where(shown, values, np.nan)
    return PublishedFigures(SEAL, OPEN, kept, states, reasons, lower, upper, publisher)


def low_quality(figures: PublishedFigures, base: Real, least: float) -> PublishedFigures:
    """The same figures, marked as unreliable where they are of fewer than ``least``.

    The figures stay: this is a remark on quality, not protection.
    """
    same_length("figures and what they are of", figures.values, base)
    small = (figures.states == CellState.VALUE) & (base < least)
    states = np.where(small, CellState.LOW_RELIABILITY, figures.states).astype(np.uint8)
    reasons = np.where(small, Reason.SMALL_BASE, figures.reasons).astype(np.uint8)
    ends = (figures.lower, figures.upper)
    return PublishedFigures(SEAL, OPEN, figures.values, states, reasons, *ends, figures.publisher)


def sum_intervals(figures: PublishedFigures, group: Whole, groups: int) -> tuple[Real, Real]:
    """Between what and what the sum of each group lies, masked members included."""
    same_length("figures and groups", figures.values, whole_numbers(group, "groups"))
    sums = np.zeros((2, groups))
    for row, ends in zip(sums, (figures.lower, figures.upper), strict=True):
        np.add.at(row, group, ends)
    return sums[0], sums[1]


def _meaning_of(masks: Codes) -> tuple[Codes, Codes, Real, Real]:
    known: Marks = np.isin(masks, list(_MEANING))
    if not known.all():
        raise ProtectionError("a cell's mask is not one of Mask; nothing is passed on unread")
    table: NDArray[Any] = np.zeros((len(_MEANING) + 1, 4))
    for mask, meaning in _MEANING.items():
        table[mask] = meaning
    states, reasons, low, high = table[masks].T
    return states.astype(np.uint8), reasons.astype(np.uint8), low, high


FIGURES = ("people", "share", "value", "neighbourhood_share", "setting_share")


def published_rows(name: str, rows: pa.Table) -> ReleaseTable:
    """Rows of published figures for a release; refused where a hidden cell holds a number."""
    known = {(s.name.lower(), r.name.lower()) for s in CellState for r in REASONS_OF[s]}
    judged = rows.select(["state", "reason"]).group_by(["state", "reason"]).aggregate([])
    unknown = {(row["state"], row["reason"]) for row in judged.to_pylist()} - known
    shown = pc.is_in(rows["state"], pa.array([state.name.lower() for state in SHOWN]))
    hidden = rows.filter(pc.invert(shown))
    numbers = [one for one in FIGURES if one in rows.column_names]
    told = [one for one in numbers if hidden[one].null_count < hidden.num_rows]
    if unknown or told:
        raise ProtectionError(
            f"{name}: states {sorted(unknown)} don't exist, or hidden cells hold {told}; nothing "
            f"is written: give each cell its state, and numbers only to those that are shown"
        )
    return ReleaseTable(SEAL, OPEN, name, rows)
