"""A release tells how unevenly groups live, with a warning or nothing where that isn't reliable."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from core.cube.cube import cube
from core.cube.engine import DuckDbEngine
from core.cube.unit_counts import LEAVES, UnitCounter, UnitCounts
from core.indices import INDICES, Units
from core.protection.protection import Protection
from core.release.segregation import EXACT, PROTECTED, Rules, rules_of, segregation_tables
from core.release.segregation.measured import measured_blocks
from tests.core.indices.test_resampling import EIGHTEEN, mixes_around
from tests.worlds import EXACT as WITHOUT_NOISE
from tests.worlds import NOISY, draw_world

DUTCH, TURKEY = LEAVES.index("netherlands"), LEAVES.index("turkey")


def units(*rows: tuple[int, int], year: int = 2015, level: str = "neighbourhood") -> UnitCounts:
    """Units of one municipality with so many people of two groups each."""
    people = np.zeros((len(rows), len(LEAVES)))
    people[:, DUTCH] = [dutch for dutch, _ in rows]
    people[:, TURKEY] = [turkish for _, turkish in rows]
    codes = tuple(f"BU0363{number:04}" for number in range(len(rows)))
    return UnitCounts(level, codes, np.full(len(rows), "GM0363"), {year: people})


def rows_of(counts: tuple[UnitCounts, ...], rules: Rules, name: str = "segregation") -> pa.Table:
    found = [table for kind, table in segregation_tables(counts, rules) if kind == name]
    return pa.concat_tables(found)


def one(table: pa.Table, **wanted: object) -> dict[str, object]:
    wanted = {"level": "municipality", "group": "all", "other": "all"} | wanted
    (row,) = (row for row in table.to_pylist() if row.items() >= wanted.items())
    return dict(row)


def test_groups_that_share_no_unit_are_wholly_segregated() -> None:
    table = rows_of((units(*[(200, 0)] * 6, *[(0, 200)] * 6),), EXACT)
    for index in ("dissimilarity", "theil_h"):
        assert one(table, index=index)["value"] == pytest.approx(1)
    assert one(table, index="isolation", group="turkey")["value"] == pytest.approx(1)
    met = one(table, index="exposure", group="turkey", other="netherlands")
    assert met["value"] == pytest.approx(0)


def test_an_even_place_has_no_segregation_but_that_of_chance() -> None:
    row = one(rows_of((units(*[(150, 50)] * 12),), EXACT), index="dissimilarity", group="turkey")
    assert row["value"] == pytest.approx(0)
    assert row["state"] == "value"
    assert 0 < float(str(row["expected"])) < 0.2, "by lot the units differ a little"
    assert row["lower"] == pytest.approx(0)


@pytest.mark.parametrize(
    ("rows", "exact", "withheld"),
    [
        ([(150, 50)] * 9, "small_base", "too_few_units"),
        ([(30, 15)] * 12, "noisy", "small_base"),
        ([(200, 8)] * 12, "few_people", "few_people"),
        ([(150, 10)] * 11 + [(900, 400)], "small_base", "dominated"),
    ],
    ids=["nine units", "small units", "a small group", "one large unit"],
)
def test_what_is_not_reliable_is_marked_or_withheld(
    rows: list[tuple[int, int]], exact: str, withheld: str
) -> None:
    doubted = one(rows_of((units(*rows),), EXACT), index="dissimilarity", group="turkey")
    assert (doubted["state"], doubted["reason"]) == ("low_reliability", exact)
    assert doubted["value"] is not None
    refused = one(rows_of((units(*rows),), PROTECTED), index="dissimilarity", group="turkey")
    assert (refused["state"], refused["reason"]) == ("withheld", withheld)
    assert [refused[name] for name in ("value", "lower", "upper", "expected")] == [None] * 4


def test_counts_with_noise_are_told_in_two_decimals_or_three_on_narrow_scales() -> None:
    rows = [(150 + 7 * n, 40 + 11 * (n % 5)) for n in range(14)]
    for row in rows_of((units(*rows),), PROTECTED).to_pylist():
        narrow = row["index"] in ("theil_h", "mutual_information")
        for name in ("value", "corrected", "lower", "upper", "expected"):
            assert row[name] is None or row[name] == round(row[name], 3 if narrow else 2)


@pytest.mark.parametrize("protection", [WITHOUT_NOISE, NOISY], ids=["exact", "protected"])
def test_published_intervals_hold_the_true_value_in_about_95_percent_of_1000_simulations(
    protection: Protection,
) -> None:
    """A thousand municipalities with the same mixes, in whole people drawn from them."""
    random = np.random.default_rng(12)
    mixes = mixes_around(EIGHTEEN, 30, 0.6, random)
    sizes = (1200 * random.lognormal(-0.3, 0.6, 30)).astype(np.int64) + 50
    people = random.multinomial(np.tile(sizes, 1000), np.tile(mixes, (1000, 1)))
    if protection.draws_noise:
        draws = random.integers(0, 2**32, people.size, dtype=np.uint64)
        noise = protection.profile.table.noise(people.ravel(), draws)
        people = people + noise.reshape(people.shape)
    around = np.array([f"GM{number:04}" for number in np.repeat(np.arange(1000), 30)])
    codes = tuple(f"BU{number:08}" for number in range(len(people)))
    counts = UnitCounts("neighbourhood", codes, around, {2015: people.astype(np.float64)})
    true = Units.of_one_place(mixes * sizes[:, None])
    for index, blocks in measured_blocks((counts,), rules_of(protection)):
        if index in ("dissimilarity", "theil_h", "mutual_information"):
            block = next(one for one in blocks if one.level == "municipality")
            value = next(one for one in INDICES if one.code == index).function(true)[0]
            # an end that is rounded may be off by half its last digit
            half = 0.5 * 10.0 ** -rules_of(protection).decimals(index)
            lower, upper = block.figures["lower"] - half, block.figures["upper"] + half
            held = float(((lower <= value) & (value <= upper)).mean())
            assert 0.92 <= held <= 0.98 + 0.02 * protection.draws_noise, (index, held)


def test_a_group_without_people_has_no_index() -> None:
    row = one(rows_of((units(*[(150, 50)] * 12),), EXACT), index="isolation", group="arab")
    assert (row["state"], row["value"]) == ("not_applicable", None)


def test_whom_a_group_meets_adds_up_to_everyone() -> None:
    rows = [(150 + 7 * n, 40 + 11 * (n % 5)) for n in range(14)]
    table = rows_of((units(*rows),), EXACT).to_pylist()
    met = [r["value"] for r in table if r["index"] == "exposure" and r["group"] == "turkey"]
    assert sum(value for value in met if value is not None) == pytest.approx(2), "place and country"


def test_a_difference_between_years_is_composition_and_unevenness_together() -> None:
    before, after = units(*[(200, 0)] * 6, *[(0, 200)] * 6), units(*[(150, 50)] * 12)
    before.people[2020] = after.people[2015]
    (row,) = (
        row
        for row in rows_of((before,), EXACT, "segregation_difference").to_pylist()
        if row["index"] == "theil_h" and row["place"] == row["other_place"]
    )
    assert (row["year"], row["other_year"]) == (2015, 2020)
    assert row["composition"] + row["unevenness"] == pytest.approx(-1)
    assert row["unevenness"] < -0.9, "the same people, evenly spread"


def test_two_places_that_live_alike_differ_by_composition_alone() -> None:
    """Spread is equal in both; only the sizes of the groups differ."""
    people = np.zeros((24, len(LEAVES)))
    people[:, DUTCH] = np.tile(np.repeat([180, 60], 6), 2)
    people[:, TURKEY] = np.r_[np.repeat([20, 60], 6), np.repeat([40, 120], 6)]
    codes = tuple(f"BU{number:08}" for number in range(24))
    around = np.repeat(["GM0001", "GM0002"], 12)
    counts = UnitCounts("neighbourhood", codes, around, {2015: people})
    rows = rows_of((counts,), EXACT, "segregation_difference").to_pylist()
    (row,) = (row for row in rows if row["place"] != row["other_place"])
    assert row["unevenness"] == pytest.approx(0, abs=1e-9)
    assert row["composition"] != pytest.approx(0)


def test_residents_are_found_in_their_units(tmp_path: Path) -> None:
    residents = """
        home    neighbourhood  origin   people
        PC1011  BU03630000     dutch    3
        PC1011  BU03630000     turkish  1
        PC1012  BU03630001     dutch    2
        PC1181  -              dutch    5
    """
    with DuckDbEngine() as engine:
        counted = cube(draw_world(tmp_path, residents=residents), engine)
        counter = UnitCounter(counted.places)
        for composition in counted.compositions():
            counter.take(composition)
    found = {one.level: one for one in counter.counts()}
    assert found["neighbourhood"].units == ("BU03630000", "BU03630001")
    assert found["neighbourhood"].people[2005][:, DUTCH].tolist() == [3, 2]
    assert found["neighbourhood"].people[2005][:, TURKEY].tolist() == [1, 0]
    areas = dict(
        zip(found["postcode_area"].units, found["postcode_area"].people[2005], strict=True)
    )
    assert areas["PC1181"].sum() == 5
    assert found["municipality"].people[2005].sum() == 11


def test_noise_that_a_caller_gives_is_what_is_measured(tmp_path: Path) -> None:
    residents = "home neighbourhood origin people\nPC1011 BU03630000 dutch 30"
    with DuckDbEngine() as engine:
        counted = cube(draw_world(tmp_path, residents=residents), engine)
        counter = UnitCounter(counted.places)
        for composition in counted.compositions():
            counter.take(composition, np.where(composition.people[:, :, 0] > 0, 32, 0))
    (units_found,) = (one for one in counter.counts() if one.level == "neighbourhood")
    assert units_found.people[2005].sum() == 32
