"""Standard errors clustered both ways are those of statsmodels, person by person."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt
import pytest
import statsmodels.api as sm
from hypothesis import example, given, settings
from hypothesis import strategies as st
from numpy.testing import assert_array_equal
from statsmodels.stats.sandwich_covariance import cov_cluster_2groups

from core.cube.arrays import Floats, Integers
from core.cube.clustered import (
    CANCELLED,
    CENTRE,
    Lines,
    Meat,
    UnitCells,
    area_meats,
    area_scores,
    merge,
    standard_errors,
    unit_meat,
    unit_runs,
)
from core.cube.couples import Cells, combined, meeting
from core.cube.expansion import Expansion
from core.cube.lattice import DIMENSIONS, Breakdown
from core.cube.rollup import schemes
from core.cube.squares import area_squares, unit_squares
from core.groups.setting import SCHOOL

Way = Callable[["World", Breakdown], tuple[Lines, Meat, Meat, Meat]]
Person = tuple[int, int, int, int]
"""Home area, unit, and positions among the leaves of generation and gender."""
AREAS, UNITS = 6, 5
COUNTRY, PLACES = 2, 3
"""Home areas lie in the one or the other of two municipalities, positions 0 and 1."""
NOISE = 1e-14
"""Variances up to this are zero but for the last digits of floating point."""

quickly = settings(max_examples=60, deadline=None, derandomize=True)
steps = st.integers(0, 20).map(lambda step: step / 20)
persons = st.tuples(
    st.integers(0, AREAS - 1), st.integers(0, UNITS - 1), st.integers(0, 2), st.integers(0, 1)
)


@dataclass(frozen=True)
class World:
    """People beside the shares of where they live and of where they learn or work."""

    people: tuple[Person, ...]
    x: Floats
    y: Floats

    @property
    def place_of_area(self) -> Integers:
        """The municipality of each home area; those of one lie scattered."""
        found: Integers = np.arange(len(self.x)) % COUNTRY
        return found

    @property
    def columns(self) -> Integers:
        """Home area, unit, generation and gender of everybody, by unit and municipality."""
        area, unit, generation, gender = np.array(self.people, np.int64).reshape(-1, 4).T
        order = np.lexsort((self.place_of_area[area], unit))
        found: Integers = np.stack((area, unit, generation, gender))[:, order]
        return found


@st.composite
def worlds(draw: st.DrawFn) -> World:
    people = draw(st.lists(persons, min_size=1, max_size=40))
    x, y = (draw(st.lists(steps, min_size=n, max_size=n)) for n in (AREAS, UNITS))
    return World(tuple(people), np.array(x), np.array(y))


def generated(seed: int, areas: int, units: int, people: int) -> World:
    random = np.random.default_rng(seed)
    columns = [random.integers(0, n, people) for n in (areas, units, 3, 2)]
    rows = tuple(zip(*(column.tolist() for column in columns), strict=True))
    return World(rows, random.random(areas), random.random(units))


def leaves(world: World) -> dict[str, Integers]:
    _, _, generation, gender = world.columns
    nobody = np.zeros_like(gender)
    return dict(zip(DIMENSIONS, (nobody, generation, gender, nobody), strict=True))


def expansion(parts: Breakdown) -> Expansion:
    return Expansion(parts, schemes(SCHOOL))


def inside(world: World, parts: Breakdown) -> dict[tuple[int, int], Integers]:
    """Who counts for each place and node."""
    area = world.columns[0]
    rows, nodes = expansion(parts).expand(leaves(world))
    return {
        (place, node): rows[
            (nodes == node) & ((world.place_of_area[area[rows]] == place) | (place == COUNTRY))
        ]
        for place in range(PLACES)
        for node in range(len(expansion(parts).nodes))
    }


def lines(world: World, parts: Breakdown) -> Lines:
    """The lines of all places and nodes, each fitted to its people."""
    shape = (PLACES, len(expansion(parts).nodes))
    found = Lines(np.zeros(shape), *(np.full(shape, np.nan) for _ in range(4)))
    area, unit, *_ = world.columns
    for at, rows in inside(world, parts).items():
        if len(rows):
            x, y = world.x[area[rows]], world.y[unit[rows]]
            off = np.zeros(len(x)) if len(set(x)) == 1 else x - x.mean()
            found.people[at], found.x_mean[at], found.y_mean[at] = len(rows), x.mean(), y.mean()
            found.xx[at] = off @ off
            found.slope[at] = off @ y / (off @ off) if off.any() else np.nan
    return found


def meats(world: World, parts: Breakdown) -> tuple[Lines, Meat, Meat, Meat]:
    """The lines with what varies around them by area, by unit and by both."""
    split, fitted = expansion(parts), lines(world, parts)
    area, unit, *_ = world.columns
    x = world.x[area] - CENTRE
    cells = UnitCells(unit, world.place_of_area[area], leaves(world), np.ones(len(x)), x, x * x)
    municipal = unit_runs(cells, split)
    national = municipal.merged(np.full(PLACES, COUNTRY))
    by_unit = [unit_meat(runs, world.y, CENTRE, fitted) for runs in (municipal, national)]
    rows, node = split.expand(leaves(world))
    pairs = merge(unit[rows], node, area[rows], np.ones((1, len(rows))))
    scores = area_scores(pairs, world.y, len(split.nodes))
    by_area = [
        area_meats(scores, world.x, place_of, fitted)
        for place_of in (world.place_of_area, np.full(len(world.x), COUNTRY))
    ]
    return (
        fitted,
        added([one for one, _ in by_area]),
        added(by_unit),
        added([pair for _, pair in by_area]),
    )


def meats_by_couples(world: World, parts: Breakdown) -> tuple[Lines, Meat, Meat, Meat]:
    """The same by way of sums over couples of cells."""
    split, fitted = expansion(parts), lines(world, parts)
    area, unit, *_ = world.columns
    found, leaf = combined(leaves(world))
    x, one = world.x[area] - CENTRE, np.ones(len(area))
    pairs = Cells(unit, area, leaf, np.stack((one, x, x * x))).merged(np.arange(len(world.x)))
    municipal = pairs.merged(world.place_of_area)
    levels = (municipal, municipal.merged(np.full(PLACES, COUNTRY)))
    met = meeting(levels[1], len(found))
    units = unit_squares(levels, found, met, world.y, (len(unit), PLACES))
    areas = area_squares(pairs, found, met, world.y, len(world.x))
    assert units is not None
    assert areas is not None
    by_area = [
        area_meats(areas.scores(split), world.x, place_of, fitted)
        for place_of in (world.place_of_area, np.full(len(world.x), COUNTRY))
    ]
    return (
        fitted,
        added([area for area, _ in by_area]),
        units.meat(split, fitted)[0],
        added([pair for _, pair in by_area]),
    )


WAYS = (meats, meats_by_couples)
"""Clusters one by one, or couples of their cells."""


def added(parts: list[Meat]) -> Meat:
    return Meat(*(sum(getattr(part, name) for part in parts) for name in vars(parts[0])))


def variances(x: Floats, y: Floats, area: Integers, unit: Integers) -> tuple[Floats, Floats]:
    """Of intercept and slope, by statsmodels, and the sum of what they are the difference of.

    NaN where the formula divides by nothing.
    """
    if len(x) < 3 or len(set(x)) == 1 or len(set(unit)) == 1:
        return np.full(2, np.nan), np.full(2, np.nan)
    fitted = sm.OLS(y, sm.add_constant(x)).fit()
    both, by_area, by_unit = cov_cluster_2groups(fitted, area, unit)
    return np.diag(both), np.diag(2 * (by_area + by_unit) - both)


def require_equal(world: World, parts: Breakdown, way: Way) -> int:
    """How many standard errors were held against statsmodels, the undefined left out."""
    area, unit, *_ = world.columns
    found = np.stack(standard_errors(*way(world, parts)))
    compared = 0
    for (place, node), rows in inside(world, parts).items():
        x, y = world.x[area[rows]], world.y[unit[rows]]
        expected = zip(*variances(x, y, area[rows], unit[rows]), strict=True)
        for error, (variance, whole) in zip(found[:, place, node], expected, strict=True):
            if np.isnan(variance) or variance < -CANCELLED * whole - NOISE:
                assert np.isnan(error)
            elif not np.isnan(error):
                assert error**2 == pytest.approx(variance, rel=1e-8, abs=1e-13 * whole + NOISE)
                compared += 1
            else:
                assert variance <= 2 * CANCELLED * whole + NOISE
    return compared


@quickly
@given(world=worlds(), parts=st.sampled_from([(), ("gender",), ("generation", "gender")]))
def test_standard_errors_are_those_of_statsmodels_however_few_the_people(
    world: World, parts: Breakdown
) -> None:
    for way in WAYS:
        require_equal(world, parts, way)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("seed", range(4))
def test_standard_errors_are_those_of_statsmodels_in_nodes_of_many_people(
    seed: int, way: Way
) -> None:
    parts = ("generation", "gender")
    errors = 2 * PLACES * len(expansion(parts).nodes)
    # Put together from three parts, a variance may come out negative once in a while.
    assert require_equal(generated(seed, 60, 40, 1_500), parts, way) >= errors - 2


def at_country(world: World, way: Way) -> tuple[float, float]:
    intercept, slope = standard_errors(*way(world, ()))
    return float(intercept[COUNTRY, 0]), float(slope[COUNTRY, 0])


X, Y = np.linspace(0.2, 0.7, AREAS), np.array([0.9, 0.3, 0.4, 0.8, 0.1])


@pytest.mark.parametrize(
    ("people", "wanting"),
    [
        ([(0, 0, 0, 0), (1, 1, 0, 0)], "a third person"),
        ([(0, 0, 0, 0), (1, 0, 0, 0), (2, 0, 0, 0)], "a second unit"),
        ([(0, 0, 0, 0), (0, 1, 0, 0), (0, 2, 0, 0)], "a second area"),
        ([(3, 2, 0, 0)], "anybody else"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_there_is_no_standard_error_without_a_second_cluster_and_a_third_person(
    people: list[Person], wanting: str
) -> None:
    for way in WAYS:
        assert np.isnan(at_country(World(tuple(people), X, Y), way)).all(), wanting


def test_where_everyone_has_an_own_area_and_unit_clusters_are_persons() -> None:
    """Then the sum collapses to the usual robust error with its small-sample factor."""
    people = tuple((number, number, 0, 0) for number in range(UNITS))
    fitted = sm.OLS(Y, sm.add_constant(X[:UNITS])).fit(cov_type="HC0")
    factor = UNITS / (UNITS - 2)
    expected = pytest.approx(fitted.bse * np.sqrt(factor), rel=1e-10)
    for way in WAYS:
        assert at_country(World(people, X, Y), way) == expected


@quickly
@given(world=worlds())
@example(world=World(((0, 0, 0, 0),), X, Y))
def test_clusters_are_the_areas_units_and_pairs_that_people_of_a_node_are_in(world: World) -> None:
    area, unit, *_ = world.columns
    people = inside(world, ("gender",))
    for way, (at, rows) in product(WAYS, people.items()):
        _, by_area, by_unit, by_pair = way(world, ("gender",))
        pairs = set(zip(area[rows].tolist(), unit[rows].tolist(), strict=True))
        assert by_area.clusters[at] == len({area for area, _ in pairs})
        assert by_unit.clusters[at] == len({unit for _, unit in pairs})
        assert by_pair.clusters[at] == len(pairs)


@quickly
@given(world=worlds(), seed=st.integers(0, 99))
def test_the_order_of_the_rows_does_not_matter_to_what_is_merged(world: World, seed: int) -> None:
    area, unit, generation, _ = world.columns
    order = np.random.default_rng(seed).permutation(len(area))
    weight: npt.NDArray[np.float64] = area[None] + 1.0
    sorted_rows, mixed = (
        merge(unit[rows], generation[rows], area[rows], weight[:, rows])
        for rows in (np.arange(len(area)), order)
    )
    for name in ("unit", "node", "place", "sums"):
        assert_array_equal(getattr(mixed, name), getattr(sorted_rows, name))
    assert mixed.sums.sum() == weight.sum()
    assert len(mixed.unit) == len({one[:3] for one in world.people})


def test_nobody_merges_to_nobody() -> None:
    nobody = np.empty(0, np.int64)
    assert merge(nobody, nobody, nobody, np.empty((1, 0))).sums.shape == (1, 0)
