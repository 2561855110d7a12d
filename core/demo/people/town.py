"""One year's home areas as pupils and employees see them."""

from dataclasses import dataclass

import numpy as np

from core.demo.geography.arrays import Floats, Integers
from core.demo.people.kinds import kinds
from core.demo.people.members import People
from core.demo.people.neighbourhoods import Settlement
from core.demo.people.residents import GENDERS, GROUPS, Residents
from core.demo.people.rounding import whole
from core.groups.person import GENERATION

GENERATIONS = len(GENERATION.leaves)


@dataclass(frozen=True, eq=False)
class Town:
    """Postcode areas with their residents; arrays have one row per postcode area."""

    metres: Floats
    municipality: Integers
    cluster: Integers
    native_share: Floats
    residents: Floats
    """Area by origin (leaf of ORIGIN_2005) by generation."""
    municipality_metres: Floats
    """Where the people of each municipality live on average."""

    @property
    def municipalities(self) -> int:
        """How many municipalities there are."""
        return len(self.municipality_metres)

    def people(self, per_resident: Floats, total: int) -> People:
        """As many people, living where residents of their origin and generation live.

        ``per_resident`` is in proportion, by area, origin and generation.
        """
        expected = self.residents * per_resident
        both = np.repeat(expected[..., None] / GENDERS, GENDERS, axis=-1)
        counts = whole(both, total)
        area, origin, generation, gender = np.nonzero(counts)
        times = counts[area, origin, generation, gender]
        return People(*(np.repeat(each, times) for each in (area, origin, generation, gender)))


def town(settled: Settlement, living: Residents) -> Town:
    """The home areas of a year."""
    starts = np.flatnonzero(np.diff(settled.postcode_area, prepend=-1))
    by_area = living.by_area(settled)
    residents = np.zeros((len(starts), GROUPS, GENERATIONS))
    for cell, (kind, generation) in enumerate(zip(living.kind, living.generation, strict=True)):
        residents[:, kinds().origin_2005[kind], generation] += by_area[:, cell]
    area, people = settled.postcode_area, settled.inhabitants
    municipality = settled.municipality[starts]
    return Town(
        metres=_middles(settled.metres, area, people),
        municipality=municipality,
        cluster=settled.cluster[starts],
        native_share=living.native_share(settled),
        residents=residents,
        municipality_metres=_middles(settled.metres, settled.municipality, people),
    )


def _middles(metres: Floats, group: Integers, weight: Floats) -> Floats:
    total = np.bincount(group, weight)
    return np.column_stack(
        [np.bincount(group, weight * axis) / np.maximum(total, 1e-9) for axis in metres.T]
    )
