"""Killed, interrupted or asked to stop: there is the old release or the whole new one."""

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

import pytest

from core.release import current_release_id, open_current
from tests.counted import copied_data, counted_bundle, counted_release
from tests.releasing import ABOUT, left_over, require_whole, write

ROOT = Path(__file__).resolve().parents[3]
KILLS = 100
BARE = ("--profile", "workbench")
WRITERS = """
import json, os, sys
from pathlib import Path
import pyarrow.parquet as pq
from core.protection.release_table import exact_rows
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
                writer.add_protected(exact_rows(name, rows))

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
    building = [sys.executable, "-m", "core", "build", str(tmp_path / "world"), *BARE]
    build_process = subprocess.Popen([*building, "--into", str(releases)], cwd=ROOT)
    wait_until(lambda: bool(left_over(releases)))
    build_process.kill()
    build_process.wait(timeout=20)
    assert left_over(releases)
    assert require_whole(releases) == old
    write(releases, number=1)
    assert left_over(releases) == []


@pytest.mark.parametrize("processes", ["1", "2"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_asked_to_stop_a_build_leaves_nothing_and_says_so(
    tmp_path: Path, number: signal.Signals, processes: str
) -> None:
    counted_bundle(tmp_path)
    releases = tmp_path / "releases"
    building = [sys.executable, "-m", "core", "build", str(tmp_path / "world"), *BARE]
    process = subprocess.Popen(
        [*building, "--into", str(releases)],
        cwd=ROOT,
        env={**os.environ, "CONTACTATLAS_BUILD_PROCESSES": processes},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    wait_until(lambda: releases.is_dir() and bool(left_over(releases)))
    time.sleep(0.2)
    # As a terminal sends it: to the build and whatever it has begun.
    os.killpg(process.pid, number)
    said = process.communicate(timeout=30)[1]
    assert process.returncode == 128 + number
    assert "Traceback" not in said
    assert [*releases.iterdir()] == []


def wait_until(is_so: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.01)
