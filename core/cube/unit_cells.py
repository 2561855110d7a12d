"""Who goes to which school or workplace: people and keys by place, level or sector, and unit.

Minima for units (``core.protection.units``) hold for a place and a level of school or sector;
what is split further lies within. Noise is drawn for every unit, so they come out one by one,
but only of nodes of which a few sums can't tell beforehand that no noise matters: ``Enough``.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.cube.arrays import Integers, Truths, integers
from core.cube.expansion import Expansion
from core.cube.geography import Geography
from core.cube.grid import NOWHERE
from core.cube.journeys import Journeys, Sums, run_starts, together
from core.cube.members import Members, members
from core.cube.rollup import schemes
from core.groups.setting import Setting

Numbers = npt.NDArray[np.integer]
UNIT_BREAKDOWN = ("stratum",)
"""The breakdown whose nodes are judged by their units."""


@dataclass(frozen=True)
class Enough:
    """What makes a node safe whatever the noise, which is at most ``reach`` for each unit."""

    reach: int
    units: int
    largest_share: float | None = None
    two_largest_share: float | None = None

    def doubts(self, units: Integers, largest: Integers, least: Integers) -> Truths:
        """Where noise might matter: of most units there are, and the largest, and of all people."""
        doubtful = units < self.units
        most = largest + self.reach
        if self.largest_share is not None:
            doubtful |= most > self.largest_share * least
        if self.two_largest_share is not None:
            doubtful |= 2 * most > self.two_largest_share * least
        return doubtful


@dataclass(frozen=True)
class Units:
    """People by place, level or sector, and unit, in this order."""

    place: Numbers
    stratum: Numbers
    """Position among the nodes of the scheme."""
    unit: Numbers
    sums: Sums


@dataclass(frozen=True)
class UnitCells:
    """The units of home areas, and from these of every larger place."""

    of_home_areas: Units
    municipality: Integers
    """Of each home area by number."""
    around: Members
    """The municipalities of each place."""

    def of_places(self, enough: Enough) -> Units:
        """Each unit of the municipalities and larger places of which it isn't sure to be enough."""
        own = self._of_municipalities()
        place, stratum = self._doubtful(own, enough)
        wide = int(own.stratum.max(initial=0)) + 1
        cells = Members(own.place.astype(np.int64) * wide + own.stratum, np.arange(len(own.unit)))
        municipality, first = self.around.of(place)
        row, second = cells.of(municipality * wide + stratum[first])
        node = first[second]
        (found, unit), sums = together([node, own.unit[row]], own.sums.only(row))
        return Units(place[found], stratum[found], unit, sums)

    def _of_municipalities(self) -> Units:
        homes = self.of_home_areas
        columns = (self.municipality[homes.place], homes.stratum, homes.unit)
        (place, stratum, unit), sums = together(columns, homes.sums)
        return Units(place, stratum, unit, sums)

    def _doubtful(self, own: Units, enough: Enough) -> tuple[Integers, Integers]:
        """The places and strata of which a few sums can't tell that there are enough units.

        A larger place has at least the units of one of its municipalities; its largest unit has
        at most the people of their largest units together, and at most those of any unit.
        """
        wide, people = int(own.stratum.max(initial=0)) + 1, own.sums.people
        cell = own.place.astype(np.int64) * wide + own.stratum
        starts = run_starts(cell)
        if not len(starts):
            return starts, starts
        sure = np.add.reduceat((people > enough.reach).astype(np.int64), starts)
        largest = np.maximum.reduceat(people, starts)
        least = np.add.reduceat(np.maximum(people - enough.reach, 0), starts)
        sizes = Members(own.place[starts].astype(np.int64), np.arange(len(starts)))
        places = np.unique(self.around.whole)
        municipality, first = self.around.of(places)
        row, second = sizes.of(municipality)
        node = first[second] * wide + own.stratum[starts][row]
        order = np.argsort(node, kind="stable")
        node, row = node[order], row[order]
        starts = run_starts(node)
        node = node[starts]
        most = np.minimum(np.add.reduceat(largest[row], starts), _any_unit(own, wide)[node % wide])
        doubtful = enough.doubts(
            np.maximum.reduceat(sure[row], starts), most, np.add.reduceat(least[row], starts)
        )
        return places[node[doubtful] // wide], node[doubtful] % wide


def _any_unit(own: Units, wide: int) -> Integers:
    """The people of the largest unit of each stratum, wherever they live."""
    (stratum, _), sums = together([own.stratum, own.unit], own.sums)
    most = np.zeros(wide, np.int64)
    np.maximum.at(most, stratum, sums.people)
    return most


def unit_cells(found: Journeys, setting: Setting, places: Geography) -> UnitCells:
    """The people of every unit by level or sector: per home area and municipality."""
    expansion = Expansion(UNIT_BREAKDOWN, schemes(setting))
    row, node = expansion.expand({"stratum": found.leaves["stratum"]})
    stratum = expansion.nodes[node, -1]
    columns = (found.area[row], found.unit[row], stratum)
    (area, unit, stratum), sums = together(columns, found.everyone.only(row))
    municipality = np.full(int(found.x["home_area"].max(initial=0)) + 1, NOWHERE)
    municipality[found.x["home_area"]] = found.x["municipality"]
    around = places.memberships("municipality", places.levels)
    return UnitCells(
        # Of employees there are millions, and they are waited with.
        Units(area.astype(np.int32), stratum.astype(np.int8), unit.astype(np.int32), sums),
        municipality,
        members(integers(around, "place"), integers(around, "cell_place")),
    )
