import json
from pathlib import Path

import numpy as np
import pytest

from core.errors import ProtectionError
from core.protection import perturbation_table
from core.protection.counts import with_noise
from core.protection.max_entropy import WHOLE, max_entropy
from core.protection.perturbation_table import (
    COUNT_TABLE,
    FOLDER,
    SHIPPED,
    SUM_TABLE,
    Design,
    PerturbationTable,
    Row,
    freeze,
    freeze_sum_noise,
    shipped_table,
    solve,
)
from core.protection.prf import Purpose, draws
from tests.core.protection.samples import SEED, random_keys

# sdcTools/CensusProtection, ptable_d2_v108_js1.csv: count → target → probability
PUBLISHED = {
    0: {0: 1.0},
    1: {0: 0.513333333333334, 2: 0.459999999999997, 3: 0.0266666666666684},
    2: {0: 0.165608346861048, 2: 0.546349918833711, 3: 0.244866774888386, 4: 0.043174959416855},
    3: {2: 0.420784681404797, 3: 0.277645955785609, 4: 0.182354044214391, 5: 0.119215318595203},
    4: {
        2: 0.0739466779323054,
        3: 0.244213288270854,
        4: 0.363680067593605,
        5: 0.244213288271006,
        6: 0.0739466779322297,
    },
}
# The specification, §4.2, oracle O1
PUBLISHED_THRESHOLDS = {
    0: (4294967296,),
    1: (2204749879, 4180434835, 4294967296),
    2: (711282434, 3057837467, 4109532257, 4294967296),
    3: (1807256445, 2999736745, 3782941401, 4294967296),
    4: (317598563, 1366486650, 2928480646, 3977368733, 4294967296),
}
CENSUS = Design(max_noise=2, variance=1.08, forbidden=1)
DEFAULT = Design(max_noise=5, variance=3.0, forbidden=2)


def test_the_solver_gives_the_published_census_table() -> None:
    solved = solve(CENSUS)
    assert len(solved) == len(PUBLISHED)
    for count, (noise, probabilities) in enumerate(solved):
        assert [count + v for v in noise] == list(PUBLISHED[count])
        assert np.abs(probabilities - list(PUBLISHED[count].values())).max() < 1e-8


def test_the_frozen_thresholds_are_those_of_the_oracle() -> None:
    frozen = freeze("census", CENSUS)
    assert {row.count: row.thresholds for row in frozen.rows} == PUBLISHED_THRESHOLDS


def test_the_default_table_has_the_probabilities_of_the_oracle() -> None:
    table = shipped_table(COUNT_TABLE)
    targets = {i: {i + v: p for v, p in table.probabilities(i).items()} for i in (1, 2)}
    assert targets[1] == pytest.approx(
        {0: 0.73446954, 3: 0.13672019, 4: 0.07279631, 5: 0.03742956, 6: 0.01858440}, abs=1e-8
    )
    assert targets[2] == pytest.approx(
        {
            0: 0.40880704,
            3: 0.40664356,
            4: 0.14762398,
            5: 0.03231882,
            6: 0.00426687,
            7: 0.00033972,
        },
        abs=1e-8,
    )
    half = [0.22880150, 0.19419346, 0.11873037, 0.05229263, 0.01659093, 0.00379186]
    expected = {sign * v: p for v, p in enumerate(half) for sign in (1, -1)}
    for count in (8, 9, 10_000_000):
        assert table.probabilities(count) == pytest.approx(expected, abs=1e-8)


def test_the_default_table_has_sixty_six_entries() -> None:
    assert sum(len(row.noise) for row in shipped_table(COUNT_TABLE).rows) == 66


