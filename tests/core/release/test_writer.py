"""Whatever happens while a release is written, there is the old one or the whole new one."""

import errno
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from core.errors import CoreError, ReleaseError
from core.release import current_release_id, open_current, open_release
from core.release.build import build
from core.release.release import CURRENT
from core.release.schema import TABLES
from core.release.writer import ReleaseWriter, writing_release
from tests.counted import copied_data, counted_bundle, counted_release

ROOT = Path(__file__).resolve().parents[3]
KILLS = 100
ABOUT: dict[str, Any] = {
    "basis": "synthetic",
    "protection": "unprotected",
    "years": [2005],
    "setting_years": {"school": [2005], "work": [2005]},
    "vintage": 2015,
    "sources": [],
    "linkage": {},
}
WRITERS = """
import json, os, sys
from pathlib import Path
import pyarrow.parquet as pq
from core.release.schema import TABLES
from core.release.writer import writing_release
source, releases, about = Path(sys.argv[1]), Path(sys.argv[2]), json.loads(sys.argv[3])
tables = {name: pq.ParquetFile(source / f"{name}.parquet").read() for name in TABLES}

def write_on(child):
    number = 0
    while True:
        number += 1
        about["linkage"] = {"child": child, "number": number}
        with writing_release(releases, about) as writer:
            for name, rows in tables.items():
                writer.add(name, rows)

for child in sys.stdin:
    process = os.fork()
    if not process:
        write_on(child)
    print(process, flush=True)
    os.waitpid(process, 0)
    print("dead", flush=True)
"""
"""Starts a process per line that writes one release after another until it is killed."""


@contextmanager
def writers(releases: Path) -> Iterator[Callable[[float], None]]:
    """A function that lets a writer work for so many seconds and then kills it."""
    arguments = [str(counted_release().path), str(releases), json.dumps(ABOUT)]
    starter = subprocess.Popen(
        [sys.executable, "-c", WRITERS, *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    asked, said = starter.stdin, starter.stdout
    assert asked is not None
    assert said is not None
    number = iter(range(1_000_000))

    def work_and_die(seconds: float) -> None:
        asked.write(f"{next(number)}\n")
        asked.flush()
        process = int(said.readline())
        time.sleep(seconds)
        os.kill(process, signal.SIGKILL)
        assert said.readline() == "dead\n"

    yield work_and_die
    starter.communicate(timeout=20)


@pytest.fixture
def releases(tmp_path: Path) -> Path:
    """A folder of its own with one release."""
    return copied_data(tmp_path) / "releases"


def left_over(releases: Path) -> list[str]:
    return [path.name for path in releases.iterdir() if "partial" in path.name]


def require_whole(releases: Path) -> str:
    """Every folder that has a release's name opens; the id of the current one."""
    for folder in releases.iterdir():
        if folder.is_dir() and "partial" not in folder.name:
            assert open_release(folder).id == folder.name
    return open_current(releases).id


def write(releases: Path, number: int) -> None:
    with writing_release(releases, ABOUT | {"linkage": {"number": number}}) as writer:
        for name in TABLES:
            writer.add(name, pq.read_table(counted_release().path / f"{name}.parquet"))


@pytest.mark.slow
def test_killed_at_a_hundred_moments_no_half_release_is_ever_there(releases: Path) -> None:
    """A writer of one release after another is killed anywhere in or between two of them."""
    chance = random.Random(2005)
    seen, begun = {open_current(releases).id}, 0
    with writers(releases) as work_and_die:
        for _ in range(KILLS):
            work_and_die(chance.random() * 0.5)
            begun += bool(left_over(releases))
            seen.add(require_whole(releases))
            clear_up(releases)
    assert begun > KILLS / 4
    assert len(seen) > 5
    write(releases, number=0)
    assert left_over(releases) == []


def clear_up(releases: Path) -> None:
    """Only the current release stays, or opening all that were made would take the time."""
    for folder in releases.iterdir():
        if folder.is_dir() and folder.name != current_release_id(releases):
            shutil.rmtree(folder)


def test_killed_while_building_the_old_release_stays_and_the_next_build_clears_up(
    releases: Path, tmp_path: Path
) -> None:
    counted_bundle(tmp_path)
    old = open_current(releases).id
    building = [sys.executable, "-m", "core", "build", str(tmp_path / "world")]
    build_process = subprocess.Popen([*building, "--into", str(releases)], cwd=ROOT)
    wait_until(lambda: bool(left_over(releases)))
    build_process.kill()
    build_process.wait(timeout=20)
    assert left_over(releases)
    assert require_whole(releases) == old
    write(releases, number=1)
    assert left_over(releases) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_asked_to_stop_a_build_leaves_nothing_and_says_so(
    tmp_path: Path, number: signal.Signals
) -> None:
    counted_bundle(tmp_path)
    releases = tmp_path / "releases"
    building = [sys.executable, "-m", "core", "build", str(tmp_path / "world")]
    process = subprocess.Popen(
        [*building, "--into", str(releases)], cwd=ROOT, stderr=subprocess.PIPE, text=True
    )
    wait_until(lambda: releases.is_dir() and bool(left_over(releases)))
    time.sleep(0.2)
    process.send_signal(number)
    said = process.communicate(timeout=30)[1]
    assert process.returncode in (128 + number, 130)
    assert "Traceback" not in said
    assert [*releases.iterdir()] == []


def wait_until(is_so: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_the_same_bundle_gives_the_same_release(tmp_path: Path) -> None:
    releases = tmp_path / "releases"
    again = build(counted_bundle(tmp_path), releases)
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
    building = f"ulimit -f 16; exec '{sys.executable}' -m core build"
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
    assert described["protection"] == "unprotected"
    assert set(described["tables"]) == set(TABLES)
    assert open_current(releases).rows == {
        name: table["rows"] for name, table in described["tables"].items()
    }


def test_a_writer_takes_rows_in_parts(tmp_path: Path) -> None:
    rows = pq.read_table(counted_release().path / "relation.parquet")
    with writing_release(tmp_path, ABOUT) as writer:
        assert isinstance(writer, ReleaseWriter)
        for part in parts(rows):
            writer.add("relation", part)
    found = open_current(tmp_path)
    assert found.rows["relation"] == rows.num_rows
    assert found.store.select("relation", rows.column_names, {}) == rows


def parts(rows: pa.Table) -> Iterator[pa.Table]:
    for start in range(0, rows.num_rows, 100):
        yield rows.slice(start, 100)
