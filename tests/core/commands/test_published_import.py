"""``import`` reads files of publishers, and a bad one changes nothing."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.__main__ import main
from core.release import open_current
from core.settings import settings
from core.sources.source import SAMPLES

GOOD = ("key_figures/KWB2019_84583NED.csv", "boundaries/gemeenten_2023.geojson")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("CONTACTATLAS_DATA", str(tmp_path / "data"))
    settings.cache_clear()
    files = tmp_path / "files"
    files.mkdir()
    for name in GOOD:
        shutil.copy(SAMPLES / name, files)
    yield tmp_path
    settings.cache_clear()


def run(*arguments: object) -> int:
    return main([str(one) for one in ("import", *arguments)])


def test_a_folder_of_published_files_becomes_a_release(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder / "files", "--into", folder / "bundle", "--build") == 0
    told = capsys.readouterr().out
    assert "KWB2019_84583NED.csv [key_figures]: read 10, dropped 0, repaired 1" in told
    assert "found from the coordinates" in told
    assert open_current(folder / "data" / "releases" / "open").basis == "published"


def test_a_dry_run_reports_and_writes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder / "files", "--into", folder / "bundle", "--dry-run") == 0
    assert "together: read" in capsys.readouterr().out
    assert not (folder / "bundle").exists()
    assert not (folder / "data").exists()


def test_a_bad_file_is_named_and_the_live_release_stays(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(folder / "files", "--into", folder / "bundle", "--build")
    live = open_current(folder / "data" / "releases" / "open").id
    (folder / "files" / "wages.csv").write_text("name;wage\nAnna;12\nBen;13\n")
    assert run(folder / "files", "--into", folder / "second", "--build") == 2
    told = capsys.readouterr().err
    assert "wages.csv: is of no known kind" in told
    assert not (folder / "second").exists()
    assert open_current(folder / "data" / "releases" / "open").id == live


def test_bad_files_can_be_left_out_by_saying_so(folder: Path) -> None:
    (folder / "files" / "wages.csv").write_text("name;wage\nAnna;12\nBen;13\n")
    assert run(folder / "files", "--into", folder / "bundle", "--lenient") == 0
    assert (folder / "bundle" / "published.json").is_file()


def test_own_figures_are_read_as_their_mapping_says(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "files" / "buurtcijfers.csv").write_text(
        "buurt;bijstand\nBU03630000;12,5\nBU03630001;8\n", "utf-8"
    )
    (folder / "files" / "eigen.toml").write_text(
        'figures = "buurtcijfers.csv"\ntitle = "Buurtmonitor"\npublisher = "Gemeente"\n'
        'codes = "buurt"\nyear = 2019\n[columns]\nbenefit_percent = "bijstand"\n',
        "utf-8",
    )
    assert run(folder / "files", "--into", folder / "bundle", "--build") == 0
    release = open_current(folder / "data" / "releases" / "open")
    rows = release.store.select("conditions", ("place", "value"), {"indicator": "benefit_percent"})
    assert rows.to_pylist() == [
        {"place": "BU03630000", "value": 12.5},
        {"place": "BU03630001", "value": 8.0},
    ]


def test_a_mapping_that_names_a_column_the_table_lacks_says_which_it_has(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "files" / "own.csv").write_text("buurt;bijstand\nBU03630000;12\n", "utf-8")
    (folder / "files" / "own.toml").write_text(
        'figures = "own.csv"\ntitle = "t"\ncodes = "buurt"\nyear = 2019\n[columns]\na = "banen"\n'
    )
    assert run(folder / "files", "--into", folder / "bundle") == 2
    told = capsys.readouterr().err
    assert "lacks 'banen'" in told
    assert "'bijstand'" in told