@pytest.mark.parametrize("design", [DEFAULT, CENSUS, Design(8, 5.0, 2), Design(8, 6.5, 4)])
def test_every_row_has_mean_zero_and_the_variance(design: Design) -> None:
    for count, (noise, probabilities) in enumerate(solve(design)):
        steps = np.array(noise, np.float64)
        assert abs(probabilities.sum() - 1) < 1e-12
        assert abs(probabilities @ steps) < 1e-9
        assert abs(probabilities @ steps**2 - (design.variance if count else 0)) < 1e-6
        assert not set(range(1, design.forbidden + 1)) & {count + v for v in noise}


def test_zero_stays_zero() -> None:
    table = shipped_table(COUNT_TABLE)
    assert table.probabilities(0) == {0: 1.0}
    zeros = np.zeros(1_000, np.int64)
    assert not with_noise(zeros, random_keys(1_000), SEED, table, Purpose.PEOPLE).any()


def test_the_committed_tables_are_what_the_solver_gives() -> None:
    solved = (freeze(COUNT_TABLE, DEFAULT), freeze_sum_noise(SUM_TABLE, reach=4, grid=16))
    for fresh in solved:
        committed = shipped_table(fresh.name)
        assert [r.noise for r in committed.rows] == [r.noise for r in fresh.rows]
        for ours, theirs in zip(committed.rows, fresh.rows, strict=True):
            # another machine's floating point may end one step further
            apart = np.array(ours.thresholds) - np.array(theirs.thresholds)
            assert np.abs(apart).max() <= 1


@pytest.mark.parametrize(("name", "sha256"), SHIPPED)
def test_a_committed_table_has_its_hash_and_writes_itself_the_same(name: str, sha256: str) -> None:
    table = shipped_table(name)
    assert table.sha256 == sha256
    assert table.to_json() == (FOLDER / f"{name}.json").read_text()


def test_every_committed_table_is_listed() -> None:
    assert sorted(p.stem for p in FOLDER.iterdir()) == sorted(name for name, _ in SHIPPED)


def test_a_table_that_was_changed_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (FOLDER / f"{COUNT_TABLE}.json").read_text()
    (tmp_path / f"{COUNT_TABLE}.json").write_text(text.replace("4294967296", "4294967295", 1))
    monkeypatch.setattr(perturbation_table, "FOLDER", tmp_path)
    shipped_table.cache_clear()
    with pytest.raises(ProtectionError, match="not the table that was frozen"):
        shipped_table(COUNT_TABLE)


def test_an_unknown_table_is_refused() -> None:
    with pytest.raises(ProtectionError, match="no such table"):
        shipped_table("../seed")


@pytest.mark.parametrize(
    "design", [Design(2, 1.0, 3), Design(5, 1.5, 2), Design(5, 6.0, 2), Design(1, 1.0, 1)]
)
def test_a_design_no_table_can_satisfy_is_refused(design: Design) -> None:
    with pytest.raises(ProtectionError, match="no table has noise"):
        solve(design)


def test_the_least_variance_is_that_of_the_formula() -> None:
    """Leaving out targets 1…js needs a variance of ⌊(js + 1)² / 4⌋ at least."""
    for forbidden, least in ((1, 1), (2, 2), (3, 4), (4, 6), (5, 9)):
        design = Design(10, 9.5, forbidden)
        assert max(design.variance_range(i)[0] for i in range(1, design.last_row)) == least


def test_noise_is_the_first_amount_whose_threshold_is_above_the_draw() -> None:
    table = freeze("census", CENSUS)
    for row in table.rows:
        edges = [0, *row.thresholds[:-1]]
        counts = np.full(len(edges), row.count)
        assert table.noise(counts, np.array(edges, np.uint64)).tolist() == list(row.noise)
        last = np.array(row.thresholds, np.uint64) - np.uint64(1)
        assert table.noise(counts, last).tolist() == list(row.noise)


