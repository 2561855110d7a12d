import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from core.bundle import open_bundle, write_bundle, writing_bundle
from core.bundle.schema import RESIDENTS, ROWS_PER_GROUP, TABLES, WORK
from core.errors import BundleError
from tests.worlds import draw_world

RESIDENTS_DRAWN = """
    home    origin   people
    PC1011  dutch    3
    PC1012  turkish  2
"""
PUPILS_DRAWN = """
    home    school  origin
    PC1011  A       dutch
    PC1012  B       turkish
"""


def tables_of(folder: Path) -> dict[str, pa.Table]:
    """The tables of a small good bundle, to spoil one of."""
    bundle = draw_world(folder, residents=RESIDENTS_DRAWN, pupils=PUPILS_DRAWN, name="good")
    return {table.name: pq.read_table(bundle.file(table.name)) for table in TABLES}


def with_column(rows: pa.Table, name: str, values: list[object]) -> pa.Table:
    place = rows.column_names.index(name)
    return rows.set_column(place, name, pa.array(values, rows.schema.field(name).type))


SPOILED = [
    ("residents", "home_area", [15, 99], "point at no postcode_area"),
    ("residents", "home_area", [14, 0], "out of order"),
    ("residents", "home_area", [7, 15], "point at no postcode_area"),
    ("residents", "neighbourhood", [14, -1], "point at no neighbourhood"),
    ("residents", "origin_18", [18, 1], "outside the scheme"),
    ("residents", "origin_2005", [-1, 2], "outside the scheme"),
    ("residents", "generation", [1, 2], "contradict themselves"),
    ("residents", "people", [0, 2], "goes below 1"),
    ("residents", "gender", [None, 1], "1 empty cells"),
    ("school", "year", [2005, 2006], "have no residents"),
    ("school", "unit", [0, 2], "1 unit numbers are not used"),
    ("school", "unit", [-1, 0], "below 0"),
    ("school", "unit_municipality", [14, 14], "point at no municipality"),
    ("school", "stratum", [6, 0], "outside the scheme"),
    ("places", "place_id", [*range(19), 30], "does not number the rows"),
    ("places", "parent", [None, "LD09", *["NL01"] * 18], "LD09"),
    ("places", "postcode_area", [*["PC9999"] * 20], "are no postcode area"),
]


@pytest.mark.parametrize(("table", "column", "values", "message"), SPOILED)
def test_rows_that_break_the_contract_are_refused_and_nothing_is_left(
    tmp_path: Path, table: str, column: str, values: list[object], message: str
) -> None:
    tables = tables_of(tmp_path)
    tables[table] = with_column(tables[table], column, values)
    with pytest.raises(BundleError, match=message):
        write_bundle(tmp_path / "spoiled", "synthetic", tables)
    assert [path.name for path in tmp_path.iterdir()] == ["good"]


def test_a_table_with_other_columns_is_refused(tmp_path: Path) -> None:
    tables = tables_of(tmp_path)
    tables["school"] = tables["school"].drop_columns(["stratum"])
    with pytest.raises(BundleError, match="columns are"):
        write_bundle(tmp_path / "spoiled", "synthetic", tables)


def test_a_bundle_needs_residents(tmp_path: Path) -> None:
    tables = tables_of(tmp_path)
    with pytest.raises(BundleError, match="no residents"):
        write_bundle(tmp_path / "spoiled", "synthetic", {"places": tables["places"]})


def test_chunks_of_any_size_make_the_same_bytes(tmp_path: Path) -> None:
    tables = tables_of(tmp_path)
    whole = write_bundle(tmp_path / "whole", "synthetic", tables)
    with writing_bundle(tmp_path / "pieces", "synthetic") as writer:
        for name, rows in tables.items():
            for start in range(rows.num_rows):
                writer.add(name, rows.slice(start, 1))
    assert open_bundle(tmp_path / "pieces").tables == whole.tables


def test_order_holds_across_chunks(tmp_path: Path) -> None:
    tables = tables_of(tmp_path)
    with writing_bundle(tmp_path / "pieces", "synthetic") as writer:
        writer.add("places", tables["places"])
        writer.add("residents", tables["residents"].slice(1))
        with pytest.raises(BundleError, match="out of order"):
            writer.add("residents", tables["residents"].slice(0, 1))


