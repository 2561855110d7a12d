"""Shares of counts that a release shows, never of anything else, with what is known of each.

A share is what a reader may read; ``_low`` and ``_high`` are between what it lies. They
differ where a release with noise can't tell: at the ends (at most 5%, at least 95%), and
where only the part is withheld for being below ten.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from core.cube.arrays import defined, gapped
from core.questions.answer import Column
from core.release.release import NOISY

END = 0.05
LEAST_BASE = 50
"""A share of fewer people is not told."""
FEW = 10
MANY = 10_000
"""Of so many people the noise is less than a tenth of a percent, and nobody is told apart."""

Floats = npt.NDArray[np.float64]


def share_columns(*names: str) -> tuple[Column, ...]:
    """The columns of some shares: each with its bounds."""
    return tuple(
        Column(f"{name}{end}", "share" if not end else "bound")
        for name in names
        for end in ("", "_low", "_high")
    )


def with_shares(rows: pa.Table, counts: Sequence[str], *, coded: bool) -> pa.Table:
    """Rows with each count's share of the people.

    ``coded`` tells shares as a release with noise does: whole percents, of fifty people or
    more, and at the ends no more than that.
    """
    for name in counts:
        rows = with_share(rows, name, (name,), coded=coded)
    return rows


def with_share(rows: pa.Table, name: str, counts: Sequence[str], *, coded: bool) -> pa.Table:
    """Rows with the share of some counts together, called ``<name>_share``."""
    whole = gapped(rows["people"])
    low, high = (np.sum([_end(rows, count, end=end) for count in counts], axis=0) for end in (0, 1))
    with np.errstate(invalid="ignore", divide="ignore"):
        low, high = np.asarray(low / whole), np.asarray(np.minimum(high / whole, 1.0))
    low, high = np.clip(low, 0.0, 1.0), np.clip(high, 0.0, 1.0)
    small = ~(whole > 0) | (coded & (whole < LEAST_BASE))
    low, high = np.where(small, np.nan, low), np.where(small, np.nan, high)
    value = np.where(low == high, low, np.nan)
    if coded:
        value, low, high = _told(value, low, high, whole)
    for end, values in (("", value), ("_low", low), ("_high", high)):
        rows = rows.append_column(f"{name}_share{end}", defined(values))
    return rows


def _end(rows: pa.Table, count: str, *, end: int) -> Floats:
    """The least or the most that a count can be: of one below ten it is known to be that."""
    values = gapped(rows[count])
    if f"{count}_reason" not in rows.column_names:
        return values
    few = np.array([reason == "below_ten" for reason in rows[f"{count}_reason"].to_pylist()], bool)
    return np.where(few, float(FEW * end), values)


def _told(value: Floats, low: Floats, high: Floats, whole: Floats) -> tuple[Floats, Floats, Floats]:
    """Shares as they are told: of very many people with one decimal, and to the ends."""
    known, many = ~np.isnan(value), whole >= MANY
    exact = np.round(value, 3)
    percent, low, high = _coded(value, low, high, known)
    return (
        np.where(known & many, exact, percent),
        np.where(known & many, exact, low),
        np.where(known & many, exact, high),
    )


def _coded(
    value: Floats, low: Floats, high: Floats, known: npt.NDArray[np.bool_]
) -> tuple[Floats, Floats, Floats]:
    percent = np.floor(100 * np.clip(value, END, 1 - END) + 0.5) / 100
    low = np.where(known, np.where(value <= END, 0.0, percent), np.floor(100 * low) / 100)
    high = np.where(known, np.where(value >= 1 - END, 1.0, percent), np.ceil(100 * high) / 100)
    # at the ends an interval may lie within what isn't told apart anyway: its end is told
    percent = np.where(~known & (high <= END), high, percent)
    percent = np.where(~known & (low >= 1 - END), low, percent)
    return percent, np.where(high <= END, 0.0, low), np.where(low >= 1 - END, 1.0, high)


def decimals_of(row: Mapping[str, Any], protection: str) -> int:
    """How many decimals of a percent a share in this row is told with."""
    people = row.get("people")
    return 0 if protection in NOISY and (people is None or people < MANY) else 1