def test_draws_follow_the_table_for_every_count() -> None:
    """200,000 draws for each row: unbiased, and of the variance that was asked."""
    table, keys = shipped_table(COUNT_TABLE), random_keys(200_000)
    found = draws(keys, SEED, Purpose.PEOPLE)
    for count in range(1, 9):
        noise = table.noise(np.full(len(keys), count), found)
        assert abs(noise.mean()) < 0.02
        assert abs(noise.var() - 3.0) < 0.05


def test_larger_counts_share_the_last_row() -> None:
    table, found = shipped_table(COUNT_TABLE), draws(random_keys(1_000), SEED, Purpose.PEOPLE)
    of_eight = table.noise(np.full(1_000, 8), found)
    assert np.array_equal(of_eight, table.noise(np.full(1_000, 17_000_000), found))


def test_the_toy_table_of_the_handbook() -> None:
    """Handbook on Statistical Disclosure Control, §5.4; keys .9 + .3 + .6 make 3 into 4."""
    rows = (
        ((0,), (1.0,)),
        ((-1, 1), (0.5, 0.5)),
        ((0, 1), (0.8, 0.2)),
        ((-1, 0, 1), (0.3, 0.4, 0.3)),
    )
    table = PerturbationTable(
        "toy",
        1,
        0.6,
        tuple(
            Row(i, noise, tuple(np.rint(np.cumsum(p) * WHOLE).astype(int).tolist()))
            for i, (noise, p) in enumerate(rows)
        ),
    )
    draw = int((0.9 + 0.3 + 0.6) % 1 * WHOLE)
    noise = {i: int(table.noise(np.array([i]), np.array([draw], np.uint64))[0]) for i in (2, 3)}
    assert 3 + noise[3] == 4
    # a magnitude of 300, of which the largest is 200, at δ = .6 lies halfway rows 2 and 3
    assert 300 + 0.6 * 200 * (0.5 * noise[2] + 0.5 * noise[3]) == pytest.approx(360)


def test_noise_on_sums_has_mean_zero_variance_one_and_its_reach() -> None:
    table = shipped_table(SUM_TABLE)
    chances = table.probabilities(0)
    noise, chance = np.array(list(chances)) / table.grid, np.array(list(chances.values()))
    assert (noise.min(), noise.max(), len(noise)) == (-4.0, 4.0, 129)
    assert abs(noise @ chance) < 1e-9
    assert abs(noise**2 @ chance - 1) < 1e-6


@pytest.mark.parametrize(
    ("counts", "draw"), [([-1], [0]), ([1], [WHOLE]), ([1, 2], [0]), ([1.0], [0])]
)
def test_what_can_not_be_looked_up_is_refused(counts: list[float], draw: list[int]) -> None:
    with pytest.raises(ProtectionError):
        shipped_table(COUNT_TABLE).noise(np.array(counts), np.array(draw, np.uint64))


def test_a_damaged_table_is_refused() -> None:
    with pytest.raises(ProtectionError, match="damaged"):
        Row(1, (0, 1), (10, 20))
    with pytest.raises(ProtectionError, match="damaged"):
        Row(1, (0, 1), (WHOLE + 1, WHOLE))
    with pytest.raises(ProtectionError, match="misses rows"):
        PerturbationTable("gap", 1, 1.0, (Row(1, (0,), (WHOLE,)),))


def test_the_committed_text_is_plain_json() -> None:
    read = json.loads(shipped_table(COUNT_TABLE).to_json())
    assert read["rows"][0] == {"count": 0, "noise": [0], "thresholds": [WHOLE]}


def test_no_noise_has_mean_zero_on_one_side_of_zero() -> None:
    with pytest.raises(ProtectionError, match="one side"):
        max_entropy(np.array([1.0, 2.0, 3.0, 4.0]), 1.0)
    with pytest.raises(ProtectionError, match="has mean 0"):
        max_entropy(np.array([-1.0, 1.0]), 2.0)
    with pytest.raises(ProtectionError, match="edge"):
        max_entropy(np.array([-2.0, -1.0, 1.0, 2.0]), 4.5)
