"""Several processes make what one makes, and whatever ends one of them is told."""

import errno
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from core.bundle import Bundle
from core.errors import InputError, ReleaseError
from core.protection.protection import Protection
from core.protection.release_table import exact_rows
from core.release.build import build
from core.release.making import Making
from core.release.parts import PartFile
from core.release.processes import CAN_FORK, Opened, Work, processes
from core.release.schema import TABLES
from core.settings import settings
from tests.counted import JOBS, PUPILS, RESIDENTS, counted_bundle
from tests.worlds import EXACT, NOISY, draw_world

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="processes are forked on Linux alone")

WORLD = (RESIDENTS, PUPILS, JOBS)


@pytest.fixture
def counting_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int], None]]:
    """A function that has releases counted by so many processes."""

    def choose(number: int) -> None:
        monkeypatch.setenv("CONTACTATLAS_BUILD_PROCESSES", str(number))
        settings.cache_clear()

    yield choose
    monkeypatch.undo()
    settings.cache_clear()


def keyed_bundle(folder: Path) -> Bundle:
    """The world counted on fingers, a hundred times as large: with so few nothing is shown."""
    tables = [re.sub(r" (\d+)$", r" \g<1>00", drawn, flags=re.M) for drawn in WORLD]
    residents, pupils, jobs = tables
    return draw_world(folder, residents=residents, pupils=pupils, jobs=jobs, keyed=True)


@pytest.mark.parametrize("protection", [EXACT, NOISY], ids=["exact", "noisy"])
def test_any_number_of_processes_makes_the_same_bytes(
    tmp_path: Path, counting_in: Callable[[int], None], protection: Protection
) -> None:
    bundle = keyed_bundle(tmp_path)
    names = set()
    for number in (1, 2, 3):
        counting_in(number)
        names.add(build(bundle, tmp_path / str(number), protection=protection).id)
    assert len(names) == 1


def ready(work: Work) -> Opened:
    """Processes that need nothing before they do this work."""

    @contextmanager
    def opened() -> Iterator[Work]:
        yield work

    return opened


def test_whoever_is_free_does_the_next_work(tmp_path: Path) -> None:
    def work(number: int) -> None:
        (tmp_path / str(number)).write_text(str(os.getpid()))

    with processes(2, ready(work)) as asked:
        for one in [asked(number) for number in range(9)]:
            one.result()
    workers = {file.read_text() for file in tmp_path.iterdir()}
    assert len(list(tmp_path.iterdir())) == 9
    assert 1 <= len(workers) <= 2
    assert str(os.getpid()) not in workers


@pytest.mark.parametrize("error", [InputError(["a", "b"]), OSError(errno.ENOSPC, "no room")])
def test_what_goes_wrong_there_is_raised_here_as_it_was(error: Exception) -> None:
    def work(_: int) -> None:
        raise error

    with processes(1, ready(work)) as asked, pytest.raises(type(error)) as raised:
        asked(0).result()
    assert str(raised.value) == str(error)


def test_an_error_that_cant_travel_is_told_in_words() -> None:
    class OfThisTest(Exception):  # noqa: N818 (an error that can't be pickled, for it is local)
        pass

    def work(_: int) -> None:
        raise OfThisTest("so it went")

    with processes(1, ready(work)) as asked, pytest.raises(ReleaseError, match="so it went"):
        asked(0).result()


def test_a_process_that_is_killed_is_told_with_what_to_do() -> None:
    def work(_: int) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    with (
        processes(2, ready(work)) as asked,
        pytest.raises(ReleaseError, match=r"ended from outside.*BUILD_PROCESSES=1"),
    ):
        asked(0).result()


def test_the_block_doesnt_wait_for_work_that_nobody_wants_any_more() -> None:
    begun = time.monotonic()
    with processes(2, ready(lambda _: time.sleep(60))) as asked:
        asked(0)
    assert time.monotonic() - begun < 30


ORPHANS = """
import os, time
from contextlib import contextmanager
from core.release.processes import processes
@contextmanager
def opened():
    os.write(1, f"{os.getpid()}\\n".encode())  # whole, whoever writes beside it
    yield lambda _: time.sleep(60)
with processes(2, opened) as asked:
    asked(0).result()
"""


def test_processes_end_with_a_parent_that_is_killed() -> None:
    begun = [sys.executable, "-c", ORPHANS]
    with subprocess.Popen(begun, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        children = [int(parent.stdout.readline()) for _ in range(2)]
        parent.kill()
    deadline = time.monotonic() + 30
    while any(map(is_running, children)):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def is_running(process: int) -> bool:
    """Whether a process is there and not just waiting to be buried."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


@pytest.mark.parametrize(
    ("end", "words"),
    [(OSError(errno.ENOSPC, "No space left on device"), "no room"), (None, "ended from outside")],
)
def test_a_process_that_fails_leaves_nothing_of_the_release(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    counting_in: Callable[[int], None],
    end: Exception | None,
    words: str,
) -> None:
    def fails(*_: object) -> None:
        if end is None:
            os.kill(os.getpid(), signal.SIGKILL)
        else:
            raise end

    monkeypatch.setattr(Making, "tables", fails)
    counting_in(2)
    with pytest.raises(ReleaseError, match=words):
        build(counted_bundle(tmp_path), tmp_path / "releases", protection=EXACT)
    assert [*(tmp_path / "releases").iterdir()] == []


def test_a_part_takes_only_what_is_protected_as_the_release_is(tmp_path: Path) -> None:
    rows = exact_rows("opportunity", TABLES["opportunity"].empty_table())
    with (
        PartFile(tmp_path / "part", "public") as part,
        pytest.raises(ReleaseError, match="another protection"),
    ):
        part.add_protected(rows)
