"""Divides municipalities into districts, postcode areas and neighbourhoods."""

from dataclasses import dataclass

import numpy as np

from core.demo.geography.arrays import Integers, run_starts, summed
from core.demo.geography.division import Division, allotted
from core.demo.geography.draws import uniform
from core.demo.geography.gazetteer import Localities
from core.demo.geography.joining import Pairs, joined
from core.demo.geography.selection import Selection
from core.demo.geography.settling import Settled
from core.demo.geography.villages import AREAS_PER_DISTRICT, Villages


@dataclass(frozen=True, eq=False, slots=True)
class Hierarchy:
    """For each spot its neighbourhood, and for each smaller area the larger one around it.

    All are positions: districts of one municipality follow each other, so do the postcode
    areas of one district and the neighbourhoods of one postcode area.
    """

    neighbourhood: Integers
    area_of_neighbourhood: Integers
    district_of_area: Integers
    municipality_of_district: Integers
    name_of_district: tuple[str | None, ...]

    def in_one_piece(self, pairs: Pairs) -> "Hierarchy":
        """The same areas without stray pieces, and without areas that only were one."""
        itself = np.arange(len(self.area_of_neighbourhood))
        area = self.area_of_neighbourhood
        district = self.district_of_area[area]
        municipality = self.municipality_of_district[district]
        label = joined(self.neighbourhood, pairs, district, municipality)
        label = joined(label, pairs, area, district, municipality)
        label = joined(label, pairs, itself, area, district, municipality)
        return self._renumbered(label)

    def _renumbered(self, neighbourhood: Integers) -> "Hierarchy":
        kept, label = np.unique(neighbourhood, return_inverse=True)
        kept_areas, area = np.unique(self.area_of_neighbourhood[kept], return_inverse=True)
        kept_districts, district = np.unique(self.district_of_area[kept_areas], return_inverse=True)
        return Hierarchy(
            label,
            area,
            district,
            self.municipality_of_district[kept_districts],
            tuple(self.name_of_district[i] for i in kept_districts),
        )


class Divider:
    """Divides one municipality after the other and numbers what comes out."""

    def __init__(
        self, settled: Settled, localities: Localities, selection: Selection, seed: int
    ) -> None:
        self._settled = settled
        self._selection = selection
        self._seed = seed
        self._villages = Villages(localities, selection, settled.locality, settled.area_weight)
        self._by_area = Division(settled.metres, settled.area_weight, seed)
        self._by_neighbourhood = Division(settled.metres, settled.neighbourhood_weight, seed)
        self._neighbourhood = np.zeros(len(settled.locality), dtype=np.int64)
        self._area_of_neighbourhood: list[int] = []
        self._district_of_area: list[int] = []
        self._municipality_of_district: list[int] = []
        self._name_of_district: list[str | None] = []

    def hierarchy(self) -> Hierarchy:
        """Every municipality divided."""
        count = len(self._selection.municipalities)
        of = self._settled.municipality
        weight = summed(of, self._settled.area_weight, count)
        areas = allotted(weight, self._selection.postcode_areas, least=1)
        order = np.argsort(of, kind="stable")
        members = np.split(order, np.flatnonzero(run_starts(of[order]))[1:])
        for municipality, spots in enumerate(members):
            self._divide_municipality(municipality, spots, int(areas[municipality]))
        return Hierarchy(
            self._neighbourhood,
            np.array(self._area_of_neighbourhood),
            np.array(self._district_of_area),
            np.array(self._municipality_of_district),
            tuple(self._name_of_district),
        )

    def _divide_municipality(self, municipality: int, spots: Integers, areas: int) -> None:
        wanted = areas / AREAS_PER_DISTRICT
        groups = self._villages.groups(spots, wanted)
        counts = self._allotted([spots for spots, _ in groups], round(wanted))
        districts = [
            (part, name)
            for (group, name), count in zip(groups, counts, strict=True)
            for part in self._by_area.parts(group, 1 if name else int(count))
        ]
        counts = self._allotted([spots for spots, _ in districts], areas)
        for i in self._outward(municipality, [spots for spots, _ in districts]):
            spots, name = districts[i]
            self._municipality_of_district.append(municipality)
            self._name_of_district.append(name)
            self._divide_district(municipality, spots, int(counts[i]))

    def _divide_district(self, municipality: int, spots: Integers, areas: int) -> None:
        parts = self._by_area.parts(spots, areas)
        for i in self._outward(municipality, parts):
            self._divide_area(municipality, parts[i])

    def _divide_area(self, municipality: int, spots: Integers) -> None:
        area = len(self._district_of_area)
        self._district_of_area.append(len(self._municipality_of_district) - 1)
        draw = float(uniform(self._seed + 1, spots[:1])[0])
        ideal = self._settled.neighbourhood_weight[spots].sum() * self._selection.neighbourhoods
        count = max(1, round(float(ideal) * (0.75 + 0.5 * draw)))
        parts = self._by_neighbourhood.parts(spots, count)
        for i in self._outward(municipality, parts):
            self._neighbourhood[parts[i]] = len(self._area_of_neighbourhood)
            self._area_of_neighbourhood.append(area)

    def _allotted(self, parts: list[Integers], total: int) -> Integers:
        """How many smaller areas each part gets, by weight and at least one."""
        weights = np.array([self._settled.area_weight[part].sum() for part in parts])
        return allotted(weights, total, least=1)

    def _outward(self, municipality: int, parts: list[Integers]) -> Integers:
        """The order of parts from the heart of the municipality to its edges."""
        middles = np.array([self._settled.metres[part].mean(axis=0) for part in parts])
        away = np.round(((middles - self._villages.heart(municipality)) ** 2).sum(axis=1))
        return np.argsort(away, kind="stable")
