"""Residents by origin group in the units that segregation is measured over, year by year."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from core.cube.arrays import Floats, Integers
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

    def takes(self, found: Composition) -> bool:
        """Whether segregation is measured over a composition: others needn't be prepared."""
        return found.scheme is ORIGIN_18

    def take(self, found: Composition, people: Integers | None = None) -> None:
        """Keep one year's residents; ``people`` (place × category) are those with noise, if any.

        Compositions in other schemes and larger places pass by.
        """
        if not self.takes(found):
            return
        counted = found.people[:, :, GENERATION.nodes.index(ALL)] if people is None else people
        groups = np.array([ORIGIN_18.nodes.index(leaf) for leaf in LEAVES])
        for number, counts in enumerate(self._counts):
            places = np.flatnonzero(self._of == number)
            table = np.zeros((len(counts.units), len(LEAVES)))
            table[self._row[places]] = counted[np.ix_(places, groups)]
            counts.people[found.year] = table

    def counts(self) -> Iterator[UnitCounts]:
        """Every level that has units with people in them, from small to large."""
        for one in self._counts:
            if any(table.any() for table in one.people.values()):
                yield one


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
