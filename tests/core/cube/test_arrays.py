"""Numbers go from numpy to Arrow and back unchanged."""

import numpy as np
import pyarrow as pa
import pytest

from core.cube.arrays import defined, integers, table_of, texts, values_of


@pytest.mark.parametrize("kind", [np.int8, np.int32, np.int64, np.uint64, np.float64])
def test_a_table_of_columns_keeps_their_kind_and_values(kind: type[np.generic]) -> None:
    # Every other one: such a view does not lie in memory as a column must.
    column = np.arange(10).astype(kind)[::2]
    table = table_of({"column": column})
    assert table.schema == pa.schema([("column", pa.from_numpy_dtype(np.dtype(kind)))])
    assert table["column"].to_pylist() == [0, 2, 4, 6, 8]


def test_a_table_may_be_empty() -> None:
    assert table_of({"column": np.empty(0, np.int32)}).num_rows == 0


def test_undefined_numbers_are_gaps() -> None:
    assert defined(np.array([0.5, np.nan, -0.0] * 5)).to_pylist() == [0.5, None, -0.0] * 5


def test_names_are_kept_whatever_their_letters() -> None:
    names = ["Súdwest-Fryslân", "", "'s-Gravenhage"]
    assert texts(names).to_pylist() == names


def test_values_of_a_table_in_pieces_stand_behind_one_another() -> None:
    numbers = table_of({"number": np.arange(6, dtype=np.int8)})
    pieces = pa.concat_tables([numbers.slice(4), numbers.slice(1, 2)])
    found = values_of(pieces, "number")
    assert found.dtype == np.int8
    assert found.tolist() == [4, 5, 1, 2]
    assert integers(pieces, "number").dtype == np.int64


def test_values_of_no_rows_are_none() -> None:
    assert values_of(table_of({"number": np.empty(0, np.int16)}), "number").tolist() == []


def test_a_column_with_gaps_is_no_column_of_numbers() -> None:
    with pytest.raises(ValueError, match="gaps"):
        values_of(pa.table({"number": [1, None]}), "number")
