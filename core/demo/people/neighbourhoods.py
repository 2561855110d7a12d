"""How many people of each kind live in each neighbourhood, year by year."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from core.demo.geography.arrays import Floats, Integers, Truths
from core.demo.geography.country import DemoGeography
from core.demo.geography.draws import noise, uniform
from core.demo.people.hague import district_shares
from core.demo.people.kinds import DUTCH, kinds
from core.demo.people.municipalities import Populations
from core.demo.people.parameters import Parameters
from core.demo.people.raking import logit, raked_within, shifted_to_mean
from core.demo.people.sides import sides
from core.groups.origin import ORIGIN_2005
from core.places.clusters import CLUSTERS, cluster_of

SEED = 20050202
GATHERING_YEAR = 2005
_ROUNDS = 25
_WAVES_M = (6000.0, 2500.0)
"""Rich and poor sides of a town are kilometres wide; single areas differ besides."""
_OWN_PLACE = 0.4
_CHANCE_BESIDE_SIDES = 0.5
"""How much the waves count where it is laid down which sides have many Dutch."""
_CLUSTERING_WAVE_M = 3000.0


@dataclass(frozen=True, eq=False)
class Settlement:
    """Where people live: neighbourhoods in the order of their postcode areas.

    All arrays have one row per neighbourhood; municipalities are positions.
    """

    codes: tuple[str, ...]
    postcode_area: Integers
    """Position in ``areas``, ascending."""
    municipality: Integers
    inhabitants: Floats
    metres: Floats
    areas: tuple[str, ...]
    laid_down: Floats
    """Shares of each kind where they are laid down, else NaN."""
    cluster: Integers
    """Position in CLUSTERS."""
    sides: Floats
    """How much more Dutch the side of the town is that a neighbourhood lies on, if laid down."""


def settlement(geography: DemoGeography) -> Settlement:
    """The neighbourhoods of a demo country."""
    rows = geography.neighbourhoods.sort_values(
        ["postcode_area_code", "neighbourhood_code"], kind="stable"
    )
    codes = [each.code for each in geography.selection.municipalities]
    areas, area = np.unique(np.array(rows["postcode_area_code"].tolist()), return_inverse=True)
    municipality = np.array([codes.index(code) for code in rows["municipality_code"]])
    clusters = np.array([CLUSTERS.index(cluster_of(code)) for code in codes])
    metres = rows[["x_m", "y_m"]].to_numpy()
    return Settlement(
        codes=tuple(rows["neighbourhood_code"]),
        postcode_area=area,
        municipality=municipality,
        inhabitants=rows["inhabitants"].to_numpy().astype(np.float64),
        metres=metres,
        areas=tuple(str(code) for code in areas),
        laid_down=_laid_down(rows["district_code"], geography.hague_districts),
        cluster=clusters[municipality],
        sides=sides(metres, municipality, tuple(codes)),
    )


def _laid_down(district: pd.Series, names: dict[str, str]) -> Floats:
    shares = np.full((len(district), len(kinds().codes)), np.nan)
    for name, code in names.items():
        shares[(district == code).to_numpy()] = district_shares(name)
    return shares


@dataclass(frozen=True, eq=False)
class Composition:
    """The expected people of every neighbourhood."""

    settled: Settlement
    populations: Populations
    parameters: Parameters

    def people(self, year: int) -> Floats:
        """Neighbourhood by kind, in expected people."""
        order = self._order
        wanted = self.populations.people(year)
        total = self._weight * wanted.sum(axis=1)[self.settled.municipality]
        fixed = np.where(self._is_fixed[:, None], self.settled.laid_down, 0) * total[:, None]
        free = np.where(self._is_fixed, 0, total)
        rest = wanted - _by_group(self.settled.municipality, fixed, len(wanted))
        dutch = free * self._dutch_shares(free, rest)
        foreign = free - dutch
        rest[:, DUTCH] = 0
        table = np.empty_like(fixed)
        table[order] = raked_within(
            self._pattern(year)[order],
            foreign[order],
            self.settled.municipality[order],
            np.maximum(rest, 0),
            _ROUNDS,
        )
        table[:, DUTCH] = dutch
        return np.asarray(table + fixed)

    @cached_property
    def _order(self) -> Integers:
        return np.argsort(self.settled.municipality, kind="stable")

    @cached_property
    def _is_fixed(self) -> Truths:
        return ~np.isnan(self.settled.laid_down[:, 0])

    @cached_property
    def _weight(self) -> Floats:
        """Each neighbourhood's part of the people of its municipality."""
        people = self.settled.inhabitants
        return people / np.bincount(self.settled.municipality, people)[self.settled.municipality]

    def _dutch_shares(self, people: Floats, rest: Floats) -> Floats:
        """Shares with a Dutch background that make each municipality's, in its free part."""
        mean = np.clip(rest[:, DUTCH] / rest.sum(axis=1), 0.005, 0.995)
        log_odds = logit(mean)[self.settled.municipality] + self._spread * self._difference
        weight = np.maximum(people, 1e-6)
        return shifted_to_mean(log_odds, weight, self.settled.municipality, mean)

    @cached_property
    def _spread(self) -> Floats:
        return np.array(self.parameters.spread)[self.settled.cluster]

    @cached_property
    def _difference(self) -> Floats:
        """How far each neighbourhood is from its municipality's middle, in standard deviations."""
        town = self.settled
        surfaces = [noise(SEED + i, town.metres, wave) for i, wave in enumerate(_WAVES_M)]
        waves = np.sum(surfaces, axis=0)
        area = town.postcode_area
        own = normal(SEED + 10, area)
        first = np.flatnonzero(np.diff(area, prepend=-1))
        chance = _standardized(waves[first][area], town.municipality)
        known = _standardized(town.sides[first][area], town.municipality)
        part = np.where(known == 0, 1.0, _CHANCE_BESIDE_SIDES)
        between = _standardized(known + part * chance + _OWN_PLACE * own, town.municipality)
        power = np.array(self.parameters.contrast)[town.cluster]
        between = _standardized(np.sign(between) * np.abs(between) ** power, town.municipality)
        within = normal(SEED + 11, np.arange(len(area)))
        return np.asarray(between + self.parameters.mixing * within)

    def _pattern(self, year: int) -> Floats:
        """How the kinds divide over neighbourhoods, before totals are met."""
        lever = self.parameters
        years = year - GATHERING_YEAR
        strength = np.zeros(len(kinds().codes))
        for group, gathering in lever.gathering.items():
            weaker = 1 - lever.deconcentration.get(group, 0.0) * years
            strength[kinds().origin_2005 == ORIGIN_2005.leaves.index(group)] = gathering * weaker
        pattern = np.exp(-(self._spread * self._difference)[:, None] * strength[None, :])
        pattern *= np.exp(lever.clustering * self._own_places)
        pattern[:, DUTCH] = 0
        return np.asarray(pattern)

    @cached_property
    def _own_places(self) -> Floats:
        """Where each kind has its own places, apart from how many Dutch live there."""
        town = self.settled
        columns = [
            1.7 * noise(SEED + 100 + kind, town.metres, _CLUSTERING_WAVE_M)
            + 0.6 * normal(SEED + 200 + kind, town.postcode_area)
            for kind in range(len(kinds().codes))
        ]
        return np.column_stack(columns)


def _by_group(group: Integers, table: Floats, count: int) -> Floats:
    return np.column_stack([np.bincount(group, column, count) for column in table.T])


def normal(seed: int, keys: Integers) -> Floats:
    """Nearly normal numbers, one per key: the sum of twelve uniform ones."""
    return np.asarray(sum(uniform(seed, keys, np.full(len(keys), i)) for i in range(12)) - 6.0)


def _standardized(values: Floats, group: Integers) -> Floats:
    count = np.bincount(group)
    mean = np.bincount(group, values) / count
    off = values - mean[group]
    deviation = np.sqrt(np.bincount(group, off**2) / count)
    return np.asarray(off / np.maximum(deviation, 1e-9)[group])
