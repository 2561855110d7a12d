"""What commands share: rows that judge, a bar for who watches, one place for releases."""

import io
import json
import sys
from pathlib import Path

import pytest

from core.commands import commands_for
from core.commands.command import FAILED, OK, end_progress, judged, progress_bar, releases_folder
from core.settings import settings

RIGHT = {"name": "size", "figure": 12.5, "unit": "MB", "limit": 400.0, "ok": True}
WRONG = {"name": "a longer name", "figure": 31, "unit": "ms", "limit": None, "ok": False}


class Terminal(io.StringIO):
    """Standard error that someone watches."""

    def isatty(self) -> bool:
        return True


def test_rows_for_machines_are_the_rows_themselves(capsys: pytest.CaptureFixture[str]) -> None:
    assert judged([RIGHT], as_json=True) == OK
    assert json.loads(capsys.readouterr().out) == [RIGHT]
    assert judged([RIGHT, WRONG], as_json=True) == FAILED
    assert json.loads(capsys.readouterr().out) == [RIGHT, WRONG]


def test_rows_for_people_stand_below_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    assert judged([RIGHT, WRONG], as_json=False) == FAILED
    assert capsys.readouterr().out.splitlines() == [
        "ok  size           12.5 MB  (limit 400)",
        "NOT a longer name  31 ms",
    ]
    assert judged([], as_json=False) == OK


def test_progress_is_shown_to_who_watches_and_cleared(monkeypatch: pytest.MonkeyPatch) -> None:
    watched = Terminal()
    monkeypatch.setattr(sys, "stderr", watched)
    progress_bar()("school 2005", 1, 2)
    assert "school 2005" in watched.getvalue()
    end_progress()
    assert watched.getvalue().endswith("\r\033[K")


def test_progress_says_nothing_to_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    unwatched = io.StringIO()
    monkeypatch.setattr(sys, "stderr", unwatched)
    progress_bar()("school 2005", 0, 0)
    end_progress()
    assert unwatched.getvalue() == ""


def test_releases_are_kept_where_the_settings_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONTACTATLAS_DATA", str(tmp_path))
    settings.cache_clear()
    try:
        assert releases_folder() == tmp_path / "releases"
    finally:
        monkeypatch.undo()
        settings.cache_clear()


def test_a_command_is_found_by_its_name_alone() -> None:
    assert [command.name for command in commands_for(["import", "--help"])] == ["import"]
    assert [command.name for command in commands_for(["import_"])] == [
        command.name for command in commands_for([])
    ]
