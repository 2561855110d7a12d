"""The residents of a year, as counted rows of a bundle."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from core.bundle.schema import RESIDENTS
from core.demo.geography.arrays import Floats, Integers
from core.demo.people.kinds import DUTCH, kinds
from core.demo.people.neighbourhoods import Settlement
from core.demo.people.rounding import whole
from core.groups.origin import ORIGIN_2005
from core.groups.person import GENDER, GENERATION
from core.protection.synthetic import RESIDENTS as RESIDENTS_KEY
from core.protection.synthetic import synthetic_keys

NATIVE, FIRST, SECOND = (GENERATION.leaves.index(code) for code in ("native", "first", "second"))


@dataclass(frozen=True, eq=False)
class Residents:
    """Whole people by neighbourhood and cell; a cell is a kind of one generation."""

    people: Integers
    """Neighbourhood by cell."""
    kind: Integers
    generation: Integers

    def by_area(self, settled: Settlement) -> Integers:
        """Postcode area by cell."""
        starts = np.flatnonzero(np.diff(settled.postcode_area, prepend=-1))
        return np.asarray(np.add.reduceat(self.people, starts))

    def native_share(self, settled: Settlement) -> Floats:
        """The share with a Dutch background of each postcode area."""
        by_area = self.by_area(settled)
        native = by_area[:, self.generation == NATIVE].sum(axis=1)
        return np.asarray(native / np.maximum(by_area.sum(axis=1), 1))


def residents(expected: Floats, year: int) -> Residents:
    """Whole people from the expected numbers of neighbourhood by kind."""
    second = kinds().second_share(year)
    foreign = np.flatnonzero(np.arange(len(second)) != DUTCH)
    kind = np.concatenate([[DUTCH], np.repeat(foreign, 2)])
    generation = np.concatenate([[NATIVE], np.tile([FIRST, SECOND], len(foreign))])
    part = np.where(generation == FIRST, 1 - second[kind], second[kind])
    part[0] = 1.0
    people = whole(expected[:, kind] * part, round(float(expected.sum())))
    return Residents(people, kind, generation)


def resident_rows(
    living: Residents, settled: Settlement, year: int, place_ids: dict[str, int]
) -> pa.Table:
    """Rows by neighbourhood, kind, generation and gender, sorted by home area."""
    women = (living.people + (np.indices(living.people.shape).sum(axis=0) % 2)) // 2
    both = np.stack([women, living.people - women], axis=-1)
    neighbourhood, cell, gender = np.nonzero(both)
    areas = np.array([place_ids[code] for code in settled.areas])
    neighbourhoods = np.array([place_ids[code] for code in settled.codes])
    kind = living.kind[cell]
    columns = {
        "year": np.full(len(cell), year),
        "home_area": areas[settled.postcode_area[neighbourhood]],
        "neighbourhood": neighbourhoods[neighbourhood],
        "origin_18": kinds().origin_18[kind],
        "origin_2005": kinds().origin_2005[kind],
        "generation": living.generation[cell],
        "gender": gender,
        "people": both[neighbourhood, cell, gender],
    }
    people = both[neighbourhood, cell, gender]
    columns["key_sum"] = synthetic_keys(
        RESIDENTS_KEY, columns["neighbourhood"], cell, gender, people
    )
    order = np.argsort(columns["home_area"], kind="stable")
    return pa.table(
        {
            field.name: pa.array(columns[field.name][order].astype(field.type.to_pandas_dtype()))
            for field in RESIDENTS.columns
        },
        schema=RESIDENTS.columns,
    )


GROUPS = len(ORIGIN_2005.leaves)
GENDERS = len(GENDER.leaves)
