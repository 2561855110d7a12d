"""Reading part of a table gives what filtering all of it would."""

import random
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from core.errors import ReleaseError
from core.release.schema import TABLES, filled_tables
from core.release.store import Store, Value
from core.release.table_files import ROWS_PER_GROUP
from tests.counted import counted_release

GROUPS_OF = 50


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The tables of the counted world in small row groups, so that there is much to skip."""
    folder = tmp_path_factory.mktemp("store")
    for name in TABLES:
        rows = pq.read_table(counted_release().path / f"{name}.parquet")
        pq.write_table(rows, folder / f"{name}.parquet", row_group_size=GROUPS_OF)
    return Store(folder, tuple(TABLES))


def everything(name: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = pq.read_table(
        counted_release().path / f"{name}.parquet"
    ).to_pylist()
    return rows


def matches(row: dict[str, object], where: dict[str, Value]) -> bool:
    return all(
        row[column] in value
        if isinstance(value, Sequence) and not isinstance(value, str)
        else row[column] == value
        for column, value in where.items()
    )


@pytest.mark.parametrize("name", filled_tables("register"))
def test_a_selection_is_what_a_filter_over_all_rows_leaves(store: Store, name: str) -> None:
    chance = random.Random(2005)
    rows = everything(name)
    columns = list(rows[0])
    for _ in range(60):
        example = chance.choice(rows)
        where: dict[str, Value] = {}
        for column in chance.sample(columns, chance.randint(0, 4)):
            value = example[column]
            if not isinstance(value, str | int):
                continue
            others = [chance.choice(rows)[column] for _ in range(2)]
            several = [one for one in (value, *others) if isinstance(one, type(value))]
            where[column] = tuple(several) if chance.random() < 0.5 else value  # type: ignore[assignment]
        read = chance.sample(columns, chance.randint(1, len(columns)))
        found = store.select(name, read, where)
        assert found.column_names == read
        wanted = [{column: row[column] for column in read} for row in rows if matches(row, where)]
        assert found.to_pylist() == wanted


def test_what_no_row_has_gives_no_rows_with_the_right_columns(store: Store) -> None:
    nowhere: tuple[dict[str, Value], ...] = (
        {"place": "GM9999"},
        {"place": ()},
        {"year": 99_999},
        {"place": "' OR 1=1 --"},
        {"place": "\x00"},
        {"threshold": (50, 51), "place": "zzz"},
        {"threshold": (51, 99_999_999)},
    )
    for where in nowhere:
        found = store.select("accumulation", ("place", "both"), where)
        assert found.num_rows == 0
        assert found.schema == pa.schema([("place", pa.string()), ("both", pa.int64())])


def test_rows_come_in_the_order_of_a_column(store: Store) -> None:
    found = store.select("places", ("name_nl",), {}, order="code")
    assert found.column_names == ["name_nl"]
    codes = store.select("places", ("code",), {}, order="code")["code"].to_pylist()
    assert codes == sorted(codes)


def test_a_table_that_is_not_there_is_refused(store: Store) -> None:
    with pytest.raises(ReleaseError, match="secrets"):
        store.select("secrets", ("people",), {})


def test_many_threads_read_the_same(store: Store) -> None:
    where: dict[str, Value] = {"place": ("NL01", "g4"), "origin": "dutch"}
    expected = store.select("compensation", ("place", "more"), where)

    def read(_: int) -> bool:
        found = store.select("compensation", ("place", "more"), where)
        return bool(found == expected)

    with ThreadPoolExecutor(max_workers=8) as pool:
        assert all(pool.map(read, range(160)))
    assert expected.num_rows > 0


def test_a_release_just_built_is_in_row_groups_that_can_be_skipped() -> None:
    for name in TABLES:
        metadata = pq.ParquetFile(counted_release().path / f"{name}.parquet").metadata
        for group in range(metadata.num_row_groups):
            assert metadata.row_group(group).num_rows <= ROWS_PER_GROUP