def test_row_groups_hold_a_million_rows_and_keys_keep_all_their_bits(tmp_path: Path) -> None:
    tables = tables_of(tmp_path)
    count = ROWS_PER_GROUP + 10
    keys = np.arange(count, dtype=np.uint64) + np.uint64(2**64 - 2 * count)
    home = tables["residents"]["home_area"][0].as_py()
    columns: dict[str, Any] = {name: np.zeros(count, dtype=np.int64) for name in WORK.columns.names}
    columns |= {
        "year": np.full(count, 2005),
        "home_area": np.full(count, home),
        "unit_municipality": np.full(count, 8),
        "record_key": keys,
    }
    rows = pa.table(columns, schema=WORK.columns)
    with writing_bundle(tmp_path / "large", "synthetic") as writer:
        writer.add("places", tables["places"])
        writer.add("residents", tables["residents"])
        for start in range(0, count, 300_000):
            writer.add("work", rows.slice(start, 300_000))
    file = pq.ParquetFile(tmp_path / "large" / "work.parquet")
    groups = [file.metadata.row_group(i) for i in range(file.metadata.num_row_groups)]
    assert [group.num_rows for group in groups] == [ROWS_PER_GROUP, 10]
    assert groups[0].column(0).compression == "ZSTD"
    assert file.read()["record_key"].to_numpy().tolist() == keys.tolist()


def test_a_target_that_exists_is_left_alone(tmp_path: Path) -> None:
    tables = tables_of(tmp_path)
    before = (tmp_path / "good" / "bundle.json").read_bytes()
    with pytest.raises(BundleError, match="is there already"):
        write_bundle(tmp_path / "good", "synthetic", tables)
    assert (tmp_path / "good" / "bundle.json").read_bytes() == before


def test_what_a_killed_process_left_is_swept_and_what_a_living_one_writes_is_not(
    tmp_path: Path,
) -> None:
    tables = tables_of(tmp_path)
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    (tmp_path / f"new.partial-{gone.pid}").mkdir()
    (tmp_path / f"new.partial-{os.getppid()}").mkdir()
    write_bundle(tmp_path / "new", "synthetic", tables)
    assert not (tmp_path / f"new.partial-{gone.pid}").exists()
    assert (tmp_path / f"new.partial-{os.getppid()}").exists()


WRITES_SLOWLY = """
import sys, time
from pathlib import Path
from typing import Any
from core.bundle import writing_bundle
with writing_bundle(Path(sys.argv[1]), "synthetic"):
    print("begun", flush=True)
    time.sleep(30)
"""


@pytest.mark.parametrize("interruption", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_writer_leaves_nothing(tmp_path: Path, interruption: signal.Signals) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITES_SLOWLY, str(tmp_path / "new")],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=Path(__file__).parents[3],
    )
    with writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        begun = time.monotonic()
        writer.send_signal(interruption)
        assert writer.wait(timeout=10) != 0
    assert time.monotonic() - begun < 10
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_ends_in_a_message_and_leaves_nothing(tmp_path: Path) -> None:
    tables = tables_of(tmp_path)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(BundleError, match=r"no room left.*free some"):
            write_bundle(tmp_path / "new", "synthetic", tables)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert [path.name for path in tmp_path.iterdir()] == ["good"]


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BundleError, match="can't be made"):
        write_bundle(tmp_path / "file" / "new", "synthetic", {})


def test_the_manifest_says_what_the_contract_asks(tmp_path: Path) -> None:
    bundle = draw_world(tmp_path, residents=RESIDENTS_DRAWN)
    manifest = json.loads((bundle.path / "bundle.json").read_text())
    assert list(manifest) == [
        "schema", "basis", "years", "vintage", "sources", "tables", "linkage", "keys",
    ]  # fmt: skip
    assert manifest["tables"]["residents"]["rows"] == 2
    assert pq.read_schema(bundle.file("residents")).names == RESIDENTS.columns.names
