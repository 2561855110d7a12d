from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from core.errors import InputError
from core.sources.formats.opened import Request
from core.sources.formats.parquet import open_parquet
from core.sources.scratch import scratch_in

WRITTEN = [
    (pa.array(["01", None]), ["01", None]),
    (pa.array([1, None], pa.int8()), ["1", None]),
    (pa.array([1.0, None]), ["1", None]),
    (pa.array([1.5, float("nan")]), ["1.5", None]),
    (pa.array([1e300, float("inf")]), ["1e+300", "inf"]),
    (pa.array(["a", "b"]).dictionary_encode(), ["a", "b"]),
    (pa.array([2**63], pa.uint64()), [str(2**63)]),
    (pa.array([True]), ["true"]),
    (pa.nulls(1), [None]),
]


def request_for(path: Path) -> Request:
    return Request(path, path.name, ("x",))


@pytest.mark.parametrize(("values", "texts"), WRITTEN)
def test_every_cell_is_read_as_the_text_an_office_would_write(
    tmp_path: Path, values: pa.Array, texts: list[Any]
) -> None:
    path = tmp_path / "it's.parquet"
    pq.write_table(pa.table({"x": values}), path)
    with scratch_in(tmp_path / "scratch") as scratch:
        file = open_parquet(request_for(path), scratch)
        found = scratch.run(f"SELECT {file.text('x')} FROM {file.source}")
        assert [text for (text,) in found] == texts
        assert not file.wrong_types


@pytest.mark.parametrize(
    "values", [pa.array([[1]]), pa.array([{"a": 1}]), pa.array([b"x"]), pa.array([[b"x"]])]
)
def test_a_column_without_text_is_named(tmp_path: Path, values: pa.Array) -> None:
    path = tmp_path / "x.parquet"
    pq.write_table(pa.table({"x": values}), path)
    with scratch_in(tmp_path / "scratch") as scratch:
        assert open_parquet(request_for(path), scratch).wrong_types.keys() == {"x"}


def test_columns_that_differ_only_in_capitals_are_kept_apart(tmp_path: Path) -> None:
    path = tmp_path / "x.parquet"
    pq.write_table(pa.table([pa.array(["small"]), pa.array(["large"])], names=["x", "X"]), path)
    with scratch_in(tmp_path / "scratch") as scratch:
        file = open_parquet(request_for(path), scratch)
        assert scratch.run(f"SELECT {file.text('X')}, {file.text('x')} FROM {file.source}") == [
            ("large", "small")
        ]


@pytest.mark.parametrize("kept", [0.0, 0.5, 0.99])
def test_a_file_that_is_cut_off_is_refused(tmp_path: Path, kept: float) -> None:
    path = tmp_path / "x.parquet"
    pq.write_table(pa.table({"x": ["secret"] * 1000}), path)
    content = path.read_bytes()
    path.write_bytes(content[: int(kept * len(content))])
    with (
        scratch_in(tmp_path / "scratch") as scratch,
        pytest.raises(InputError, match="can't be read as Parquet; expected a whole file"),
    ):
        open_parquet(request_for(path), scratch)
