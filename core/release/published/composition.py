"""Published figures as cells with intervals, and as rows of a release."""

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from core.groups.scheme import ALL
from core.places.clusters import CLUSTERS
from core.places.levels import level_of
from core.places.types import MUNICIPALITY_TYPES
from core.protection.published import Mask, Publisher, low_quality, pass_through
from core.protection.states import CellState, Reason, names_of
from core.sources.publishers.findings import SHOWN, Figure

SMALL_BASE = 50
"""Below this many residents Statistics Netherlands doesn't publish shares of a neighbourhood."""
TOO_WIDE = 0.15
"""Width of a share's interval, rounding alone, above which it is marked as less reliable."""
_MASKS = {SHOWN: Mask.FIGURE} | {mask.name.lower(): mask for mask in Mask}


def level_at(code: str) -> str:
    """The level of a place, or the grouping that a code is of."""
    if code in CLUSTERS:
        return "cluster"
    return "municipality_type" if code in MUNICIPALITY_TYPES else level_of(code)


class Subject(NamedTuple):
    """Whom a cell is about."""

    year: int
    scheme: str
    place: str
    category: str
    generation: str


class PeopleCell(NamedTuple):
    """Residents in numbers: what is most likely, and between what it lies."""

    people: float
    """NaN where nothing may be said."""
    lower: float
    upper: float
    is_count: bool
    """Whether it was published as a number of people, not as a share of them."""
    total: float
    """Residents of the place; NaN where they aren't shown."""
    state: str
    reason: str


Cells = dict[Subject, PeopleCell]


def cells_of(figures: Sequence[Figure]) -> Cells:
    """Every published figure as a cell, with its state."""
    totals = {(one.year, one.place, one.scheme): one for one in figures if one.category == ALL}
    whole = [totals.get((one.year, one.place, one.scheme)) for one in figures]
    base = np.array([math.nan if one is None else one.value for one in whole], np.float64)
    states, reasons = _judged(figures, base)
    return {
        Subject(one.year, one.scheme, one.place, one.category, one.generation): _cell(
            one, total, (state, reason)
        )
        for one, total, state, reason in zip(figures, whole, states, reasons, strict=True)
    }


def _judged(figures: Sequence[Figure], base: Any) -> tuple[list[str], list[str]]:
    values = np.array([one.value for one in figures], np.float64)
    masks = np.array([_MASKS[one.mask] for one in figures], np.uint8)
    passed = pass_through(values, masks, Publisher.SECRET_BELOW_LIMIT)
    least = np.array([one.category == ALL for one in figures], bool)
    # Residents themselves are never a small base of something.
    known = np.where(least | np.isnan(base), np.inf, base)
    judged = low_quality(passed, known, SMALL_BASE)
    return (
        names_of(judged.states, CellState).tolist(),
        names_of(judged.reasons, Reason).tolist(),
    )


def _cell(one: Figure, whole: Figure | None, judged: tuple[str, str]) -> PeopleCell:
    total = math.nan if whole is None else whole.value
    state, reason = judged
    if one.mask:
        most = total if one.category != ALL else math.inf
        upper = min(most, 4.0) if one.mask in ("zero_to_four", "one_to_four") else most
        lower = 1.0 if one.mask == "one_to_four" else 0.0
        return PeopleCell(math.nan, lower, upper, True, total, state, reason)
    if one.unit == "people":
        low, high = max(one.value - one.margin, 0.0), one.value + one.margin
        return PeopleCell(one.value, low, high, True, total, state, reason)
    low, high = max(one.value - one.margin, 0.0), min(one.value + one.margin, 1.0)
    if state == "value" and high - low > TOO_WIDE:
        state, reason = "low_reliability", "rounded"
    return PeopleCell(one.value * total, low * total, high * total, False, total, state, reason)


COLUMNS = {
    "year": pa.int16(),
    "scheme": pa.string(),
    "level": pa.string(),
    "place": pa.string(),
    "category": pa.string(),
    "generation": pa.string(),
    "people": pa.int64(),
    "share": pa.float64(),
    "share_lower": pa.float64(),
    "share_upper": pa.float64(),
    "state": pa.string(),
    "reason": pa.string(),
}


def composition_rows(cells: Mapping[Subject, PeopleCell]) -> pa.Table:
    """The rows of a release."""
    found: list[tuple[Any, ...]] = [
        (
            subject.year,
            subject.scheme,
            level_at(subject.place),
            subject.place,
            subject.category,
            subject.generation,
            *_shown(subject, cell),
            cell.state,
            cell.reason,
        )
        for subject, cell in cells.items()
    ]
    found.sort(key=lambda row: row[:6])
    columns = list(zip(*found, strict=True)) or [()] * len(COLUMNS)
    return pa.table(
        {
            name: pa.array(list(values), kind)
            for (name, kind), values in zip(COLUMNS.items(), columns, strict=True)
        }
    )


def _shown(subject: Subject, cell: PeopleCell) -> tuple[Any, ...]:
    """People, share, and the interval of the share; None where there is none."""
    is_whole = subject.category == ALL
    is_shown = not math.isnan(cell.people)
    people = round(cell.people) if is_shown and cell.is_count else None
    if is_whole or not cell.total > 0:
        return people, None, None, None
    share = min(cell.people / cell.total, 1.0) if is_shown else None
    if cell.state in ("missing", "not_applicable"):
        return people, None, None, None
    return people, share, cell.lower / cell.total, min(cell.upper / cell.total, 1.0)
