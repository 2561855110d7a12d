"""What may be shown of many counts per node at once, judged from the whole country downwards.

A row is a node and a column one of its counts: everyone first, then parts such as "below the
threshold at home and at school". A count is part of the same count in the nodes one level up,
and of other counts of its own row. Every rule looks at counts that have their noise already.
Arrays here have a row for each column, because columns are judged one after another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np

from core.protection.arrays import Codes, Keys, Marks, Whole
from core.protection.floors import FAR, Floors, refuse, seen_again, verdict
from core.protection.nesting import NOWHERE
from core.protection.profiles import Profile
from core.protection.states import Reason

EVERYONE = 0
"""The first column of each row: all people of the node."""


@dataclass(frozen=True, eq=False)
class Parents:
    """For each new row, the rows one level up in each dimension; NOWHERE fills up.

    ``identical`` marks parents that hold the same people by public definition. ``depth`` is
    larger than that of every parent.
    """

    rows: Whole
    identical: Marks
    depth: Whole
    around: int
    """How many of the parents, the first ones, are the same node of a larger place."""


@dataclass(frozen=True)
class Step:
    """Columns judged together; of each ``within`` has columns, judged before, it is part of.

    ``holding`` has columns that were judged before although they are part of it: what matters
    most comes first. Such a column is looked at ``again`` once all that it is part of is judged.
    """

    columns: tuple[int, ...]
    within: tuple[tuple[int, ...], ...] = ()
    holding: tuple[tuple[int, ...], ...] = ()
    again: bool = False


@dataclass(frozen=True, eq=False)
class _Planned:
    """A step with its columns as arrays are asked for them: by a slice where they lie in a row."""

    columns: slice | Whole
    within: tuple[slice | Whole, ...]
    holding: tuple[slice | Whole, ...]
    again: bool
    is_of_everyone: bool

    @classmethod
    def of(cls, step: Step) -> "_Planned":
        """The same step."""
        within, holding = (tuple(map(_in_a_row, some)) for some in (step.within, step.holding))
        everyone = step.columns == (EVERYONE,)
        return cls(_in_a_row(step.columns), within, holding, step.again, everyone)


def _in_a_row(columns: tuple[int, ...]) -> slice | Whole:
    first, number = columns[0], len(columns)
    in_a_row = columns == tuple(range(first, first + number))
    return slice(first, first + number) if in_a_row else np.array(columns)


class Ledger:
    """All rows judged so far, so that parts judged later find their parents."""

    def __init__(self, profile: Profile, steps: Sequence[Step]) -> None:
        self._profile, self._plan = profile, tuple(map(_Planned.of, steps))
        width = sum(len(step.columns) for step in steps if not step.again)
        # before all rows stands one that has no figure, which is where NOWHERE leads
        self._floors = np.full((width, 1), FAR, np.int32)
        self._reasons = np.zeros((width, 1), np.uint8)
        self._keys = np.zeros(1, np.uint64)

    def judge(
        self, people: Whole, keys: Keys, parents: Parents, refusals: Codes | None = None
    ) -> Codes:
        """The reasons (rows by columns) of further rows; 0 where a count may be shown.

        ``people`` have their noise; ``keys`` are the key sums of everyone in the row, and
        ``refusals`` reasons that other rules found against the whole row.
        """
        start, counts = len(self._keys), people.T.astype(np.int32)
        self._keys = np.concatenate([self._keys, keys])
        self._floors = np.concatenate([self._floors, counts], axis=1)
        self._reasons = np.concatenate([self._reasons, np.zeros(counts.shape, np.uint8)], axis=1)
        for depth in np.unique(parents.depth):
            rows = np.flatnonzero(parents.depth == depth)
            refused = None if refusals is None else refusals[rows]
            columns = zip((parents.rows[rows] - NOWHERE).T, parents.identical[rows].T, strict=True)
            above = [self._above(start + rows, *column) for column in columns]
            self._judge(start + rows, above[: parents.around], above[parents.around :], refused)
        return self._reasons[:, start:].T

    def _above(self, rows: Whole, above: Whole, same: Marks) -> Floors:
        """The floors of the rows one level up in one dimension; of none, one for all."""
        if not above.any():
            return self._floors[:, :1]
        floors = self._floors.take(above, axis=1)
        # what is said to be the same people is the same only if their keys agree
        alike = np.flatnonzero(same & (self._keys[above] == self._keys[rows]))
        shown = self._reasons.take(above[alike], axis=1) == Reason.NONE
        floors[:, alike] = np.where(shown, FAR, floors[:, alike])
        return floors

    def _judge(
        self, rows: Whole, around: list[Floors], beside: list[Floors], refused: Codes | None
    ) -> None:
        people = self._floors.take(rows, axis=1)
        larger_place, larger_group = (
            reduce(np.minimum, floors, np.full(people.shape, FAR, np.int32))
            for floors in (around, beside)
        )
        reasons, floors = np.zeros(people.shape, np.uint8), people.copy()
        for step in self._plan:
            own = step.columns
            least = larger_group[own]
            for columns in step.within:
                least = np.minimum(least, floors[columns])
            if step.again:
                reasons[own], floors[own] = seen_again(reasons[own], floors[own], least)
                continue
            inside = None
            for columns in step.holding:
                shown = np.where(reasons[columns] == Reason.NONE, people[columns], 0)
                inside = shown if inside is None else np.maximum(inside, shown)
            reasons[own], floors[own] = verdict(
                people[own], least, larger_place[own], self._profile, inside
            )
            if step.is_of_everyone and refused is not None:
                refuse(reasons[EVERYONE], floors[EVERYONE], refused)
        self._floors[:, rows], self._reasons[:, rows] = floors, reasons
