"""Employees choose a workplace: by distance, sector, size of the organisation, and group."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.demo.geography.arrays import Floats, Integers
from core.demo.people.choice import (
    BRONZE,
    GOLDEN,
    SILVER,
    chosen,
    chosen_of_row,
    distances_m,
    told_apart,
)
from core.demo.people.members import People
from core.demo.people.parameters import Parameters
from core.demo.people.residents import FIRST, GROUPS, NATIVE
from core.demo.people.town import Town
from core.demo.people.workplaces import SECTORS, Workplaces
from core.groups.origin import ORIGIN_2005

_ROUNDS = 12
BAND_EDGES = (0.5, 0.7, 0.85)
BANDS = len(BAND_EDGES) + 1
"""Home areas from few to many Dutch residents."""
FROM_MIDDLE = np.arange(BANDS) - (BANDS - 1) / 2

EMPLOYEES_BY_GROUP = {
    "dutch": 84.0,
    "western": 8.0,
    "turkish": 1.55,
    "moroccan": 1.2,
    "surinamese": 2.05,
    "antillean": 0.7,
    "other_non_western": 2.5,
}
"""How the employees of the first year divide over the groups, in per cent."""
EMPLOYEES_OF_GENERATION = (1.0, 1.25, 1.0)
"""Employees per resident: many of the second generation are children."""
SECTORS_OF_GROUP = {
    "dutch": (1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0),
    "western": (1.0, 0.95, 0.95, 1.0, 0.95, 0.95, 1.15),
    "turkish": (1.3, 1.5, 1.6, 1.1, 0.5, 0.6, 1.2),
    "moroccan": (1.0, 1.2, 1.6, 1.2, 0.6, 0.6, 1.35),
    "surinamese": (0.2, 0.7, 0.9, 1.3, 1.2, 1.2, 1.05),
    "antillean": (0.3, 0.8, 0.9, 1.2, 1.0, 1.2, 1.15),
    "other_non_western": (0.8, 1.0, 1.1, 0.9, 0.6, 0.8, 1.2),
}
"""How much more a group works in each sector than others do; in the order of SECTOR."""


def employees_per_resident(homes: Town, parameters: Parameters) -> Floats:
    """In proportion, by area, origin and generation; the groups as laid down."""
    lean = np.array([parameters.working_areas.get(group, 0.0) for group in ORIGIN_2005.leaves])
    of_area = np.exp(lean * (homes.native_share[:, None] - 0.8))
    of_area[:, NATIVE] = np.array(parameters.city_employees)[homes.cluster]
    rate = of_area[..., None] * np.array(EMPLOYEES_OF_GENERATION)
    wanted = np.array([EMPLOYEES_BY_GROUP[group] for group in ORIGIN_2005.leaves])
    return np.asarray(rate * (wanted / (homes.residents * rate).sum(axis=(0, 2)))[:, None])


@dataclass(frozen=True, eq=False)
class Market:
    """How the employees of one year divide over workplaces."""

    homes: Town
    places: Workplaces
    sector_shares: Floats
    """Municipality by sector."""
    jobs: Floats
    """Relative number of jobs of each municipality."""
    people: People
    parameters: Parameters

    def taken(self, chance: np.random.Generator) -> tuple[Integers, Integers]:
        """The workplace and its sector of each employee."""
        seed = int(chance.integers(2**40))
        draws = told_apart(self.people.cell, seed, (GOLDEN, SILVER, BRONZE))
        town = chosen_of_row(self.towns, self.people.area, next(draws))
        sector = self._sectors(town, next(draws))
        draw = next(draws)
        stratum = town * len(SECTORS) + sector
        first, last = self.places.first[stratum], self.places.first[stratum + 1]
        unit = np.empty(len(self.people), dtype=np.int64)
        kind = self._kind_of_employee()
        for number in range(GROUPS * 2 * BANDS):
            who = np.flatnonzero(kind == number)
            if len(who):
                group, rest = divmod(number, 2 * BANDS)
                weights = self.weights(group, *divmod(rest, BANDS))
                unit[who] = chosen(weights, first[who], last[who], draw[who])
        return unit, sector

    def _kind_of_employee(self) -> Integers:
        """Group, first generation or not, and band of the home area, as one number."""
        is_first = (self.people.generation == FIRST).astype(np.int64)
        band = self.bands[self.people.area]
        return np.asarray((self.people.origin * 2 + is_first) * BANDS + band)

    @cached_property
    def bands(self) -> Integers:
        """The band of each home area."""
        return np.searchsorted(BAND_EDGES, self.homes.native_share, side="right")

    @cached_property
    def towns(self) -> Floats:
        """Area by municipality of work: near ones, kept at their number of jobs."""
        far = distances_m(self.homes.metres, self.homes.municipality_metres)
        own = np.zeros_like(far)
        own[np.arange(len(far)), self.homes.municipality] = self.parameters.own_town_work
        weights = np.exp(-far / self.parameters.work_reach_m + own)
        areas = np.bincount(self.people.area, minlength=len(far)).astype(np.float64)
        wanted = self.jobs / self.jobs.sum() * areas.sum()
        for _ in range(_ROUNDS):
            parts = areas / weights.sum(axis=1)
            weights *= (wanted / (parts @ weights))[None, :]
        return weights

    def _sectors(self, town: Integers, draw: Floats) -> Integers:
        """The sector of each employee: those of the town, as the group and the home area lean."""
        band = self.bands[self.people.area]
        row = (band * len(self.sector_shares) + town) * GROUPS + self.people.origin
        return chosen_of_row(self.sectors.reshape(-1, len(SECTORS)), row, draw)

    @cached_property
    def sectors(self) -> Floats:
        """How likely each sector is, by band of the home area, town of work and group."""
        lean = np.array([SECTORS_OF_GROUP[group] for group in ORIGIN_2005.leaves])
        of_band = np.ones((BANDS, len(SECTORS)))
        of_band[:, SECTORS.index("retail")] = np.exp(-self.parameters.retail_homes * FROM_MIDDLE)
        return np.asarray(of_band[:, None, None, :] * self.sector_shares[:, None, :] * lean)

    def weights(self, group: int, is_first: int, band: int) -> Floats:
        """How likely each workplace is for a group, from home areas of one band."""
        lever = self.parameters
        pull = np.array(lever.work_pull[ORIGIN_2005.leaves[group]])[self._cluster]
        pull = pull * self._sector_times(ORIGIN_2005.leaves[group])
        first = lever.work_first_generation.get(ORIGIN_2005.leaves[group], 0.0)
        pull = pull * (1 + first * is_first)
        beside = np.array(lever.work_neighbourhood)[self._cluster]
        pull = pull - beside * FROM_MIDDLE[band]
        return np.asarray(self.places.size * np.exp(pull * self.places.character))

    def _sector_times(self, group: str) -> Floats:
        """How much stronger the pull on a group is in each workplace's sector."""
        more = {**self.parameters.work_sector, "retail": self.parameters.work_retail[group]}
        times = np.array([1 + more.get(sector, 0.0) for sector in SECTORS])
        return np.asarray(times[self.places.sector])

    @cached_property
    def _cluster(self) -> Integers:
        """Of each workplace."""
        of_town = np.zeros(self.homes.municipalities, dtype=np.int64)
        of_town[self.homes.municipality] = self.homes.cluster
        return of_town[self.places.municipality]
