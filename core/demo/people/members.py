"""Pupils and employees as rows of a bundle, packed in whole numbers while they are many."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from core.bundle.schema import ROWS_PER_GROUP, SCHOOL
from core.demo.geography.arrays import Integers, Truths
from core.protection.synthetic import Keys, synthetic_keys

COLUMNS = SCHOOL.columns
_AREA_BITS, _ORIGIN_BITS, _GENERATION_BITS, _GENDER_BITS, _STRATUM_BITS = 13, 3, 2, 1, 3


@dataclass(frozen=True, eq=False)
class People:
    """Pupils or employees before they have chosen: one element per person.

    ``area`` is a position among the postcode areas; the others are leaf positions.
    """

    area: Integers
    origin: Integers
    generation: Integers
    gender: Integers

    def __len__(self) -> int:
        return len(self.area)

    @property
    def cell(self) -> Integers:
        """One number for those who live together and are alike."""
        number = self.area
        for column, bits in (
            (self.origin, _ORIGIN_BITS),
            (self.generation, _GENERATION_BITS),
            (self.gender, _GENDER_BITS),
        ):
            number = (number << bits) | column
        return number


class Choices(NamedTuple):
    """People with what they chose: the unit that they go to, and the level or sector there."""

    people: People
    unit: Integers
    stratum: Integers


def packed(people: People, unit: Integers, stratum: Integers) -> Integers:
    """One number per person from which all columns follow, in the order of the units."""
    number = unit
    for column, bits in (
        (people.area, _AREA_BITS),
        (people.origin, _ORIGIN_BITS),
        (people.generation, _GENERATION_BITS),
        (people.gender, _GENDER_BITS),
        (stratum, _STRATUM_BITS),
    ):
        number = (number << bits) | column
    return np.sort(number)


def _rank_among_same(members: Integers) -> Integers:
    """For sorted members, which of those alike in everything each one is."""
    if not len(members):
        return np.zeros(0, np.int64)
    starts = np.flatnonzero(np.diff(members, prepend=members[0] - 1))
    return np.arange(len(members)) - np.repeat(starts, np.diff(starts, append=len(members)))


def _unpacked(number: Integers) -> tuple[Integers, ...]:
    """Stratum, gender, generation, origin, area and unit."""
    columns = []
    for bits in (_STRATUM_BITS, _GENDER_BITS, _GENERATION_BITS, _ORIGIN_BITS, _AREA_BITS):
        columns.append(number & ((1 << bits) - 1))
        number = number >> bits
    return (*columns, number)


@dataclass(frozen=True, eq=False)
class Members:
    """The members of all units of one setting, year by year."""

    by_year: Mapping[int, Integers]
    """Packed members."""
    municipality_of_unit: Integers
    """place_id of the municipality of each unit."""
    area_ids: Integers
    """place_id of each postcode area."""
    kind: int
    """Whose keys they have: those of pupils or of jobs."""

    def rows(self) -> Iterator[pa.Table]:
        """Rows sorted by year and unit, units numbered without gaps."""
        used = self._used()
        number = np.cumsum(used) - 1
        for year, members in self.by_year.items():
            same = _rank_among_same(members)
            for start in range(0, len(members), ROWS_PER_GROUP):
                part = slice(start, start + ROWS_PER_GROUP)
                keys = synthetic_keys(self.kind, members[part], same[part])
                yield self._table(year, members[part], number, keys)

    def _used(self) -> Truths:
        used = np.zeros(len(self.municipality_of_unit), dtype=np.bool_)
        for members in self.by_year.values():
            used[_unpacked(members)[-1]] = True
        return used

    def _table(self, year: int, members: Integers, number: Integers, keys: Keys) -> pa.Table:
        stratum, gender, generation, origin, area, unit = _unpacked(members)
        columns = {
            "year": np.full(len(members), year),
            "home_area": self.area_ids[area],
            "unit": number[unit],
            "unit_municipality": self.municipality_of_unit[unit],
            "origin": origin,
            "generation": generation,
            "gender": gender,
            "stratum": stratum,
            "record_key": keys,
        }
        arrays = [
            pa.array(columns[field.name].astype(field.type.to_pandas_dtype())) for field in COLUMNS
        ]
        return pa.Table.from_arrays(arrays, schema=COLUMNS)
