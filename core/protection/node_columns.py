"""The counts of a node besides everyone, and which of them are part of which.

Each cell of the 2×2 below and above a threshold is a canonical node of its own, counted from
all people of the node, and so is each band of the gap: not a sum over classes of five points,
most of which would be withheld for being small. What is below one threshold is part of what
is below the next, so the cells form chains, and in a chain no two figures are shown that
differ by fewer than ten.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from core.cube.classes import CELLS, CONTACT_POOR, EVERY_RESIDENT, kinds_of_residents
from core.groups.bands import CONTACT_POOR_PERCENT, GAP_BANDS
from core.protection.judgement import EVERYONE, Step

FIRST = (CONTACT_POOR_PERCENT, 30, 80)
"""Thresholds that the paper speaks of: figures at others give way to these."""
POORER = {"very_low": CONTACT_POOR, "low": CONTACT_POOR}
"""Bands of neighbourhoods that are part of a larger kind."""
KIND_CELLS = {
    f"{cell}_{threshold}": kind
    for kind, threshold, cells in (
        ("very_low", 30, CELLS[:2]),
        (CONTACT_POOR, CONTACT_POOR_PERCENT, CELLS[:2]),
        ("above_average", 80, CELLS[2:]),
    )
    for cell in cells
}
"""Cells of which the residents of a kind of neighbourhoods are made up."""


@dataclass(frozen=True)
class NodeColumns:
    """The columns of a row by position, and the order in which they are judged."""

    names: tuple[str, ...]
    steps: tuple[Step, ...]

    def at(self, name: str) -> int:
        """The position of a column."""
        return self.names.index(name)


MEAN_COLUMNS = NodeColumns(
    ("people", "same_municipality"), (Step((EVERYONE,)), Step((1,), within=((EVERYONE,),)))
)


@cache
def class_columns(thresholds: tuple[int, ...]) -> NodeColumns:
    """Everyone, the kinds of residents, the cells at each threshold, and the bands of the gap."""
    kinds = [kind for kind in kinds_of_residents(thresholds) if kind != EVERY_RESIDENT]
    cells = [f"{cell}_{threshold}" for threshold in sorted(thresholds) for cell in CELLS]
    bands = [f"{kind}_{band}" for kind in (EVERY_RESIDENT, *kinds) for band in GAP_BANDS]
    names = ("people", *kinds, *cells, *bands)
    plan = _Plan(names)
    large = [kind for kind in kinds if kind not in POORER]
    poorer = [kind for kind in kinds if kind in POORER]
    plan.add(dict.fromkeys(large, ("people",)))
    plan.add({kind: (POORER[kind],) for kind in poorer})
    plan.add({f"{EVERY_RESIDENT}_{band}": ("people",) for band in GAP_BANDS})
    for group in (large, poorer):
        plan.add_bands(group)
    plan.add_cells(sorted(thresholds))
    return NodeColumns(names, (Step((EVERYONE,)), *plan.steps))


class _Plan:
    """Gathers steps by the names of their columns."""

    def __init__(self, names: Sequence[str]) -> None:
        self._position = {name: number for number, name in enumerate(names)}
        self.steps: list[Step] = []

    def add(
        self,
        within: Mapping[str, tuple[str, ...]],
        holding: Sequence[str] = (),
        again: bool = False,
    ) -> None:
        """Columns, each with those that it is part of, and those that are part of it."""
        if within:
            most = max(map(len, within.values()))
            filled = [above + above[-1:] * (most - len(above)) for above in within.values()]
            columns = zip(*(self._at(above) for above in filled), strict=True)
            inner = tuple((self._position[name],) for name in holding)
            self.steps.append(Step(self._at(tuple(within)), tuple(columns), inner, again))

    def add_bands(self, kinds: Sequence[str]) -> None:
        """The bands of some kinds: part of the kind, and of the same band of a larger kind."""
        self.add(
            {
                f"{kind}_{band}": (kind, f"{POORER.get(kind, EVERY_RESIDENT)}_{band}")
                for kind in kinds
                for band in GAP_BANDS
            }
        )

    def add_cells(self, thresholds: Sequence[int]) -> None:
        """The cells; those at the thresholds of the paper before the others of their chain."""
        for cell, ordered in (("both", thresholds[::-1]), ("neither", thresholds)):
            self._add_chain([f"{cell}_{threshold}" for threshold in ordered], cell)
        apart = [f"{cell}_{threshold}" for threshold in thresholds for cell in CELLS[1:3]]
        self.add({name: (*self._of_kind(name), "people") for name in apart})

    def _add_chain(self, names: Sequence[str], cell: str) -> None:
        """Cells of which each is part of the one before it."""
        place = {name: number for number, name in enumerate(names)}
        first = [f"{cell}_{threshold}" for threshold in FIRST if f"{cell}_{threshold}" in place]
        for number, name in enumerate(first):
            larger = [one for one in first[:number] if place[one] < place[name]]
            smaller = [one for one in first[:number] if place[one] > place[name]]
            self.add({name: (*self._of_kind(name), *larger, "people")}, smaller)
        for name, above in zip(names, ("people", *names), strict=False):
            if name in first:
                self.add({name: (above,)}, again=True)
            else:
                smaller = [one for one in first if place[one] > place[name]]
                self.add({name: (*self._of_kind(name), above)}, smaller)

    def _of_kind(self, name: str) -> tuple[str, ...]:
        kind = KIND_CELLS.get(name, "")
        return (kind,) if kind in self._position else ()

    def _at(self, names: Sequence[str]) -> tuple[int, ...]:
        return tuple(self._position[name] for name in names)
