"""What may be shown of many counts per node at once, judged from the whole country downwards.

A row is a node and a column one of its counts: everyone first, then parts such as "below the
threshold at home and at school". A count is part of the same count in the nodes one level up,
and of other counts of its own row. Every rule looks at counts that have their noise already.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.protection.arrays import Codes, Keys, Marks, Whole
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
    """Columns judged together, and the columns that each of them is part of.

    Whoever is ``within`` a withheld column is withheld too. ``beside`` only compares. In a
    ``chain`` each step's columns are part of those of the step before, and are compared with
    the last of them that is shown.
    """

    columns: tuple[int, ...]
    within: tuple[tuple[int, ...], ...] = ()
    beside: tuple[tuple[int, ...], ...] = ()
    chain: str = ""


class Ledger:
    """All rows judged so far, so that parts judged later find their parents."""

    def __init__(self, profile: Profile, steps: Sequence[Step]) -> None:
        self._profile, self._steps = profile, steps
        width = sum(len(step.columns) for step in steps)
        self.people = np.zeros((0, width), np.int32)
        self.reasons = np.zeros((0, width), np.uint8)
        self._keys = np.zeros(0, np.uint64)

    def judge(
        self, people: Whole, keys: Keys, parents: Parents, refusals: Codes | None = None
    ) -> Codes:
        """The reasons (rows by columns) of further rows; 0 where a count may be shown.

        ``people`` have their noise; ``keys`` are the key sums of everyone in the row, and
        ``refusals`` reasons that other rules found against the whole row.
        """
        start = len(self.people)
        self.people = np.concatenate([self.people, people.astype(np.int32)])
        self.reasons = np.concatenate([self.reasons, np.zeros(people.shape, np.uint8)])
        self._keys = np.concatenate([self._keys, keys])
        for depth in np.unique(parents.depth):
            rows = np.flatnonzero(parents.depth == depth)
            refused = None if refusals is None else refusals[rows]
            above, same = parents.rows[rows], parents.identical[rows]
            verdict = self._verdict(start + rows, above, same, parents.around)
            for step in self._steps:
                verdict.take(step, refused)
            self.reasons[start + rows] = verdict.reasons
        return self.reasons[start:]

    def _verdict(self, rows: Whole, parents: Whole, identical: Marks, around: int) -> "Verdict":
        verdict = Verdict(self.people[rows].astype(np.int64), self._profile)
        for number, (above, same) in enumerate(zip(parents.T, identical.T, strict=True)):
            there = above != NOWHERE
            # what is said to be the same people is the same only if their keys agree
            compared = there & ~(same & (self._keys[above] == self._keys[rows]))
            verdict.add_parents(self.reasons[above], there)
            verdict.compare(self.people[above], compared, larger_place=number < around)
        return verdict


class Verdict:
    """The reasons of some rows, column by column."""

    def __init__(self, people: Whole, profile: Profile) -> None:
        self._people, self._least = people, profile.least_difference
        self._few = people < profile.threshold
        self._hidden = np.zeros(people.shape, np.bool_)
        self._almost = np.zeros(people.shape, np.bool_)
        self._around = np.zeros(people.shape, np.bool_)
        self._last: dict[str, Whole] = {}
        self._before: dict[str, Codes] = {}
        self.reasons = np.zeros(people.shape, np.uint8)

    def add_parents(self, reasons: Codes, there: Marks) -> None:
        """Take note of the rows one level up in one dimension."""
        self._few |= there[:, None] & (reasons == Reason.BELOW_TEN)
        self._hidden |= there[:, None] & (reasons != Reason.NONE)

    def compare(self, people: Whole, compared: Marks, *, larger_place: bool) -> None:
        """Note which counts leave fewer than ten of the row above out, or seem to."""
        marks = self._around if larger_place else self._almost
        marks |= compared[:, None] & (people - self._people < self._least)

    def take(self, step: Step, refusals: Codes | None) -> None:
        """Judge the columns of a step, those they are part of being judged."""
        own = list(step.columns)
        for above in map(list, step.within):
            self._compare(own, above)
            self._hidden[:, own] |= self.reasons[:, above] != Reason.NONE
        for above in map(list, step.beside):
            self._compare(own, above)
        if step.chain:
            self._follow(step.chain, own)
        found = np.where(self._around[:, own], Reason.ALMOST_ALL_AROUND, Reason.NONE)
        found = np.where(self._almost[:, own], Reason.ALMOST_ALL, found)
        found = np.where(self._hidden[:, own], Reason.ANCESTOR_WITHHELD, found)
        found = np.where(self._few[:, own], Reason.BELOW_TEN, found).astype(np.uint8)
        if own == [EVERYONE] and refusals is not None:
            found[:, 0] = np.where(found[:, 0] == Reason.NONE, refusals, found[:, 0])
        self.reasons[:, own] = found
        if step.chain:
            shown = found == Reason.NONE
            self._last[step.chain] = np.where(
                shown, self._people[:, own], self._last.get(step.chain, self._people[:, :1])
            )
            self._before[step.chain] = found

    def _compare(self, own: list[int], above: list[int]) -> None:
        self._few[:, own] |= self.reasons[:, above] == Reason.BELOW_TEN
        more = self._people[:, above] - self._people[:, own]
        self._almost[:, own] |= more < self._least

    def _follow(self, chain: str, own: list[int]) -> None:
        last = self._last.get(chain, self._people[:, :1])
        self._almost[:, own] |= last - self._people[:, own] < self._least
        if chain in self._before:
            self._few[:, own] |= self._before[chain] == Reason.BELOW_TEN
