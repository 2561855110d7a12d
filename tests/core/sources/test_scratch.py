from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from core.sources.scratch import EngineError, is_out_of_room, named, quoted, scratch_in

PLANTED = "planted-9081726"


def test_the_engine_s_words_never_leave(tmp_path: Path) -> None:
    with scratch_in(tmp_path / "scratch") as scratch, pytest.raises(EngineError) as failure:
        scratch.run(f"SELECT CAST('{PLANTED}' AS INTEGER)")
    error: BaseException | None = failure.value
    while error is not None:
        assert PLANTED not in f"{error} {error.args} {vars(error)}"
        error = error.__cause__ or error.__context__


def test_an_error_while_rows_are_fetched_is_without_words_too(tmp_path: Path) -> None:
    query = (
        f"SELECT CASE WHEN i = 5000 THEN '{PLANTED}' ELSE '1' END::INTEGER FROM range(9000) t(i)"
    )
    with scratch_in(tmp_path / "scratch") as scratch, pytest.raises(EngineError) as failure:
        list(scratch.chunks(query, 100))
    assert PLANTED not in str(failure.value)
    assert failure.value.__context__ is None


def test_the_folder_goes_whatever_happens(tmp_path: Path) -> None:
    with pytest.raises(EngineError), scratch_in(tmp_path / "scratch") as scratch:
        scratch.run("FROM a_table_that_is_not_there")
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_told_from_other_errors() -> None:
    assert is_out_of_room(OSError(28, "No space left on device"))
    assert is_out_of_room(duckdb.IOException('Could not write file "x": No space left on device'))
    assert not is_out_of_room(OSError(2, "No such file"))


@pytest.mark.parametrize("text", ["it's", '"quoted"', "semi; colon", "--", "é"])
def test_names_and_texts_reach_the_engine_as_they_are(tmp_path: Path, text: str) -> None:
    with scratch_in(tmp_path / "scratch") as scratch:
        scratch.keep(text, pa.table({text: [text]}))
        assert scratch.run(
            f"SELECT {named(text)} FROM {named(text)} WHERE {named(text)} = {quoted(text)}"
        ) == [(text,)]


def test_chunks_hold_at_most_the_rows_asked_for(tmp_path: Path) -> None:
    with scratch_in(tmp_path / "scratch") as scratch:
        chunks = list(scratch.chunks("SELECT i FROM range(10000) t(i)", 4096))
    assert sum(chunk.num_rows for chunk in chunks) == 10_000
    assert max(chunk.num_rows for chunk in chunks) <= 4096
