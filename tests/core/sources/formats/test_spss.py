from pathlib import Path

import pandas as pd
import pyreadstat
import pytest

from core.errors import InputError
from core.sources.formats import spss
from core.sources.formats.opened import Request
from core.sources.scratch import scratch_in

ROWS = pd.DataFrame({"person": ["p1", "p2", "p3"], "code": [1.0, None, 2.5], "more": [0, 0, 0]})


def request_for(path: Path) -> Request:
    return Request(path, path.name, ("code", "person"))


def cells(path: Path, folder: Path) -> list[tuple[str | None, ...]]:
    with scratch_in(folder / "scratch") as scratch:
        file = spss.open_spss(request_for(path), scratch)
        assert file.names == ("person", "code", "more")
        query = f"SELECT {file.text('person')}, {file.text('code')} FROM {file.source} ORDER BY 1"
        return scratch.run(query)


@pytest.mark.parametrize("suffix", ["sav", "zsav"])
def test_codes_are_read_and_labels_are_not(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"x.{suffix}"
    labels = {"code": {1: "One", 2.5: "Two and a half"}}
    pyreadstat.write_sav(ROWS, path, variable_value_labels=labels, compress=suffix == "zsav")
    assert cells(path, tmp_path) == [("p1", "1"), ("p2", None), ("p3", "2.5")]


def test_values_declared_missing_are_empty(tmp_path: Path) -> None:
    path = tmp_path / "x.sav"
    pyreadstat.write_sav(ROWS, path, missing_ranges={"code": [1]})
    assert cells(path, tmp_path)[0] == ("p1", None)


@pytest.mark.parametrize("at_once", [1, 2, 3, 4])
def test_pieces_of_any_size_give_all_rows_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    path = tmp_path / "x.sav"
    pyreadstat.write_sav(ROWS, path)
    monkeypatch.setattr(spss, "ROWS_AT_ONCE", at_once)
    assert [person for person, _ in cells(path, tmp_path)] == ["p1", "p2", "p3"]


def test_a_file_without_wanted_columns_is_not_read_further(tmp_path: Path) -> None:
    path = tmp_path / "x.sav"
    pyreadstat.write_sav(ROWS, path)
    with scratch_in(tmp_path / "scratch") as scratch:
        file = spss.open_spss(Request(path, "x.sav", ("other",)), scratch)
        assert file.names == ("person", "code", "more")


@pytest.mark.parametrize("kept", [0.0, 0.1, 0.5, 0.99])
def test_a_file_that_is_cut_off_is_refused(tmp_path: Path, kept: float) -> None:
    path = tmp_path / "x.sav"
    pyreadstat.write_sav(pd.concat([ROWS] * 100), path)
    content = path.read_bytes()
    path.write_bytes(content[: int(kept * len(content))])
    with (
        scratch_in(tmp_path / "scratch") as scratch,
        pytest.raises(InputError, match="can't be read as SPSS"),
    ):
        spss.open_spss(request_for(path), scratch)


def test_a_text_file_by_that_name_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.sav"
    path.write_text("person;code\np1;1\n")
    with (
        scratch_in(tmp_path / "scratch") as scratch,
        pytest.raises(InputError, match="can't be read as SPSS"),
    ):
        spss.open_spss(request_for(path), scratch)
