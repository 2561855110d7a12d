"""Pupils choose a school: by distance, track, and who else goes there."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.demo.geography.arrays import Floats, Integers
from core.demo.people.choice import BRONZE, GOLDEN, SILVER, chosen_of_row, distances_m, told_apart
from core.demo.people.members import People
from core.demo.people.parameters import Parameters
from core.demo.people.residents import GROUPS, NATIVE
from core.demo.people.schools import TRACKS, Schools
from core.demo.people.town import Town
from core.groups.origin import ORIGIN_2005
from core.groups.setting import LEVEL

NEAREST = 64
"""Schools that a pupil considers."""
FIRST_YEARS_SHARE = 0.38
"""Two of about five years; those pupils have no level yet."""
_FIRST_YEARS = LEVEL.leaves.index("first_years")
_ROUNDS = 7
WISH_UNIT = 0.25
"""A gap between wish and school of this size counts as one match lever."""
_EVERY_SCHOOL = 1e-5
"""A track that no school around teaches is found at any of them."""

TRACKS_OF_GROUP = {
    "dutch": (0.03, 0.27, 0.25, 0.22, 0.23),
    "western": (0.03, 0.26, 0.24, 0.23, 0.24),
    "turkish": (0.06, 0.5, 0.22, 0.14, 0.08),
    "moroccan": (0.06, 0.51, 0.22, 0.13, 0.08),
    "surinamese": (0.06, 0.4, 0.25, 0.18, 0.11),
    "antillean": (0.07, 0.44, 0.23, 0.16, 0.1),
    "other_non_western": (0.05, 0.34, 0.22, 0.19, 0.2),
}
"""How pupils of each group divide over the tracks."""
PUPILS_BY_GROUP = {
    "dutch": 79.3,
    "western": 6.6,
    "turkish": 3.6,
    "moroccan": 3.5,
    "surinamese": 2.6,
    "antillean": 1.0,
    "other_non_western": 3.4,
}
"""How the pupils of the first year divide over the groups, in per cent."""
PUPILS_OF_GENERATION = (1.0, 0.42, 1.35)
"""Pupils per resident: native, first and second generation."""
_FAMILIES = ("dutch", "western")
"""Groups of which fewer have children of that age in the cities."""


def pupils_per_resident(homes: Town, parameters: Parameters) -> Floats:
    """In proportion, by area, origin and generation; the groups as laid down."""
    lean = np.array([parameters.family_areas[group] for group in ORIGIN_2005.leaves])
    of_area = np.exp(lean * (homes.native_share[:, None] - 0.8))
    for group in _FAMILIES:
        city = np.array(parameters.city_pupils)[homes.cluster]
        of_area[:, ORIGIN_2005.leaves.index(group)] *= city
    rate = of_area[..., None] * np.array(PUPILS_OF_GENERATION)
    wanted = np.array([PUPILS_BY_GROUP[group] for group in ORIGIN_2005.leaves])
    return np.asarray(rate * (wanted / (homes.residents * rate).sum(axis=(0, 2)))[:, None])


@dataclass(frozen=True, eq=False)
class Choice:
    """How the pupils of one year divide over schools."""

    homes: Town
    schools: Schools
    people: People
    parameters: Parameters

    def taken(self, chance: np.random.Generator) -> tuple[Integers, Integers]:
        """The school and the level of each pupil."""
        shares, balance = self._settled()
        school, level = (np.empty(len(self.people), dtype=np.int64) for _ in range(2))
        seed = int(chance.integers(2**40))
        draws = tuple(told_apart(self.people.cell, seed, (GOLDEN, SILVER, BRONZE)))
        for group in range(GROUPS):
            attraction = self._attraction(group, shares)
            members = np.flatnonzero(self.people.origin == group)
            track = self._tracks(group, draws[0][members])
            for number, name in enumerate(TRACKS):
                who = members[track == number]
                weights = attraction * self._offered(number, balance)
                area = self.people.area[who]
                school[who] = self._near[area, chosen_of_row(weights, area, draws[1][who])]
                is_new = draws[2][who] < FIRST_YEARS_SHARE
                level[who] = np.where(is_new, _FIRST_YEARS, LEVEL.leaves.index(name))
        return school, level

    def _tracks(self, group: int, draw: Floats) -> Integers:
        until = np.cumsum(self._track_shares[group])
        return np.asarray(np.searchsorted(until / until[-1], draw, side="right"))

    @cached_property
    def _track_shares(self) -> Floats:
        return np.array([TRACKS_OF_GROUP[group] for group in ORIGIN_2005.leaves])

    @cached_property
    def _near(self) -> Integers:
        """The schools that each area's pupils consider."""
        far = distances_m(self.homes.metres, self.homes.metres[self.schools.area])
        count = min(NEAREST, len(self.schools))
        return np.argsort(far, axis=1, kind="stable")[:, :count]

    @cached_property
    def _nearness(self) -> Floats:
        there = self.homes.metres[self.schools.area[self._near]]
        away = np.sqrt(((there - self.homes.metres[:, None, :]) ** 2).sum(axis=2))
        reach = np.array(self.parameters.school_reach_m)[self.homes.cluster]
        own = self.homes.municipality[self.schools.area[self._near]]
        same = own == self.homes.municipality[:, None]
        return np.asarray(np.exp(-away / reach[:, None] + self.parameters.own_town_school * same))

    @cached_property
    def _wish(self) -> Floats:
        """The share of Dutch pupils that each group would like to find, by area.

        Below nought no school is as wished, and those with the fewest come nearest.
        """
        follow = [self.parameters.school_follow[group] for group in ORIGIN_2005.leaves]
        offset = [self.parameters.school_wish[group] for group in ORIGIN_2005.leaves]
        cluster = self.homes.cluster
        wish = np.array(follow)[:, cluster] * self.homes.native_share + np.array(offset)[:, cluster]
        return np.asarray(np.minimum(wish, 1.0))

    def _attraction(self, group: int, shares: Floats) -> Floats:
        """Area by considered school: how much it draws a group, whatever the track."""
        cluster = self.homes.cluster
        unlike = (shares[self._near] - self._wish[group][:, None]) / WISH_UNIT
        attracts = -np.array(self.parameters.school_match)[cluster][:, None] * unlike**2
        own = self.parameters.school_character.get(ORIGIN_2005.leaves[group])
        if own is not None:
            attracts += np.array(own)[cluster][:, None] * self.schools.character[self._near]
        return np.asarray(self._nearness * np.exp(attracts))

    def _offered(self, level: int, balance: Floats) -> Floats:
        """Area by considered school: how much room each has on a track."""
        offered = (self.schools.tracks[:, level] + _EVERY_SCHOOL) * self.schools.size * balance
        return np.asarray(offered[self._near])

    def _settled(self) -> tuple[Floats, Floats]:
        """Expected native shares of schools, and what keeps them at their size."""
        count = len(self.schools)
        shares = self.homes.native_share[self.schools.area]
        balance = np.ones(count)
        for _ in range(_ROUNDS):
            flows = self._flows(shares, balance)
            total = flows.sum(axis=0)
            shares = 0.5 * shares + 0.5 * flows[NATIVE] / np.maximum(total, 1e-9)
            wanted = self.schools.size / self.schools.size.sum() * total.sum()
            balance = balance * np.clip(wanted / np.maximum(total, 1e-9), 0.3, 3) ** 0.7
        return shares, balance

    def _flows(self, shares: Floats, balance: Floats) -> Floats:
        """Expected pupils by group and school."""
        flows = np.zeros((GROUPS, len(self.schools)))
        offered = [self._offered(level, balance) for level in range(len(TRACKS))]
        for group in range(GROUPS):
            attraction = self._attraction(group, shares)
            drawn = np.zeros(attraction.shape)
            for level, there in enumerate(offered):
                drawn += there * self._per_weight(group, level, attraction, there)[:, None]
            people = (drawn * attraction).ravel()
            flows[group] = np.bincount(self._near.ravel(), people, len(self.schools))
        return flows

    def _per_weight(self, group: int, level: int, attraction: Floats, offered: Floats) -> Floats:
        """Expected pupils of each area for every unit of weight that its schools have."""
        part = self._track_shares[group, level] * self._pupils[group]
        return np.asarray(part / np.einsum("ij,ij->i", attraction, offered))

    def expected(self) -> tuple[Floats, Integers, Iterator[tuple[int, int, Floats]]]:
        """What the draws come to without any luck.

        The native share of each school, the schools that each area considers, and the pupils
        that go from each area to each of these, by group and track.
        """
        shares, balance = self._settled()
        flows = self._flows(shares, balance)
        natives = flows[NATIVE] / np.maximum(flows.sum(axis=0), 1e-9)
        return natives, self._near, self._parts(shares, balance)

    def _parts(self, shares: Floats, balance: Floats) -> Iterator[tuple[int, int, Floats]]:
        offered = [self._offered(level, balance) for level in range(len(TRACKS))]
        for group in range(GROUPS):
            attraction = self._attraction(group, shares)
            for level, there in enumerate(offered):
                rate = self._per_weight(group, level, attraction, there)
                yield group, level, attraction * there * rate[:, None]

    @cached_property
    def _pupils(self) -> Floats:
        areas = len(self.homes.metres)
        place = self.people.origin * areas + self.people.area
        counts = np.bincount(place, minlength=GROUPS * areas).reshape(GROUPS, areas)
        return counts.astype(np.float64)
