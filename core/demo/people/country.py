"""The people of one demo country, made when first asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np

from core.demo.geography import demo_geography
from core.demo.geography.arrays import Floats, Integers
from core.demo.geography.country import DemoGeography
from core.demo.people.employees import Market, employees_per_resident
from core.demo.people.kinds import kinds
from core.demo.people.members import Choices, Members, packed
from core.demo.people.municipalities import Populations
from core.demo.people.neighbourhoods import Composition, Settlement, settlement
from core.demo.people.parameters import Parameters
from core.demo.people.pupils import Choice, pupils_per_resident
from core.demo.people.residents import Residents, residents
from core.demo.people.schools import Schools, schools
from core.demo.people.town import Town, town
from core.demo.people.workplaces import JOBS_PER_RESIDENT, Workplaces, sector_shares, workplaces
from core.places.clusters import CLUSTERS, cluster_of
from core.places.types import types_of
from core.protection.synthetic import SCHOOL as SCHOOL_KEY
from core.protection.synthetic import WORK as WORK_KEY

REFERENCE_YEAR = 2005
LINKED = {"school": 906_807, "work": 7_186_183}
"""Pupils and employees of 2005; other years have as many per resident."""
_STREAMS = {"school": 1, "work": 2}


@cache
def _settlement(scale: float) -> Settlement:
    return settlement(demo_geography(scale))


@dataclass(frozen=True, eq=False)
class DemoCountry:
    """All people of a demo country of some scale; the same for the same values."""

    scale: float
    seed: int
    parameters: Parameters

    @cached_property
    def geography(self) -> DemoGeography:
        """The places."""
        return demo_geography(self.scale)

    @cached_property
    def settled(self) -> Settlement:
        """The neighbourhoods."""
        return _settlement(self.scale)

    @cached_property
    def place_ids(self) -> dict[str, int]:
        """The number of each place, by code."""
        return {place.code: number for number, place in enumerate(self.geography.places)}

    def residents(self, year: int) -> Residents:
        """The residents of a year."""
        return residents(self._composition.people(year), year)

    def school_members(self, by_year: Mapping[int, Integers]) -> Members:
        """The pupils of some years, packed, as members of their schools."""
        return self._members(by_year, self._schools_at, SCHOOL_KEY)

    def work_members(self, by_year: Mapping[int, Integers]) -> Members:
        """The employees of some years, packed, as members of their workplaces."""
        return self._members(by_year, self._workplaces.municipality, WORK_KEY)

    def people_in(self, setting: str, year: int) -> int:
        """How many pupils or employees there are in a year."""
        growth = kinds().people(year).sum() / kinds().people(REFERENCE_YEAR).sum()
        return round(LINKED[setting] * self.scale * float(growth))

    @cached_property
    def _composition(self) -> Composition:
        selection = self.geography.selection
        populations = Populations(
            selection.municipalities, selection.inhabitants, self.scale, self.parameters
        )
        return Composition(self.settled, populations, self.parameters)

    def _members(
        self, by_year: Mapping[int, Integers], municipality: Integers, kind: int
    ) -> Members:
        codes = [each.code for each in self.geography.selection.municipalities]
        towns = np.array([self.place_ids[code] for code in codes])
        areas = np.array([self.place_ids[code] for code in self.settled.areas])
        return Members(by_year, towns[municipality], areas, kind)

    def town(self, year: int) -> Town:
        """The home areas of a year."""
        return town(self.settled, self.residents(year))

    @cached_property
    def _first_town(self) -> Town:
        return self.town(REFERENCE_YEAR)

    @cached_property
    def _schools(self) -> Schools:
        return schools(self._first_town, self.people_in("school", REFERENCE_YEAR))

    @cached_property
    def _schools_at(self) -> Integers:
        return self._first_town.municipality[self._schools.area]

    def pupils(self, year: int) -> Integers:
        """The pupils of a year, packed."""
        return packed(*self.choices("school", self.town(year), year))

    def employees(self, year: int) -> Integers:
        """The employees of a year, packed."""
        return packed(*self.choices("work", self.town(year), year))

    def choices(self, setting: str, homes: Town, year: int) -> Choices:
        """The pupils or employees of a year, with the unit and the stratum of each."""
        chance = self._chance(setting, year)
        if setting == "school":
            choice = self.school_choice(homes, year)
            return Choices(choice.people, *choice.taken(chance))
        market = self.market(homes, year)
        return Choices(market.people, *market.taken(chance))

    def school_choice(self, homes: Town, year: int) -> Choice:
        """The pupils of a year, about to choose."""
        rate = pupils_per_resident(self._first_town, self.parameters)
        people = homes.people(rate, self.people_in("school", year))
        return Choice(homes, self._schools, people, self.parameters)

    def market(self, homes: Town, year: int) -> Market:
        """The employees of a year, about to choose."""
        rate = employees_per_resident(self._first_town, self.parameters)
        people = homes.people(rate, self.people_in("work", year))
        places, shares = self._workplaces, self._sector_shares
        return Market(homes, places, shares, self._jobs, people, self.parameters)

    def municipality_of_units(self, setting: str) -> Integers:
        """Where each school or workplace stands."""
        return self._schools_at if setting == "school" else self._workplaces.municipality

    def _chance(self, setting: str, year: int) -> np.random.Generator:
        return np.random.Generator(np.random.PCG64([self.seed, _STREAMS[setting], year]))

    @cached_property
    def _clusters(self) -> Integers:
        codes = (each.code for each in self.geography.selection.municipalities)
        return np.array([CLUSTERS.index(cluster_of(code)) for code in codes])

    @cached_property
    def _jobs(self) -> Floats:
        """Expected jobs of each municipality."""
        of_cluster = np.array([JOBS_PER_RESIDENT[code] for code in CLUSTERS])
        weight = self.geography.selection.inhabitants * of_cluster[self._clusters]
        return np.asarray(weight / weight.sum() * self.people_in("work", REFERENCE_YEAR))

    @cached_property
    def _sector_shares(self) -> Floats:
        codes = (each.code for each in self.geography.selection.municipalities)
        horticultural = np.array(["horticulture" in types_of(code) for code in codes])
        return sector_shares(self._clusters, horticultural.astype(np.int64))

    @cached_property
    def _workplaces(self) -> Workplaces:
        return workplaces(self._jobs[:, None] * self._sector_shares)
