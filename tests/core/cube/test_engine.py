"""What an engine promises, of the one that counts by default."""

from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from duckdb import CatalogException

from core.cube.arrays import table_of
from core.cube.engine import DuckDbEngine
from core.settings import Settings

NUMBERS = table_of({"number": np.array([1, 2, 3], np.int32)})


def test_a_parquet_file_is_read_where_it_lies_whatever_its_name(tmp_path: Path) -> None:
    file = tmp_path / "the city's people.parquet"
    pq.write_table(NUMBERS, file)
    with DuckDbEngine() as duckdb:
        duckdb.parquet("numbers", file)
        assert duckdb.rows("SELECT * FROM numbers").equals(NUMBERS)


def test_given_rows_come_back_as_they_were() -> None:
    with DuckDbEngine() as duckdb:
        duckdb.give("numbers", NUMBERS)
        assert duckdb.rows("SELECT * FROM numbers").equals(NUMBERS)


def test_what_is_given_or_kept_anew_replaces_the_older() -> None:
    with DuckDbEngine() as duckdb:
        for last in (2, 3):
            duckdb.give("numbers", NUMBERS.slice(0, last))
            duckdb.keep("largest", "SELECT MAX(number) AS number FROM numbers")
            assert duckdb.rows("SELECT * FROM largest").to_pylist() == [{"number": last}]


def test_a_kept_table_outlives_what_it_was_made_from() -> None:
    with DuckDbEngine() as duckdb:
        duckdb.give("numbers", NUMBERS)
        duckdb.keep("copy", "SELECT * FROM numbers")
        duckdb.drop("numbers")
        assert duckdb.rows("SELECT * FROM copy").num_rows == NUMBERS.num_rows


def test_a_dropped_table_is_forgotten_and_dropping_it_again_is_no_error() -> None:
    with DuckDbEngine() as duckdb:
        duckdb.keep("one", "SELECT 1 AS number")
        duckdb.drop("one")
        duckdb.drop("one")
        with pytest.raises(CatalogException):
            duckdb.rows("SELECT * FROM one")


def test_a_sum_of_whole_numbers_outgrows_64_bits_and_stays_exact() -> None:
    keys = np.full(3, 2**64 - 1, np.uint64)
    with DuckDbEngine() as duckdb:
        duckdb.give("keys", table_of({"key": keys}))
        [row] = duckdb.rows("SELECT SUM(key) AS whole FROM keys").to_pylist()
    assert row["whole"] == 3 * (2**64 - 1)


def test_the_settings_bound_threads_and_memory_and_the_scratch_folder_takes_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits = Settings(engine_threads=1, engine_memory_mb=200)
    monkeypatch.setattr("core.cube.engine.settings", lambda: limits)
    chosen = ("threads", "memory_limit", "temp_directory")
    columns = ", ".join(f"CAST(current_setting('{one}') AS VARCHAR) AS {one}" for one in chosen)
    with DuckDbEngine(tmp_path) as duckdb:
        [row] = duckdb.rows(f"SELECT {columns}").to_pylist()
    assert row == {
        "threads": "1",
        "memory_limit": "190.7 MiB",
        "temp_directory": str(tmp_path),
    }
