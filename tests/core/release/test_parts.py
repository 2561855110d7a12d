"""Tables of a part are taken whole while others are still being made."""

from collections.abc import Iterator
from concurrent.futures import Future
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pytest

from core.errors import ReleaseError
from core.protection.release_table import ReleaseTable, exact_rows
from core.release.parts import PartFile
from core.release.schema import TABLES
from tests.worlds import EXACT

PROTECTION = EXACT.profile.name


@pytest.fixture
def part(tmp_path: Path) -> PartFile:
    """A part of which nothing is made yet."""
    return PartFile(tmp_path / "part", PROTECTION)


def table(rows: int) -> ReleaseTable:
    """So many rows without a value."""
    schema = TABLES["composition"]
    columns = [pa.nulls(rows, field.type) for field in schema]
    return exact_rows("composition", pa.Table.from_arrays(columns, schema=schema))


def lengths(taken: Iterator[tuple[str, pa.Table]]) -> list[int]:
    return [rows.num_rows for name, rows in taken if name == "composition"]


def test_a_table_can_be_taken_before_the_next_one_is_made(part: PartFile) -> None:
    made: Future[None] = Future()
    taken = part.taken(made)
    with part:
        for rows in (3, 0, 5):
            part.add_protected(table(rows))
            assert lengths(islice(taken, 1)) == [rows]
    made.set_result(None)
    assert lengths(taken) == []


def test_all_of_a_part_that_is_made_is_taken_and_then_it_is_gone(
    part: PartFile, tmp_path: Path
) -> None:
    made: Future[None] = Future()
    with part:
        for rows in (1, 2):
            part.add_protected(table(rows))
    made.set_result(None)
    assert lengths(part.taken(made)) == [1, 2]
    assert [*tmp_path.iterdir()] == []


def test_half_a_table_is_left_until_the_rest_of_it_is_there(part: PartFile, tmp_path: Path) -> None:
    with part:
        part.add_protected(table(1))
        first = (tmp_path / "part").stat().st_size
        part.add_protected(table(2))
    written = (tmp_path / "part").read_bytes()
    for missing in (1, 100, len(written) - first - 8, len(written) - first - 7):
        (tmp_path / "part").write_bytes(written[:-missing])
        made: Future[None] = Future()
        taken = part.taken(made)
        assert lengths(islice(taken, 1)) == [1]
        (tmp_path / "part").write_bytes(written)
        assert lengths(islice(taken, 1)) == [2]


def test_what_went_wrong_while_a_part_was_made_is_raised_after_its_tables(part: PartFile) -> None:
    made: Future[None] = Future()
    with part:
        part.add_protected(table(4))
    made.set_exception(ReleaseError("so it went"))
    taken = part.taken(made)
    assert lengths(islice(taken, 1)) == [4]
    with pytest.raises(ReleaseError, match="so it went"):
        next(taken)


def test_a_part_that_nobody_opened_takes_nothing(part: PartFile) -> None:
    with pytest.raises(ReleaseError, match="not open"):
        part.add_protected(table(1))
