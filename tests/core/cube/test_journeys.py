"""What is made of who goes where: home areas, schools and workplaces, and bins of shares.

Everything is counted a second time here, person by person.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest

from core.bench.records import Size, write_records
from core.cube.classes import Classes
from core.cube.count import Counts, counted_breakdowns, prepare
from core.cube.engine import DuckDbEngine
from core.cube.geography import Geography
from core.cube.home_areas import home_area_means, home_cells
from core.cube.journeys import Journeys, journeys
from core.cube.lattice import DIMENSIONS, FULL, Breakdown
from core.cube.rollup import schemes
from core.cube.unit_cells import Enough, UnitCells, unit_cells
from core.groups.scheme import Scheme
from core.groups.setting import SCHOOL
from tests.core.cube.counting import YEAR, geography_of, make_known

BREAKDOWNS: tuple[Breakdown, ...] = ((), ("stratum",), ("origin", "gender"))
WRAP = 1 << 64
every_breakdown = pytest.mark.parametrize("breakdown", BREAKDOWNS, ids="-".join)
Person = dict[str, int]
Cell = tuple[int, ...]


@dataclass(frozen=True)
class World:
    """Pupils one by one beside what the product made of them."""

    people: list[Person]
    found: Journeys
    places: Geography
    counts: dict[Breakdown, Counts]

    def cells(self, breakdown: Breakdown, person: Person) -> Iterator[Cell]:
        """The nodes of a breakdown that a person counts for."""
        cells: list[Cell] = [()]
        for name, scheme in schemes(SCHOOL).items():
            nodes = nodes_of(scheme, person[name]) if name in breakdown else [0]
            cells = [(*cell, node) for cell in cells for node in nodes]
        return iter(cells)


def nodes_of(scheme: Scheme, leaf: int) -> list[int]:
    """What a leaf counts for, all people left out."""
    return [scheme.nodes.index(one) for one in scheme.path(scheme.leaves[leaf])[:-1]]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    size = Size(jobs=100, pupils=3_000, residents=6_000, areas=24)
    bundle = write_records(tmp_path_factory.mktemp("journeys") / "bundle", size)
    places = geography_of(bundle)
    with DuckDbEngine() as engine:
        make_known(engine, bundle)
        prepare(engine, SCHOOL, YEAR, places, FULL)
        shares = [
            {row[key]: row for row in engine.rows(f"SELECT * FROM {table}").to_pylist()}
            for table, key in (("area_shares", "home_area"), ("unit_shares", "unit"))
        ]
        counts = {one.breakdown: one for one in counted_breakdowns(engine, FULL, with_keys=True)}
        found = journeys(engine, SCHOOL, YEAR)
    people: list[dict[str, Any]] = pq.read_table(bundle / "school.parquet").to_pylist()
    known = [
        one | shares[0][one["home_area"]] | shares[1][one["unit"]]
        for one in people
        if one["home_area"] in shares[0]
    ]
    return World(known, found, places, counts)


@every_breakdown
def test_home_areas_have_the_people_keys_and_mean_shares_of_whoever_lives_there(
    world: World, breakdown: Breakdown
) -> None:
    inside: dict[Cell, list[Person]] = defaultdict(list)
    for person in world.people:
        for cell in world.cells(breakdown, person):
            inside[person["home_area"], *cell].append(person)
    found = home_area_means(home_cells(world.found), SCHOOL, breakdown).to_pylist()
    assert len(found) == len(inside) > 0
    for row in found:
        people = inside[row["place"], *(row[name] for name in DIMENSIONS)]
        stay = [one for one in people if one["unit_municipality"] == one["municipality"]]
        assert (row["people"], row["same_municipality"]) == (len(people), len(stay))
        assert row["key_sum"] == sum(one["record_key"] for one in people) % WRAP
        assert row["same_municipality_keys"] == sum(one["record_key"] for one in stay) % WRAP
        assert row["x_mean"] == people[0]["x"] / 2**48
        assert row["y_mean"] == float(sum(one["y"] for one in people)) / len(people) / 2**48


@every_breakdown
def test_classes_of_a_place_have_the_people_and_keys_whose_shares_are_in_them(
    world: World, breakdown: Breakdown
) -> None:
    counts = world.counts[breakdown]
    row = {
        cell: number
        for number, cell in enumerate(
            zip(*(counts.moments[name].to_pylist() for name in ("place", *DIMENSIONS)), strict=True)
        )
    }
    at = sorted(FULL.thresholds).index(50)
    people, keys = np.zeros(len(row), np.int64), [0] * len(row)
    for person in world.people:
        if person["x_class"] <= at and person["y_class"] <= at:
            for place in set(world.places.ancestry[person["home_area"]].values()):
                for cell in world.cells(breakdown, person):
                    if (number := row.get((place, *cell))) is not None:
                        people[number] += 1
                        keys[number] = (keys[number] + person["record_key"]) % WRAP
    found, sums = (
        Classes(counts.binned[name], FULL.thresholds).of("both_50")
        for name in ("people", "key_sum")
    )
    assert people.any()
    assert found.tolist() == people.tolist()
    assert sums.tolist() == keys


@pytest.fixture(scope="module")
def units(world: World) -> UnitCells:
    return unit_cells(world.found, SCHOOL, world.places)


def units_by_place(world: World, levels: tuple[str, ...]) -> dict[Cell, dict[int, list[int]]]:
    """By place and level of school, the people of each school and their keys."""
    inside: dict[Cell, dict[int, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for person in world.people:
        line = world.places.ancestry[person["home_area"]]
        for place in {line[level] for level in levels if level in line}:
            for node in nodes_of(SCHOOL.stratum, person["stratum"]):
                unit = inside[place, node][person["unit"]]
                unit[0] += 1
                unit[1] = (unit[1] + person["record_key"]) % WRAP
    return inside


def test_units_of_home_areas_are_those_that_anyone_goes_to_from_there(
    world: World, units: UnitCells
) -> None:
    found = units.of_home_areas
    rows = zip(
        *(one.tolist() for one in (found.place, found.stratum, found.unit)),
        found.sums.people.tolist(),
        found.sums.keys.tolist(),
        strict=True,
    )
    expected = units_by_place(world, ("postcode_area",))
    assert sorted(rows) == sorted(
        (*cell, unit, *sums) for cell, inside in expected.items() for unit, sums in inside.items()
    )


@pytest.mark.parametrize(
    "enough", [Enough(5, 3), Enough(1, 2, 0.5, 0.67), Enough(0, 1)], ids=["few", "shares", "sure"]
)
def test_a_place_left_out_has_enough_units_whatever_the_noise(
    world: World, units: UnitCells, enough: Enough
) -> None:
    expected = units_by_place(world, world.places.levels)
    found = units.of_places(enough)
    given: dict[Cell, dict[int, list[int]]] = defaultdict(dict)
    for place, stratum, unit, people, keys in zip(
        *(one.tolist() for one in (found.place, found.stratum, found.unit)),
        found.sums.people.tolist(),
        found.sums.keys.tolist(),
        strict=True,
    ):
        given[place, stratum][unit] = [people, keys]
    assert expected.keys() >= given.keys()
    for cell, inside in expected.items():
        if cell in given:
            assert given[cell] == inside
            continue
        sizes = sorted((people for people, _ in inside.values()), reverse=True)
        assert sum(size > enough.reach for size in sizes) >= enough.units
        total = sum(max(size - enough.reach, 0) for size in sizes)
        if enough.largest_share and enough.two_largest_share:
            assert sizes[0] + enough.reach <= enough.largest_share * total
            assert sum(sizes[:2]) + 2 * enough.reach <= enough.two_largest_share * total
