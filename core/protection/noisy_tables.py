"""A whole cube protected by noise, part by part, as the tables of a release."""

from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np

from core.cube.composition import Composition
from core.cube.cube import Cube, Part
from core.cube.labelled import Nodes
from core.groups.origin import NATIVE_2005, ORIGIN_2005
from core.groups.scheme import Scheme
from core.groups.setting import Setting
from core.protection.arrays import Real, Whole
from core.protection.class_tables import accumulation_rows, compensation_rows
from core.protection.composition_tables import (
    Residents,
    composition_rows,
    judged,
    narrowed,
    residents_of,
    shown_shares,
)
from core.protection.node_counts import CountedYear
from core.protection.node_tables import (
    mean_sums,
    opportunity_rows,
    unknown_areas,
)
from core.protection.place_tree import PlaceTree, place_tree, small_parents
from core.protection.protection import Protection
from core.protection.relation_tables import relation_rows
from core.protection.release_table import ReleaseTable


class NoisyTables:
    """Makes the tables of a cube whose counts come with their key sums.

    Parts of one setting and year come together, in the cube's order.
    """

    def __init__(self, counted: Cube, protection: Protection) -> None:
        self._cube, self._protection = counted, protection
        self._places = counted.geography
        self._thresholds: Sequence[int] = counted.lattice.thresholds
        self._year: tuple[Setting, int, CountedYear] | None = None
        self._area_shares: dict[int, Real] = {}

    def of_composition(self, found: Composition) -> ReleaseTable:
        """The table of one composition."""
        return composition_rows(found, self._judged(found), self._places, self._protection.profile)

    @cached_property
    def _tree(self) -> PlaceTree:
        return place_tree(self._places, small_places(self._cube))

    @cached_property
    def _larger(self) -> PlaceTree:
        return place_tree(self._places)

    def _judged(self, found: Composition) -> Residents:
        profile = self._protection.profile
        people = residents_of(found, self._protection)
        residents = judged(people, found.keys, self._tree, found.scheme, profile)
        if _same(found.scheme, ORIGIN_2005):
            shares = shown_shares(residents, found.scheme, NATIVE_2005, profile)
            self._area_shares[found.year] = shares
        return residents

    def _shares_of(self, year: int) -> Real:
        """What is published of the areas of a year; worked out here where it wasn't before.

        Of the composition as much as it depends on, which is judged as the whole would be.
        """
        if year not in self._area_shares:
            self._area_shares[year] = unknown_areas(self._places)
            for found in self._cube.compositions_of(year, (ORIGIN_2005,)):
                self._judged(narrowed(found, NATIVE_2005))
        return self._area_shares[year]

    def of_part(self, part: Part) -> Iterator[ReleaseTable]:
        """The tables of one part of the cube."""
        year = self._counted_year(part)
        nodes = Nodes(part.setting, part.year, part.breakdown, self._places)
        means = year.means(part)
        sums = mean_sums(means, part.setting, self._protection)
        yield opportunity_rows(means, sums, nodes, self._shares_of(part.year))
        yield relation_rows(part, means, sums, nodes, self._protection)
        classes = year.classes(part, means.written)
        yield from accumulation_rows(classes, nodes, self._thresholds)
        yield compensation_rows(classes, nodes, self._thresholds)

    def _counted_year(self, part: Part) -> CountedYear:
        if self._year is None or self._year[:2] != (part.setting, part.year):
            fresh = CountedYear(part.setting, self._cube, self._protection, self._larger)
            self._year = (part.setting, part.year, fresh)
        return self._year[2]


def _same(one: Scheme, other: Scheme) -> bool:
    return one.code == other.code


def small_places(counted: Cube) -> dict[int, tuple[int, ...]]:
    """The parents of districts, neighbourhoods and home areas within one another."""
    number = {code: position for position, (code, _, _) in enumerate(counted.places)}
    around = {
        level: {
            number[code]: number[parent]
            for code, own, parent in counted.places
            if own == level and parent is not None
        }
        for level in ("neighbourhood", "district")
    }
    found = counted.engine.rows(
        "SELECT DISTINCT home_area, neighbourhood FROM residents ORDER BY home_area, neighbourhood"
    )
    pairs: Whole = np.stack(
        [np.array(found[name].to_pylist(), np.int64) for name in ("home_area", "neighbourhood")]
    )
    return small_parents(pairs, around["neighbourhood"], around["district"])
