"""A process that makes files: ``python -m callbacks.exports.maker <data> <place> <server>``.

It keeps what it has loaded between jobs, gives way to whoever waits for a page, and ends by
itself when nobody asks for ten minutes or when the server that started it is gone.
"""

import fcntl
import json
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

from callbacks.exports.jobs import LONGEST_SECONDS, REQUEST, Jobs, Status
from core.errors import CoreError, FileNotMadeError

PLACES = 2
IDLE_SECONDS = 600
SHORTEST_WAIT, LONGEST_WAIT = 0.1, 1.0
GIVING_WAY = 10
ROOT = Path(__file__).resolve().parents[2]
log = logging.getLogger("contactatlas.maker")
_started: list[subprocess.Popen[bytes]] = []


class CancelledError(Exception):
    """Someone asked to stop."""


def start(jobs: Jobs) -> None:
    """See to it that a maker is alive at every place."""
    jobs.folder.mkdir(parents=True, exist_ok=True)
    # Asking is what lets the system forget those that have ended.
    _started[:] = [one for one in _started if one.poll() is None]
    for place in range(PLACES):
        if is_held(jobs, place):
            continue
        maker = subprocess.Popen(  # noqa: S603 # our own module, with our own folder
            [sys.executable, "-m", __name__, str(jobs.folder.parent.resolve()), str(place),
             str(os.getpid())],
            cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        _started.append(maker)


def lock_of(jobs: Jobs, place: int) -> Path:
    """The file whose lock says that a place is held."""
    return jobs.folder / f"place-{place}.lock"


def is_held(jobs: Jobs, place: int) -> bool:
    """Whether a maker is alive at this place."""
    lock = lock_of(jobs, place)
    lock.touch()
    with lock.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
    return False


@contextmanager
def held(jobs: Jobs, place: int) -> Iterator[IO[str] | None]:
    """The lock of a place; None where another maker has it."""
    with lock_of(jobs, place).open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield None
            return
        yield file


def main(data: Path, place: int, server: int) -> None:
    """Make files until nobody asks for any."""
    jobs = Jobs(data)
    with held(jobs, place) as mine:
        if mine is None:
            return
        os.nice(GIVING_WAY)
        signal.signal(signal.SIGALRM, _too_long)
        from callbacks.exports.making import Making  # noqa: PLC0415 # slow; the lock comes first

        making = Making(data)
        with suppress(CoreError):  # whoever asks for a file is told what is wrong
            making.warm()
        _serve(jobs, place, server, making)


def _serve(jobs: Jobs, place: int, server: int, making: Any) -> None:
    last, wait = time.monotonic(), SHORTEST_WAIT
    while time.monotonic() - last < IDLE_SECONDS and _is_alive(server):
        name = jobs.take(place)
        if name is None:
            time.sleep(wait)
            wait = min(LONGEST_WAIT, wait * 1.3)
            continue
        make_one(jobs, name, place, making)
        last, wait = time.monotonic(), SHORTEST_WAIT


def make_one(jobs: Jobs, name: str, place: int, making: Any) -> None:
    """One job from beginning to end; whatever fails is said in its status."""
    begun = replace(jobs.status(name) or Status("working"), state="working", place=place)
    jobs.write(name, begun)

    def progress(done: int) -> None:
        if jobs.is_cancelled(name):
            raise CancelledError
        jobs.write(name, replace(begun, done=done))

    signal.alarm(LONGEST_SECONDS)
    try:
        wanted = json.loads((jobs.path(name) / REQUEST).read_text("utf-8"))
        file, content = making.file(wanted, progress)
        (jobs.path(name) / file).write_bytes(content)
        ended = replace(begun, state="done", done=begun.of, file=file)
    except CancelledError:
        ended = replace(begun, state="cancelled")
    except CoreError as error:
        log.error("%s: %s", type(error).__name__, error)
        ended = replace(begun, state="failed", problem=error.key)
    except Exception:
        log.exception("a file could not be made")
        ended = replace(begun, state="failed", problem=FileNotMadeError.key)
    finally:
        signal.alarm(0)
    jobs.write(name, replace(ended, state="cancelled") if jobs.is_cancelled(name) else ended)


def _too_long(*_: object) -> None:
    raise FileNotMadeError(f"took more than {LONGEST_SECONDS} seconds; leave out some slides")


def _is_alive(server: int) -> bool:
    try:
        os.kill(server, 0)
    except OSError:
        return False
    return True


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
