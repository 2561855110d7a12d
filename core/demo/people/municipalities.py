"""How many people of each kind live in each municipality, year by year."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.demo.geography.arrays import Floats, Integers
from core.demo.geography.draws import uniform
from core.demo.geography.gazetteer import Municipality
from core.demo.people.kinds import DUTCH, kinds
from core.demo.people.parameters import Parameters
from core.demo.people.profiles import DIVERSITY_OF_PROVINCE, growth, leanings, profiles
from core.demo.people.raking import logistic, logit, raked
from core.places.regions import PROVINCE_OF_COROP

PROFILE_YEAR = 2015
"""The year of the shares that are laid down."""
NON_WESTERN_YEAR = 2005
_SEED = 20050101


@dataclass(frozen=True, eq=False)
class Populations:
    """The people of the municipalities of one demo country."""

    municipalities: tuple[Municipality, ...]
    inhabitants: Integers
    """Of each municipality around 2012."""
    scale: float
    parameters: Parameters

    def people(self, year: int) -> Floats:
        """Municipality by kind, in expected people."""
        total = self.totals(year)
        dutch = total * self._dutch_shares(year)
        table = raked(self._pattern, total - dutch, self._nationwide(year) * self._foreign)
        table[:, DUTCH] = dutch
        return table

    def totals(self, year: int) -> Floats:
        """The people of each municipality: all grow alike."""
        growth = float(self._nationwide(year).sum() / self.inhabitants.sum())
        return np.asarray(self.inhabitants * growth)

    def _nationwide(self, year: int) -> Floats:
        return np.asarray(kinds().people(year) * self.scale)

    @cached_property
    def _foreign(self) -> Floats:
        return np.asarray(np.arange(len(kinds().codes)) != DUTCH, dtype=np.float64)

    def _dutch_shares(self, year: int) -> Floats:
        """Shares with a Dutch background, moved from the profile year to the national share."""
        weight = self.totals(year)
        wanted = kinds().people(year)[DUTCH] / kinds().people(year).sum()
        log_odds, pace = logit(self._profile_shares), growth(self.municipalities)
        low, high = -4.0, 4.0
        for _ in range(60):
            middle = (low + high) / 2
            found = (weight * logistic(log_odds + pace * middle)).sum() / weight.sum()
            low, high = (middle, high) if found < wanted else (low, middle)
        return logistic(log_odds + pace * middle)

    @cached_property
    def _profile_shares(self) -> Floats:
        """Shares with a Dutch background as laid down, or else by rank."""
        known = profiles()
        shares = np.array(
            [
                known[each.code].dutch_2015 if each.code in known else np.nan
                for each in self.municipalities
            ]
        )
        missing = np.flatnonzero(np.isnan(shares))
        order = missing[np.argsort(self._diversity()[missing], kind="stable")]
        shares[order] = self._shares_by_rank(order, shares)
        return shares

    def _shares_by_rank(self, order: Integers, shares: Floats) -> Floats:
        """From the most homogeneous on: above 90 %, then between, then clearly below 83 %."""
        lever = self.parameters
        weight = self.inhabitants / self.inhabitants.sum()
        above = [weight[shares >= least].sum() for least in (0.9, 0.83)]
        until = np.cumsum(weight[order])
        edges = np.array(
            [0.0, lever.homogeneous_people - above[0], lever.fairly_homogeneous_people - above[1]]
        )
        edges = np.append(np.maximum.accumulate(np.maximum(edges, 0)), until[-1])
        lows = (0.968, 0.893, lever.average_dutch_most)
        highs = (0.905, 0.848, lever.average_dutch_least)
        band = np.clip(np.searchsorted(edges, until, side="left") - 1, 0, 2)
        width = np.maximum(edges[band + 1] - edges[band], 1e-9)
        within = np.clip((until - edges[band]) / width, 0, 1)
        low = np.take(lows, band)
        return np.asarray(low + within * (np.take(highs, band) - low))

    def _diversity(self) -> Floats:
        """Where each municipality stands in the order from homogeneous to diverse."""
        of_region = [
            DIVERSITY_OF_PROVINCE[PROVINCE_OF_COROP[each.corop]] for each in self.municipalities
        ]
        real_size = np.array([each.inhabitants for each in self.municipalities])
        codes = np.array([int(each.code[2:]) for each in self.municipalities])
        return np.asarray(
            np.array(of_region) + 0.6 * np.log(real_size / 25_000) + 1.2 * uniform(_SEED, codes)
        )

    @cached_property
    def _pattern(self) -> Floats:
        """Leanings, adapted where the share of non-western residents is laid down."""
        pattern = leanings(self.municipalities)
        known = profiles()
        own = [known.get(each.code) for each in self.municipalities]
        wanted = np.array(
            [each.non_western_2005 if each and each.non_western_2005 else np.nan for each in own]
        )
        laid_down = np.flatnonzero(~np.isnan(wanted))
        total = self.totals(NON_WESTERN_YEAR)
        foreign = total * (1 - self._dutch_shares(NON_WESTERN_YEAR))
        non_western = kinds().origin_2005 > 1
        for _ in range(12):
            table = raked(pattern, foreign, self._nationwide(NON_WESTERN_YEAR) * self._foreign, 15)
            found = table[:, non_western].sum(axis=1) / foreign
            goal = np.clip(wanted * total / foreign, 0.02, 0.98)
            times = goal / (1 - goal) * (1 - found) / found
            pattern[np.ix_(laid_down, np.flatnonzero(non_western))] *= times[laid_down, None]
        return pattern
