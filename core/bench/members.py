"""Pupils and employees drawn for a made-up country, unit by unit."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from core.bench.country import Country, Integers, typed_table
from core.bundle.schema import ROWS_PER_GROUP, SCHOOL
from core.groups.person import GENDER
from core.groups.setting import LEVEL, SECTOR, Setting

LARGEST_WORKPLACE = 20_000
WORKPLACE_TAIL = 0.90
"""Exponent of the Pareto tail: 7 million jobs make about 450,000 workplaces."""
PUPILS_PER_SCHOOL = 650


@dataclass(frozen=True)
class Units:
    """All schools or workplaces, in the order in which their members are written."""

    size: Integers
    place: Integers
    """Position in the line of home areas."""
    tilt: npt.NDArray[np.float32]
    """What its native share differs from that of the area its people live in (log-odds)."""
    favoured: npt.NDArray[np.int8]
    """A group with a migration background that is found here more than elsewhere."""
    stratum: npt.NDArray[np.int8]
    """The sector of a workplace; the profile of a school."""


def workplace_sizes(jobs: int, chance: np.random.Generator) -> Integers:
    """Heavy-tailed sizes from 1 to 20,000 that add up to all jobs."""
    rough = max(jobs // 8, min(jobs, 10_000))
    size = np.floor(chance.random(rough) ** (-1 / WORKPLACE_TAIL))
    largest = min(LARGEST_WORKPLACE, max(jobs // 20, 1))
    return _filled(size[size <= largest].astype(np.int64), jobs)


def school_sizes(pupils: int, chance: np.random.Generator) -> Integers:
    """Lognormal sizes that add up to all pupils; smaller schools where there are few pupils."""
    mean = min(PUPILS_PER_SCHOOL, max(pupils // 40, 1))
    size = chance.lognormal(np.log(mean) - 0.18, 0.6, max(4 * pupils // mean, 10))
    return _filled(np.maximum(size.astype(np.int64), 1), pupils)


def _filled(sizes: Integers, total: int) -> Integers:
    """The first sizes, the last of them cut off where the total is reached."""
    until = np.cumsum(sizes)
    last = int(np.searchsorted(until, total))
    kept = sizes[: last + 1].copy()
    kept[-1] -= until[last] - total
    return kept


def units_of(country: Country, setting: Setting, people: int, chance: np.random.Generator) -> Units:
    """The schools or workplaces of this many people, sorted along the line."""
    at_work = setting.stratum is SECTOR
    size = workplace_sizes(people, chance) if at_work else school_sizes(people, chance)
    mass = country.resident_mass if at_work else country.pupil_mass
    place = np.sort(chance.choice(len(mass), len(size), p=mass / mass.sum()))
    sector = chance.choice(7, len(size), p=(0.04, 0.15, 0.2, 0.1, 0.15, 0.16, 0.2))
    lean = np.array([0.8, 0.2, 0.0, -0.2, 0.3, 0.1, -0.1])[sector] if at_work else 0.0
    return Units(
        size=chance.permutation(size),
        place=place,
        tilt=(chance.normal(0.1, 0.8, len(size)) + lean).astype(np.float32),
        favoured=chance.integers(1, 7, len(size), dtype=np.int8),
        stratum=sector.astype(np.int8),
    )


@dataclass(frozen=True)
class Seats:
    """Every place in a school or at work that someone takes.

    A seat's unit is known and the home of who sits there is drawn among the areas around
    it, so that no list of people is needed and rows come out in the order of the units.
    """

    country: Country
    setting: Setting
    units: Units

    def members(self, year: int, seed: tuple[int, ...]) -> Iterator[pa.Table]:
        """One row for every seat, in the order of the units, a chunk at a time."""
        until = np.cumsum(self.units.size)
        for start in range(0, int(until[-1]), ROWS_PER_GROUP):
            seats = np.arange(start, min(start + ROWS_PER_GROUP, int(until[-1])))
            unit = np.searchsorted(until, seats, side="right")
            yield self._chunk(unit, year, np.random.default_rng([*seed, start]))

    def _chunk(self, unit: Integers, year: int, chance: np.random.Generator) -> pa.Table:
        home = self._homes(unit, chance)
        origin = self._origins(unit, home, chance)
        first = chance.random(len(unit)) < 0.6
        columns = {
            "year": np.full(len(unit), year),
            "home_area": self.country.area[home],
            "unit": unit,
            "unit_municipality": self.country.municipality[self.units.place[unit]],
            "origin": origin,
            "generation": np.where(origin == 0, 0, np.where(first, 1, 2)),
            "gender": chance.integers(0, len(GENDER.leaves), len(unit), dtype=np.int8),
            "stratum": self._strata(unit, chance),
            "record_key": chance.integers(0, 2**64, len(unit), dtype=np.uint64),
        }
        return typed_table(columns, SCHOOL.columns)  # a job has the same columns

    def _homes(self, unit: Integers, chance: np.random.Generator) -> Integers:
        """A home area for each seat: mostly near, some farther along the line."""
        at_work = self.setting.stratum is SECTOR
        living = np.maximum(self.country.resident_mass, 0.02)
        mass = living if at_work else self.country.pupil_mass
        until = np.cumsum(mass)
        total, areas = until[-1], len(mass)
        far = chance.random(len(unit)) < (0.35 if at_work else 0.1)
        reach = np.where(far, 8 + 0.02 * areas if at_work else 6.0, 1.5) * total / areas
        place = self.units.place[unit]
        seat = until[place] - mass[place] * chance.random(len(unit))
        position = (seat + chance.laplace(0, 1, len(unit)) * reach) % total
        home: Integers = np.searchsorted(until, position, side="right")
        return np.minimum(home, areas - 1)

    def _origins(
        self, unit: Integers, home: Integers, chance: np.random.Generator
    ) -> npt.NDArray[np.int8]:
        share = self.country.native_share
        log_odds = np.log(share / (1 - share))[home] + self.units.tilt[unit]
        until = np.cumsum(self.country.origin_mix, axis=1)
        drawn = chance.random(len(unit))
        origin = np.ones(len(unit), dtype=np.int8)
        for group in range(until.shape[1] - 1):
            origin += drawn > until[home, group]
        favours = chance.random(len(unit)) < 0.25
        origin[favours] = self.units.favoured[unit][favours]
        origin[chance.random(len(unit)) < 1 / (1 + np.exp(-log_odds))] = 0
        return origin

    def _strata(self, unit: Integers, chance: np.random.Generator) -> npt.NDArray[np.int8]:
        """The sector of the workplace, or a level.

        Two pupils in five are in the first years, the others around their school's profile.
        """
        profile = self.units.stratum[unit]
        if self.setting.stratum is SECTOR:
            return profile
        upper = 1 + (profile + chance.integers(0, 3, len(unit))) % (len(LEVEL.leaves) - 1)
        return np.where(chance.random(len(unit)) < 0.4, 0, upper).astype(np.int8)
