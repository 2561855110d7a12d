"""The command that makes the demo country, and fits its levers."""

from collections.abc import Callable
from pathlib import Path

import pytest

from core.__main__ import main
from core.demo.people.parameters import FILE


def test_levers_of_a_small_country_never_take_the_place_of_the_committed_ones(
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = FILE.read_bytes()
    assert main(["demo", "--fit", "--scale", "0.05"]) == 2
    assert "--fit FILE" in capsys.readouterr().err
    assert FILE.read_bytes() == before


def test_the_fit_keeps_its_outcome_where_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[object] = []

    def only_told(scale: float, file: Path, tell: Callable[[str], None]) -> None:
        asked.extend((scale, file))
        tell("school 1 of 3")

    monkeypatch.setattr("core.demo.fit.fit", only_told)
    assert main(["demo", "--fit", str(tmp_path / "levers.json"), "--scale", "0.05"]) == 0
    assert main(["demo", "--fit"]) == 0
    assert asked == [0.05, tmp_path / "levers.json", 1.0, FILE]
    assert "school 1 of 3" in capsys.readouterr().out
