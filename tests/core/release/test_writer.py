"""Whatever happens while a release is written, there is the old one or the whole new one."""

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from core.errors import CoreError, ReleaseError
from core.protection.release_table import exact_rows
from core.release import current_release_id, open_current
from core.release.build import build
from core.release.release import CURRENT
from core.release.schema import TABLES
from core.release.writer import ReleaseWriter, writing_release
from tests.counted import copied_data, counted_bundle, counted_release
from tests.releasing import ABOUT, left_over, write
from tests.worlds import EXACT

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def releases(tmp_path: Path) -> Path:
    """A folder of its own with one release."""
    return copied_data(tmp_path) / "releases"


def test_the_same_bundle_gives_the_same_release(tmp_path: Path) -> None:
    releases = tmp_path / "releases"
    again = build(counted_bundle(tmp_path), releases, protection=EXACT)
    assert again.id == counted_release().id
    assert {path.name for path in releases.iterdir()} == {again.id, CURRENT}


def test_building_a_damaged_release_again_mends_it(releases: Path) -> None:
    write(releases, number=1)
    release = open_current(releases)
    (release.path / "places.parquet").write_bytes(b"")
    with pytest.raises(ReleaseError):
        open_current(releases)
    write(releases, number=1)
    assert open_current(releases).id == release.id


def until_full(does: Callable[..., Any], room: int) -> Callable[..., Any]:
    """The same, on a disk that is full from the so-many-th call on."""
    left = iter(range(room))

    def do(*args: Any, **named: Any) -> Any:
        if next(left, None) is None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return does(*args, **named)

    return do


PLACES_TO_FAIL = (
    (pq.ParquetWriter, "write_table", 0),
    (pq.ParquetWriter, "write_table", 4),
    (Path, "write_bytes", 0),  # the manifest
    (Path, "write_text", 0),  # the pointer to the current release
    (os, "fsync", 0),
    (os, "fsync", 3),
)


@pytest.mark.parametrize(("owner", "name", "room"), PLACES_TO_FAIL)
def test_a_full_disk_ends_in_a_message_and_the_old_release_lives(
    releases: Path, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, room: int
) -> None:
    old = open_current(releases).id
    with monkeypatch.context() as patched:
        patched.setattr(owner, name, until_full(getattr(owner, name), room))
        with pytest.raises(ReleaseError, match="no room"):
            write(releases, number=1)
    assert open_current(releases).id == old
    assert left_over(releases) == []


def test_files_that_may_not_grow_end_in_a_message(releases: Path, tmp_path: Path) -> None:
    """As `ulimit -f` and quotas do: the whole program, not a part of it that fails on cue."""
    counted_bundle(tmp_path)
    old = open_current(releases).id
    building = f"ulimit -f 16; exec '{sys.executable}' -m core build --profile workbench"
    done = subprocess.run(
        ["bash", "-c", f"trap '' XFSZ; {building} '{tmp_path / 'world'}' --into '{releases}'"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 2
    assert "no room" in done.stderr
    assert "Traceback" not in done.stderr
    assert open_current(releases).id == old
    assert left_over(releases) == []


def test_what_fails_while_writing_leaves_nothing(releases: Path) -> None:
    old = current_release_id(releases)
    with pytest.raises(ZeroDivisionError), writing_release(releases, ABOUT):
        raise ZeroDivisionError
    assert current_release_id(releases) == old
    assert left_over(releases) == []


def test_a_table_with_other_columns_is_refused(releases: Path) -> None:
    with pytest.raises(ReleaseError, match="expected"), writing_release(releases, ABOUT) as writer:
        writer.add("places", pa.table({"code": ["NL01"]}))


def test_releases_can_not_stand_where_no_folder_can_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CoreError, match="file"), writing_release(tmp_path / "file" / "x", ABOUT):
        pass


def test_the_manifest_says_what_the_release_rests_on(releases: Path) -> None:
    described = json.loads((counted_release().path / "manifest.json").read_text())
    assert described["basis"] == "synthetic"
    assert described["protection"] == "workbench"
    assert set(described["tables"]) == set(TABLES)
    assert open_current(releases).rows == {
        name: table["rows"] for name, table in described["tables"].items()
    }


def test_a_writer_takes_rows_in_parts(tmp_path: Path) -> None:
    rows = pq.read_table(counted_release().path / "relation.parquet")
    with writing_release(tmp_path, ABOUT) as writer:
        assert isinstance(writer, ReleaseWriter)
        for part in parts(rows):
            writer.add_protected(exact_rows("relation", part))
    found = open_current(tmp_path)
    assert found.rows["relation"] == rows.num_rows
    assert found.store.select("relation", rows.column_names, {}) == rows


def parts(rows: pa.Table) -> Iterator[pa.Table]:
    for start in range(0, rows.num_rows, 100):
        yield rows.slice(start, 100)
