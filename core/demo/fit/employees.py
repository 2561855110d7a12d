"""Employees as they are expected to choose, summed by cell: a smooth answer to every lever.

How likely each workplace is for each kind of employee is worked out, not drawn. Who else works
there follows from one country that was drawn: its small workplaces keep the mix that luck gave
them, moved along with what is expected of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.demo.geography.arrays import Floats, Integers, summed
from core.demo.people.country import DemoCountry
from core.demo.people.employees import BANDS, Market
from core.demo.people.residents import FIRST, NATIVE
from core.demo.people.town import Town
from core.demo.people.workplaces import SECTORS
from core.demo.targets.figures import CLUSTERS, YEAR
from core.groups.bands import CONTACT_POOR_PERCENT, GAP_EDGES

CLASSES = 101
"""Shares are taken in whole percents."""
_POOR, _MORE = CONTACT_POOR_PERCENT, round(100 * float(GAP_EDGES[2]))
_HALF = 0.5
_EDGE = 1e-6


@dataclass(frozen=True, eq=False)
class Staff:
    """Dutch and other employees of each workplace."""

    native: Floats
    other: Floats

    def moved(self, before: "Staff", after: "Staff") -> "Staff":
        """The same luck where other people are expected."""
        return Staff(
            self.native * after.native / np.maximum(before.native, 1e-9),
            self.other * after.other / np.maximum(before.other, 1e-9),
        )


def drawn_staff(country: DemoCountry, homes: Town) -> Staff:
    """Who works where in one country."""
    choices = country.choices("work", homes, YEAR)
    count = len(country.municipality_of_units("work"))
    is_native = (choices.people.origin == NATIVE).astype(np.float64)
    native = summed(choices.unit, is_native, count)
    return Staff(native, summed(choices.unit, 1 - is_native, count))


@dataclass(frozen=True, eq=False)
class Kind:
    """Employees of one group and generation from home areas of one band."""

    group: int
    generation: int
    band: int
    sorts: Integers
    """Which sorts of homes they come from."""
    journeys: Floats
    """How many go from each of these to each municipality."""
    chance: Floats
    """How likely each workplace is in its municipality and sector."""


@dataclass(frozen=True, eq=False)
class Expected:
    """The employees of a country, spread over its workplaces as is expected of them.

    Homes of one cluster and one class of native shares are one sort.
    """

    homes: Town
    market: Market

    @cached_property
    def _sorts(self) -> tuple[Integers, Integers, Integers]:
        """The cluster and class of each sort as one number, an area of it, and each area's."""
        classes = np.floor(100 * self.homes.native_share + _EDGE).astype(np.int64)
        codes, first, sort = np.unique(
            self.homes.cluster * CLASSES + classes, return_index=True, return_inverse=True
        )
        return codes, first, sort

    @cached_property
    def _counts(self) -> Floats:
        """Employees by area, group and generation."""
        people, shape = self.market.people, self.homes.residents.shape
        cell = np.ravel_multi_index((people.area, people.origin, people.generation), shape)
        return np.bincount(cell, minlength=int(np.prod(shape))).reshape(shape).astype(np.float64)

    @cached_property
    def _towns(self) -> Floats:
        """The part of each area's employees that goes to each municipality."""
        return np.asarray(self.market.towns / self.market.towns.sum(axis=1, keepdims=True))

    @cached_property
    def _sectors(self) -> Floats:
        """The part that each sector has, by band of the home area, municipality and group."""
        return np.asarray(self.market.sectors / self.market.sectors.sum(axis=3, keepdims=True))

    @cached_property
    def _stratum(self) -> Integers:
        """The municipality and sector of each workplace as one number."""
        places = self.market.places
        return np.asarray(places.municipality * len(SECTORS) + places.sector)

    @cached_property
    def kinds(self) -> list[Kind]:
        """All kinds of employees that there are."""
        codes, first, sort = self._sorts
        band = self.market.bands[first]
        found = []
        for group, generation in np.argwhere(self._counts.sum(axis=0) > 0).tolist():
            of_sort = np.zeros((len(codes), len(sort)))
            of_sort[sort, np.arange(len(sort))] = self._counts[:, group, generation]
            journeys = of_sort @ self._towns
            for number in range(BANDS):
                sorts = np.flatnonzero(band == number)
                weights = self.market.weights(group, int(generation == FIRST), number)
                chance = weights / self._by_stratum(weights)[self._stratum]
                found.append(Kind(group, generation, number, sorts, journeys[sorts], chance))
        return found

    def _by_stratum(self, amounts: Floats) -> Floats:
        return summed(self._stratum, amounts, len(self.market.places.first) - 1)

    @cached_property
    def staff(self) -> Staff:
        """Who is expected to work where."""
        found = {True: np.zeros(len(self._stratum)), False: np.zeros(len(self._stratum))}
        for kind in self.kinds:
            people = kind.journeys.sum(axis=0)[:, None] * self._sectors[kind.band, :, kind.group]
            found[kind.group == NATIVE] += people.ravel()[self._stratum] * kind.chance
        return Staff(found[True], found[False])

    def sums(self, staff: Staff) -> Iterator[tuple[int, int, dict[str, Floats]]]:
        """What is added up, by cluster and sector, for each kind: its group and generation."""
        codes, _, sort = self._sorts
        people = self._counts.sum(axis=(1, 2))
        x = summed(sort, people * self.homes.native_share, len(codes))
        x /= np.maximum(summed(sort, people, len(codes)), 1)
        everyone = 1 + staff.native + staff.other
        shares = {True: (1 + staff.native) / everyone, False: staff.native / everyone}
        classes = {own: np.floor(100 * y + _EDGE).astype(np.int64) for own, y in shares.items()}
        for kind in self.kinds:
            own = kind.group == NATIVE
            found = self._met(kind, shares[own], classes[own], codes[kind.sorts] % CLASSES)
            found |= _with_home(found, x[kind.sorts])
            cluster = codes[kind.sorts] // CLASSES
            yield (
                kind.group,
                kind.generation,
                {name: _by_cluster(cluster, each) for name, each in found.items()},
            )

    def _met(self, kind: Kind, y: Floats, classes: Integers, home: Integers) -> dict[str, Floats]:
        """By sort of homes and sector: people, what they find at work, and who gains."""
        sectors = self._sectors[kind.band, :, kind.group]
        shape = (*sectors.shape, CLASSES)
        cell = self._stratum * CLASSES + classes
        part = summed(cell, kind.chance, int(np.prod(shape))).reshape(shape)
        beyond = np.cumsum(part[..., ::-1], axis=2)[..., ::-1]
        edge = np.minimum(home + _MORE, CLASSES - 1)
        gained = np.where(home + _MORE < CLASSES, beyond[..., edge] - _HALF * part[..., edge], 0.0)
        per_place = np.stack(
            [
                np.ones(sectors.shape),
                self._by_stratum(kind.chance * y).reshape(sectors.shape),
                self._by_stratum(kind.chance * y * y).reshape(sectors.shape),
                1 - beyond[..., _POOR],
            ]
        )
        people, of_y, of_yy, low = np.einsum(
            "ct,kts->kcs", kind.journeys, per_place * sectors, optimize=True
        )
        more = np.einsum("ct,ts,tsc->cs", kind.journeys, sectors, gained, optimize=True)
        poor = (home < _POOR)[:, None]
        return {
            "people": people,
            "y": of_y,
            "yy": of_yy,
            "both": poor * low,
            "gained": more,
            "poor": poor * people,
            "poor_gained": poor * more,
        }

    def at_home(self, group: int, generation: int) -> Floats:
        """Who works in the own municipality, by cluster and sector."""
        areas = np.arange(len(self._towns))
        own = self._counts[:, group, generation] * self._towns[areas, self.homes.municipality]
        bands = self.market.bands
        by_sector = own[:, None] * self._sectors[bands, self.homes.municipality, group]
        return _by_cluster(self.homes.cluster, by_sector)


def _with_home(found: dict[str, Floats], x: Floats) -> dict[str, Floats]:
    share = x[:, None]
    return {
        "x": share * found["people"],
        "xx": share**2 * found["people"],
        "xy": share * found["y"],
    }


def _by_cluster(cluster: Integers, rows: Floats) -> Floats:
    return np.stack([rows[cluster == each].sum(axis=0) for each in range(len(CLUSTERS))])
