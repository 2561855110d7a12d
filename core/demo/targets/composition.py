"""Residents of places by category, as far as a release tells."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa

from core.demo.geography.arrays import Floats, Truths
from core.errors import CoreError
from core.groups.scheme import ALL

ALMOST_ALL = "almost_all"
FEW = 10
"""Fewer people than this are not told apart from nobody."""


def not_of_whole_country(missing: str) -> CoreError:
    """What is said of a release that is too small for the published figures."""
    return CoreError(
        f"{missing} is not in this release; published figures are held against the whole "
        f"demo country: make that with python -m core demo"
    )


@dataclass(frozen=True)
class Composition:
    """Residents of some places in one year by category; one row per place."""

    places: tuple[str, ...]
    categories: tuple[str, ...]
    people: Floats
    hidden: Truths | None = None
    """Which groups of which places are withheld and stand here for a part of what is left."""

    def share(self, *categories: str) -> Floats:
        """The share of these categories together, in each place."""
        chosen = [self.categories.index(category) for category in categories]
        return np.asarray(self.people[:, chosen].sum(axis=1) / self.total)

    @cached_property
    def total(self) -> Floats:
        """The people of each place."""
        return np.asarray(self.people.sum(axis=1))

    @cached_property
    def difference(self) -> Floats:
        """The probability of difference of each place."""
        return np.asarray(1 - ((self.people / self.total[:, None]) ** 2).sum(axis=1))

    def row(self, place: str) -> int:
        """Where a place stands."""
        if place not in self.places:
            raise not_of_whole_country(place)
        return self.places.index(place)


def composed(rows: pa.Table, leaves: Sequence[str], *, protected: bool) -> Composition:
    """The rows of a release: of which ``protected`` ones tell why a count isn't there."""
    names, place = np.unique(rows["place"].to_numpy(zero_copy_only=False), return_inverse=True)
    categories = (ALL, *leaves)
    number = {category: i for i, category in enumerate(categories)}
    kept = np.array([number.get(each, -1) for each in rows["category"].to_pylist()])
    at = (place[kept >= 0], kept[kept >= 0])
    people = np.full((len(names), len(categories)), np.nan)
    people[at] = rows["people"].to_numpy(zero_copy_only=False)[kept >= 0]
    nearly = np.zeros(people.shape, np.bool_)
    if protected:
        nearly[at] = rows["reason"].to_numpy(zero_copy_only=False)[kept >= 0] == ALMOST_ALL
    people, hidden = _completed(people, nearly)
    return Composition(tuple(str(name) for name in names), tuple(leaves), people, hidden)


def _completed(people: Floats, nearly: Truths) -> tuple[Floats, Truths]:
    """The groups of places, whose first column has everyone, and which of them are a guess.

    What is withheld shares what the others leave; a group that is nearly everyone is that.
    """
    everyone = people[:, 0]
    groups = np.where(nearly, np.maximum(everyone - FEW / 2, 0)[:, None], people)[:, 1:]
    hidden = np.isnan(groups)
    rest = np.nan_to_num(np.maximum(everyone - np.nansum(groups, axis=1), 0))
    part = rest / np.maximum(hidden.sum(axis=1), 1)
    return np.where(hidden, part[:, None], groups), hidden
