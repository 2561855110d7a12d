"""Tables on their way to disk: rows keep their order, and what goes wrong is told."""

from itertools import pairwise
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from core.release.schema import TABLES
from core.release.table_files import ROWS_PER_GROUP, TableFiles

CONDITIONS = TABLES["conditions"]


def conditions(values: range) -> pa.Table:
    rows = [
        dict.fromkeys(CONDITIONS.names) | {"year": 2020, "place": str(value), "value": float(value)}
        for value in values
    ]
    return pa.Table.from_pylist(rows, schema=CONDITIONS)


def test_rows_stand_in_the_order_in_which_they_were_added_in_groups_that_are_filled(
    tmp_path: Path,
) -> None:
    files = TableFiles(tmp_path)
    ends = [0, 1, 5_000, 9_000, 9_001, 30_000, 30_002]
    for start, end in pairwise(ends):
        files.add("conditions", conditions(range(start, end)))
    files.close()
    written = pq.ParquetFile(tmp_path / "conditions.parquet")
    assert written.read()["value"].to_pylist() == list(range(30_002))
    groups = [
        written.metadata.row_group(number).num_rows
        for number in range(written.metadata.num_row_groups)
    ]
    assert max(groups) == ROWS_PER_GROUP
    assert len(groups) == 6


def test_bounds_are_kept_of_what_rows_are_looked_for_by_and_of_nothing_else(
    tmp_path: Path,
) -> None:
    files = TableFiles(tmp_path)
    files.add("conditions", conditions(range(3)))
    files.close()
    group = pq.ParquetFile(tmp_path / "conditions.parquet").metadata.row_group(0)
    columns = [group.column(number) for number in range(group.num_columns)]
    bounded = [one.path_in_schema for one in columns if one.statistics is not None]
    assert bounded == ["year", "indicator", "level", "place"]


def test_names_that_no_row_has_leave_no_trace(tmp_path: Path) -> None:
    rows = conditions(range(2))
    unused = pa.DictionaryArray.from_arrays(pa.array([], pa.int32()), ["nowhere"])
    for name, offered in (("without", [rows]), ("with", [rows.slice(2), rows])):
        (tmp_path / name).mkdir()
        files = TableFiles(tmp_path / name)
        for part in offered:
            named = unused if not part.num_rows else part["level"]
            files.add("conditions", part.set_column(2, "level", named))
        files.close()
    without, beside = (
        (tmp_path / name / "conditions.parquet").read_bytes() for name in ("without", "with")
    )
    assert without == beside


def test_what_goes_wrong_while_writing_is_told_at_the_latest_at_the_end(tmp_path: Path) -> None:
    files = TableFiles(tmp_path)
    words = conditions(range(2)).set_column(4, "value", pa.array(["many", "few"]))
    files.add("conditions", words)
    with pytest.raises(pa.ArrowInvalid):
        files.close()
    files.abandon()
