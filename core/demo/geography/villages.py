"""Which villages and quarters of a municipality are large enough to be districts of their own."""

import numpy as np

from core.demo.geography import hague
from core.demo.geography.arrays import Floats, Integers, Truths, summed
from core.demo.geography.gazetteer import Localities
from core.demo.geography.selection import Selection

AREAS_PER_DISTRICT = 1.6
_OWN_DISTRICT_FROM = 0.6

Group = tuple[Integers, str | None]


def look_alikes(localities: Localities, selection: Selection) -> Truths:
    """Whether each locality is one of the named districts of The Hague."""
    codes = [each.code for each in selection.municipalities]
    in_city = localities.municipality == codes.index(hague.MUNICIPALITY)
    return np.asarray(in_city & np.isin(localities.name, hague.DISTRICTS))


class Villages:
    """Groups spots by the villages they belong to."""

    def __init__(
        self, localities: Localities, selection: Selection, locality: Integers, weight: Floats
    ) -> None:
        self._localities = localities
        self._look_alike = look_alikes(localities, selection)
        self._locality = locality
        self._weight = weight

    def groups(self, spots: Integers, districts: float) -> list[Group]:
        """Spots around each village that is about a district, small ones with the nearest one.

        A group has a name if it is a district that published figures are about.
        """
        present, inverse = np.unique(self._locality[spots], return_inverse=True)
        weight = summed(inverse, self._weight[spots], len(present))
        named = self._look_alike[present]
        large = (weight / weight.sum() * districts >= _OWN_DISTRICT_FROM) & ~named
        if not large.any():
            large[np.argmax(np.where(named, -1, weight))] = True
        centre = self._centres(present, large, named)
        return [
            (spots[centre[inverse] == i], self._localities.name[present[i]] if named[i] else None)
            for i in np.unique(centre)
        ]

    def _centres(self, present: Integers, large: Truths, named: Truths) -> Integers:
        """For each locality the large one it goes with; a named one stays by itself."""
        metres = self._localities.metres[present]
        away = ((metres[:, None] - metres[None]) ** 2).sum(axis=2)
        nearest = np.where(large[None], away, np.inf).argmin(axis=1)
        return np.asarray(np.where(named, np.arange(len(present)), nearest))

    def heart(self, municipality: int) -> Floats:
        """Where the largest locality of a municipality lies."""
        own = np.flatnonzero(self._localities.municipality == municipality)
        largest = own[np.argmax(self._localities.inhabitants[own])]
        return np.asarray(self._localities.metres[largest])
