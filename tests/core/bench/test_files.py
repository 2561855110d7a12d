"""The bench of files measures real ones, in a queue, while someone else uses the dashboard."""

from pathlib import Path

import pytest

from core.bench import files


@pytest.mark.slow
def test_files_are_made_while_others_look_on(
    served_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "demo_country", lambda folder: served_folder)
    monkeypatch.setattr(files, "VISITORS", 1)
    monkeypatch.setattr(files, "SECONDS", 4)
    monkeypatch.setattr(files, "ROUNDS", 1)
    rows = {str(row["name"]): row for row in files.bench_files(tmp_path)}
    for form in files.MOST_SECONDS:
        seconds = rows[f"files: ten slides as {form}: 95 in 100 within"]["figure"]
        assert isinstance(seconds, float)
        assert 0 < seconds < files.PATIENCE_S
    assert rows["files: 1 visitors meanwhile: errors"]["figure"] == 0
