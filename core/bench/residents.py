"""Residents drawn for a made-up country, as counted rows."""

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from core.bench.country import NEIGHBOURHOODS_PER_AREA, Country, Integers, typed_table
from core.bundle.schema import RESIDENTS
from core.groups.origin import ORIGIN_18, ORIGIN_2005
from core.protection.synthetic import RESIDENTS as RESIDENTS_KEY
from core.protection.synthetic import synthetic_keys

EXACT_SHARE_EVERY = 10
"""Every tenth area's native share is a whole number of twentieths, so that people
stand exactly on the edges of the bands."""

FINE_ORIGINS = (
    ("western", ("belgium", "indonesia", "anglo_saxon", "german_speaking", "scandinavian")),
    ("western", ("mediterranean", "central_eastern_europe")),
    ("turkish", ("turkey",)),
    ("moroccan", ("morocco",)),
    ("surinamese", ("west_indies",)),
    ("antillean", ("west_indies",)),
    ("other_non_western", ("arab", "latin_america", "sub_saharan_africa", "south_asia")),
    ("other_non_western", ("central_asia", "south_east_asia_pacific", "east_asia")),
)
"""Which of the eighteen origins the paper's groups consist of here."""


def fine_origin_pairs() -> npt.NDArray[np.int8]:
    """Every pair of leaves (origin_18, origin_2005) a migration background can have."""
    pairs = [
        (ORIGIN_18.leaves.index(fine), ORIGIN_2005.leaves.index(coarse))
        for coarse, parts in FINE_ORIGINS
        for fine in parts
    ]
    return np.array(pairs, dtype=np.int8)


def residents_of(country: Country, year: int, people: int, chance: np.random.Generator) -> pa.Table:
    """Exactly this many residents, as counted rows sorted by home area."""
    living = _living(country, people, chance)
    native = chance.binomial(living, country.native_share)
    exact = slice(0, None, EXACT_SHARE_EVERY)
    native[exact] = (
        np.round(country.native_share[exact] * 20).astype(np.int64) * living[exact] // 20
    )
    pairs = np.vstack([[(0, 0)], fine_origin_pairs()])
    mix = country.origin_mix[:, pairs[1:, 1] - 1]
    others = chance.multinomial(living - native, mix / mix.sum(axis=1, keepdims=True))
    return _counted_rows(country, year, np.column_stack([native, others]), pairs, chance)


def _living(country: Country, people: int, chance: np.random.Generator) -> Integers:
    living = chance.multinomial(people, country.resident_mass / country.resident_mass.sum())
    exact = slice(0, None, EXACT_SHARE_EVERY)
    spare = living[exact] % 20
    living[exact] -= spare
    living[np.argmax(np.where(np.arange(len(living)) % EXACT_SHARE_EVERY, living, 0))] += (
        spare.sum()
    )
    return living


def _counted_rows(
    country: Country,
    year: int,
    counts: Integers,
    pairs: npt.NDArray[np.int64],
    chance: np.random.Generator,
) -> pa.Table:
    """Counts per area and origin, spread over neighbourhood, generation and gender."""
    parts = NEIGHBOURHOODS_PER_AREA * 4
    cells = chance.multinomial(counts, np.full(parts, 1 / parts))
    cells = cells.reshape(*counts.shape, NEIGHBOURHOODS_PER_AREA, 2, 2)
    area, pair, part, generation, gender = np.nonzero(cells)
    native = pairs[pair, 1] == 0
    place, people = country.neighbourhoods[area, part], cells[area, pair, part, generation, gender]
    columns = {
        "year": np.full(len(area), year),
        "home_area": country.area[area],
        "neighbourhood": place,
        "origin_18": pairs[pair, 0],
        "origin_2005": pairs[pair, 1],
        "generation": np.where(native, 0, 1 + generation),
        "gender": gender,
        "people": people,
        "key_sum": synthetic_keys(RESIDENTS_KEY, place, pair, 2 * generation + gender, people),
    }
    return typed_table(columns, RESIDENTS.columns)
