"""Releases of several kinds stand side by side, each kind with a current one of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.__main__ import main
from core.bundle import Bundle
from core.commands.check import opened
from core.commands.command import OK, UNUSABLE
from core.errors import ReleaseError
from core.release import MAIN, open_current, open_first, series_folder, series_in
from core.settings import settings
from tests.counted import copied_data, counted_bundle, counted_release, other_release

WORKBENCH = ("--profile", "workbench")


@pytest.fixture
def bundle(tmp_path: Path) -> Bundle:
    return counted_bundle(tmp_path)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty data folder, which the settings name."""
    monkeypatch.setenv("CONTACTATLAS_DATA", str(tmp_path / "data"))
    settings.cache_clear()
    yield tmp_path / "data"
    settings.cache_clear()


def names(releases: Path) -> list[str]:
    return [one.name for one in series_in(releases)]


def test_each_series_has_a_current_release_of_its_own(tmp_path: Path) -> None:
    releases = copied_data(tmp_path) / "releases"
    other = other_release(series_folder(releases, "register"))
    found = {one.name: one.open() for one in series_in(releases)}
    assert {name: one.id for name, one in found.items()} == {
        MAIN: counted_release().id,
        "register": other,
    }
    assert all(one.series == name for name, one in found.items())
    newer = other_release(series_folder(releases, "open"))
    assert newer == other
    assert open_current(releases).id == counted_release().id


def test_measured_figures_come_before_made_up_ones(tmp_path: Path) -> None:
    releases = tmp_path / "releases"
    for name in ("demo", "utrecht", "open", "register", "almere"):
        other_release(series_folder(releases, name))
    assert names(releases) == ["register", "open", "almere", "utrecht", "demo"]
    assert open_first(releases).series == "register"


def test_a_folder_without_a_current_release_is_no_series(tmp_path: Path) -> None:
    releases = copied_data(tmp_path) / "releases"
    (releases / "open").mkdir()
    (releases / "register.partial-12").mkdir()
    (releases / "register.partial-12" / "current").write_text("x")
    assert names(releases) == [MAIN]
    assert names(tmp_path / "nowhere") == []


@pytest.mark.parametrize("name", ["", "..", "a/b", "../x", "A", "1st", "é", "a" * 31, "a.b", "-a"])
def test_a_name_that_is_none_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ReleaseError, match="can't name a series"):
        series_folder(tmp_path, name)


def test_a_build_joins_the_series_it_names_or_that_of_its_basis(bundle: Bundle, data: Path) -> None:
    assert main(["build", str(bundle.path), *WORKBENCH]) == OK
    assert names(data / "releases") == ["demo"]
    assert main(["build", str(bundle.path), *WORKBENCH, "--as", "almere"]) == OK
    assert names(data / "releases") == ["almere", "demo"]
    assert opened(Path("almere")).series == "almere"
    assert opened(None).series == "almere"
    assert main(["check", "demo"]) == OK
    assert main(["build", str(bundle.path), *WORKBENCH, "--as", "../out"]) == UNUSABLE
    assert names(data / "releases") == ["almere", "demo"]
