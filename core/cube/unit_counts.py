"""Residents by origin group in the units that segregation is measured over, year by year."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from core.cube.arrays import Floats, Integers, integers
from core.cube.composition import Composition
from core.groups.origin import ORIGIN_18
from core.groups.person import GENERATION
from core.groups.scheme import ALL

UNIT_LEVELS = ("neighbourhood", "district", "postcode_area", "municipality")
LEAVES = ORIGIN_18.leaves
Places = Sequence[tuple[str, str, str | None]]
"""Code, level and parent of every place, in the order of their numbers."""


@dataclass(frozen=True, eq=False)
class UnitCounts:
    """People in all units of one level: those of a municipality side by side, by code."""

    level: str
    units: tuple[str, ...]
    municipality: npt.NDArray[np.str_]
    """Of each unit."""
    people: dict[int, Floats] = field(default_factory=dict)
    """By year, units × the eighteen groups."""


class UnitCounter:
    """Takes the compositions of a cube, exact or with noise, and keeps what lies in units."""

    def __init__(self, places: Places) -> None:
        inside = _municipalities(places)
        self._row = np.full(len(places), -1, np.int64)
        self._of = np.full(len(places), -1, np.int64)
        self._counts: list[UnitCounts] = []
        for level in UNIT_LEVELS:
            listed = [
                (inside[code], code, number)
                for number, (code, of_level, _) in enumerate(places)
                if of_level == level and code in inside
            ]
            listed.sort()
            numbers = [number for _, _, number in listed]
            self._row[numbers] = np.arange(len(listed))
            self._of[numbers] = len(self._counts)
            around = np.array([municipality for municipality, _, _ in listed], dtype=np.str_)
            self._counts.append(UnitCounts(level, tuple(code for _, code, _ in listed), around))

    def take(self, found: Composition, people: Integers | None = None) -> None:
        """Keep one year's residents; ``people`` are its rows' counts with noise, if they have any.

        Compositions in other schemes, rows of one generation and of larger places pass by.
        """
        if found.scheme is not ORIGIN_18:
            return
        rows = found.residents
        counted = integers(rows, "people") if people is None else people
        place, group = integers(rows, "place"), self._groups(integers(rows, "category"))
        whole = integers(rows, "generation") == GENERATION.nodes.index(ALL)
        # Groupings of municipalities are numbered after the places.
        known = whole & (group >= 0) & (place < len(self._row))
        for number, counts in enumerate(self._counts):
            chosen = np.flatnonzero(known)
            chosen = chosen[self._of[place[chosen]] == number]
            table = np.zeros((len(counts.units), len(LEAVES)))
            table[self._row[place[chosen]], group[chosen]] = counted[chosen]
            counts.people[found.year] = table

    def counts(self) -> Iterator[UnitCounts]:
        """Every level that has units with people in them, from small to large."""
        for one in self._counts:
            if any(table.any() for table in one.people.values()):
                yield one

    def _groups(self, category: Integers) -> Integers:
        """The column of each category; −1 for those that are no group by themselves."""
        column = [LEAVES.index(node) if node in LEAVES else -1 for node in ORIGIN_18.nodes]
        return np.array(column, np.int64)[category]


def _municipalities(places: Places) -> dict[str, str]:
    """The municipality that each smaller place lies in, and that each municipality is."""
    levels = {code: level for code, level, _ in places}
    parents = {code: parent for code, _, parent in places}
    found = {}
    for code in levels:
        around: str | None = code
        while around is not None and levels[around] != "municipality":
            around = parents[around]
        if around is not None:
            found[code] = around
    return found
