"""Every part of the bench measures what it says, here at a tiny size.

Where the product's own command is not what is tested, one of the peers stands in for it.
"""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from core.bench import PARTS, product
from core.bench.agreement import SIX_TABLES, largest_difference
from core.bench.ask import bench_ask, percentile
from core.bench.asking import answered
from core.bench.build import bench_build
from core.bench.growth import bench_growth
from core.bench.protecting import counted, protected
from core.bench.records import Size, write_records
from core.bench.rows import Row
from core.bench.tables import bench_tables
from core.bench.warm import seconds_of
from core.bundle import open_bundle
from core.questions import QUESTIONS
from core.release.build import build
from tests.oracles import six_tables_polars
from tests.worlds import EXACT

TINY = Size(jobs=3_000, pupils=1_500, residents=20_000, areas=24)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a bench keeps its records, with Polars in the place of the product."""
    monkeypatch.setattr(product, "SIX_TABLES", six_tables_polars.__name__)
    return tmp_path


def figures(rows: list[Row]) -> dict[str, float]:
    return {str(row["name"]): float(str(row["figure"])) for row in rows}


def test_every_part_has_a_name_of_its_own() -> None:
    assert len({part.name for part in PARTS}) == len(PARTS)


def test_the_six_tables_are_timed_beside_both_peers_and_compared(folder: Path) -> None:
    rows = bench_tables(folder, TINY, rounds=1)
    found = figures(rows)
    assert found["six tables: times as fast as pandas"] == pytest.approx(
        found["six tables, pandas, cold: wall clock"] / found["six tables, ours, cold: wall clock"]
    )
    assert 0 < found["six tables: largest difference from pandas"] < 1e-9
    assert found["six tables, ours, warm: wall clock"] < found["six tables, ours, cold: wall clock"]
    json.dumps(rows)


def test_another_number_or_a_missing_row_is_seen(tmp_path: Path) -> None:
    six_tables_polars.main([str(write_records(tmp_path / "b", TINY)), "--out", str(tmp_path / "a")])
    for name in SIX_TABLES:
        (tmp_path / f"{name}.parquet").write_bytes(
            (tmp_path / "a" / f"{name}.parquet").read_bytes()
        )
    assert largest_difference(tmp_path, tmp_path / "a") == 0
    lines = pd.read_parquet(tmp_path / "relation.parquet")
    lines.assign(slope=lines["slope"] + 0.25).to_parquet(tmp_path / "relation.parquet")
    assert largest_difference(tmp_path, tmp_path / "a") == pytest.approx(0.25)
    lines.iloc[1:].to_parquet(tmp_path / "relation.parquet")
    assert largest_difference(tmp_path, tmp_path / "a") == float("inf")


def test_growth_compares_a_person_at_the_largest_with_the_second_size(folder: Path) -> None:
    found = figures(bench_growth(folder, (1_000, 2_000, 4_000), TINY, rounds=1))
    each = [found[f"six tables at {jobs / 1e6:g} million jobs: each person"] for jobs in (2e3, 4e3)]
    ratio = found["cost of a person at 0.004 against 0.002 million jobs"]
    assert ratio == pytest.approx(each[1] / each[0])
    assert not list(folder.glob("jobs-*"))


def test_a_build_starts_from_nothing_and_is_weighed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stand_in(bundle: Path, into: Path) -> list[str]:
        code = f"import pathlib; p = pathlib.Path({str(into)!r}); p.mkdir(); "
        code += "(p / 'current').write_bytes(bytes(2_000_000))"
        assert bundle.exists()
        return [sys.executable, "-c", code]

    spent = 'print(\'{"counted": 4.0, "protected": 5.0}\')'
    monkeypatch.setattr(product, "build", stand_in)
    monkeypatch.setattr(product, "protecting", lambda _: [sys.executable, "-c", spent])
    sleeping = "import time; time.sleep(0.3 * {})"
    monkeypatch.setattr(
        product, "demo", lambda _, scale: [sys.executable, "-c", sleeping.format(scale)]
    )
    for _ in range(2):
        found = figures(bench_build(folder, TINY))
        assert found["release of the register: on disk"] == 2.0
        assert found["protection beside counting"] == 0.25
        assert found["protection's part of both"] == 0.2
        assert found["demo country from nothing: wall clock"] >= 0.3
        assert found["demo country from nothing: peak memory"] > 1
        assert "small demo country from nothing: wall clock" in found


def test_protecting_costs_time_beside_counting(folder: Path) -> None:
    bundle = open_bundle(write_records(folder / "weighed", replace(TINY, jobs=500, pupils=300)))
    assert counted(bundle) > 0
    assert protected(bundle) > 0


def test_neither_counting_nor_protecting_loads_what_takes_as_long(folder: Path) -> None:
    bundle = write_records(folder / "weighed", replace(TINY, jobs=500, pupils=300))
    weighed = f"""
import sys
from core.bench.protecting import main
main([{str(bundle)!r}])
sys.exit(",".join({{"pandas", "geopandas", "scipy.spatial"}} & set(sys.modules)) or 0)
"""
    done = subprocess.run(
        [sys.executable, "-c", weighed], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["protected"] > 0


def test_every_question_is_asked_cold_and_warm(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(product, "ask", lambda *_: [sys.executable, "-c", "pass"])
    bundle = write_records(folder / "register", replace(TINY, jobs=500, pupils=300))
    release = build(open_bundle(bundle), folder / "releases", protection=EXACT)
    assert all(len(answered(kind, release, 5)) == 5 for kind in QUESTIONS)
    rows = bench_ask(folder, TINY, rounds=20)
    names = " ".join(figures(rows))
    assert all(f"ask {kind.name}, cold" in names for kind in QUESTIONS)
    assert all(f"ask {kind.name}, warm: 95 in 100" in names for kind in QUESTIONS)


def test_five_in_a_hundred_may_be_slower_than_the_percentile() -> None:
    assert percentile([float(number) for number in range(1, 101)], 95) == 95
    assert percentile([3.0, 1.0, 2.0], 95) == 3
    assert percentile([5.0], 50) == 5


def test_a_warm_round_finds_everything_loaded(tmp_path: Path) -> None:
    bundle = write_records(tmp_path / "bundle", TINY)
    arguments = [str(bundle), "--out", str(tmp_path / "out")]
    assert len(seconds_of(six_tables_polars.__name__, 3, arguments)) == 3
