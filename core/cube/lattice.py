"""Which nodes are counted: the canonical lattice, and the part the paper prints.

A node fixes one place and one category of each scheme; at most three of these
are not the root. Nothing outside the lattice is ever counted, so nothing
outside it can be asked for.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from core.cube.geography import COUNTRY, PLACE_LEVELS
from core.groups.bands import CONTACT_POOR_PERCENT, THRESHOLDS_PERCENT

DIMENSIONS = ("origin", "generation", "gender", "stratum")
NODE = ("place", *DIMENSIONS)
"""What a node fixes: the columns that tell rows of counts apart."""
MOST_DIMENSIONS = 3
EVERYWHERE, NATIONWIDE = "everywhere", "nationwide"
"""Where it is looked up for which places others count: at all levels, and in the country alone."""

Breakdown = tuple[str, ...]
"""Dimensions beside the place that are split up, in the order of DIMENSIONS."""


@dataclass(frozen=True)
class Lattice:
    """The nodes to count, and the thresholds at which shares are cut."""

    levels: tuple[str, ...]
    breakdowns: tuple[Breakdown, ...]
    """What is split at every level."""
    country_breakdowns: tuple[Breakdown, ...]
    """What is split for the country alone, where the place takes no dimension."""
    thresholds: tuple[int, ...]
    cell_level: str
    """The level of the finest cells; all levels are sums of places of this one."""
    home_areas: bool
    """Whether home areas get counts and means of their own."""
    in_one_go: bool = False
    """Whether all breakdowns are counted as one, roots included: right where cells are few."""

    @property
    def dimensions(self) -> Breakdown:
        """The dimensions that occur in any breakdown."""
        used = {name for parts in self.breakdowns + self.country_breakdowns for name in parts}
        return tuple(name for name in DIMENSIONS if name in used)

    def starts(self) -> Iterator[tuple[tuple[Breakdown, ...], str, str]]:
        """Breakdowns, the places they are first counted for, and where those are looked up.

        What is counted for the country alone starts from clusters, which keep apart what
        a correlation given the cluster needs.
        """
        yield self.breakdowns, self.cell_level, EVERYWHERE
        if self.country_breakdowns:
            yield self.country_breakdowns, "cluster", NATIONWIDE


def _breakdowns(sizes: range) -> tuple[Breakdown, ...]:
    return tuple(parts for size in sizes for parts in combinations(DIMENSIONS, size))


FULL = Lattice(
    levels=PLACE_LEVELS,
    breakdowns=_breakdowns(range(MOST_DIMENSIONS)),
    country_breakdowns=_breakdowns(range(MOST_DIMENSIONS, MOST_DIMENSIONS + 1)),
    thresholds=THRESHOLDS_PERCENT,
    cell_level="municipality",
    home_areas=True,
)

PAPER = Lattice(
    levels=(COUNTRY, "cluster"),
    breakdowns=(("origin", "generation", "stratum"),),
    country_breakdowns=(),
    thresholds=(CONTACT_POOR_PERCENT,),
    cell_level="cluster",
    home_areas=False,
    in_one_go=True,
)
"""What the paper's six tables need, and their crossings."""
