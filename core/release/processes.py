"""Work in processes of its own, for Python counts on one processor at a time.

They are made by forking, so they have all that the process had that asked, the seed included,
and nothing of it goes over a wire. They end with the block, or with whoever asked.
"""

import multiprocessing
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, suppress
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread
from typing import Any

from core.errors import ReleaseError
from core.memory import memory_kept

Work = Callable[[int], None]
Opened = Callable[[], AbstractContextManager[Work]]
"""Gets a process ready, and then does the work of a number."""

CAN_FORK = sys.platform == "linux"
"""Elsewhere what numbers are crunched with doesn't outlive a fork."""


class _Process:
    """One process, which does what it is asked and says when that is done."""

    def __init__(self, opened: Opened) -> None:
        context = multiprocessing.get_context("fork")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, opened), daemon=True)
        self._process.start()
        theirs.close()

    def do(self, number: int) -> None:
        """Have the work of a number done; what went wrong there is raised here."""
        try:
            _tell(self._pipe, number)
            error = _heard(self._pipe)
        except (EOFError, OSError):
            self._process.join()
            raise ReleaseError(
                f"a process that counted was ended from outside (code {self._process.exitcode}), "
                f"perhaps for want of memory; nothing was written: begin again, with "
                f"CONTACTATLAS_BUILD_PROCESSES=1 where memory is short"
            ) from None
        if error is not None:
            raise error

    def end(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._process.join()
        self._pipe.close()


@contextmanager
def processes(number: int, opened: Opened) -> Iterator[Callable[[int], Future[None]]]:
    """A function that has the work of a number done by the first process that is free."""
    idle: SimpleQueue[_Process] = SimpleQueue()
    begun: list[_Process] = []
    # A thread waits for each process; what it asks of Python is next to nothing.
    pool = ThreadPoolExecutor(max_workers=number)

    def asked(work: int) -> None:
        one = idle.get()
        try:
            one.do(work)
        finally:
            idle.put(one)

    try:
        for _ in range(number):
            begun.append(_Process(opened))
            idle.put(begun[-1])
        yield lambda work: pool.submit(asked, work)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for one in begun:
            one.end()
        pool.shutdown()


def _work(pipe: Connection, opened: Opened) -> None:
    """What a process does from beginning to end."""
    # Who asked hears the request to stop as well, and ends us.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    Thread(target=_end_with_parent, daemon=True).start()
    try:
        with memory_kept(), opened() as work:
            while True:
                work(_heard(pipe))
                _tell(pipe, None)
    except BaseException as error:
        with suppress(OSError):
            _tell(pipe, _portable(error))


def _tell(pipe: Connection, what: object) -> None:
    """As bytes: what ``send`` makes of it is cleared away late, and Python 3.13 minds."""
    pipe.send_bytes(pickle.dumps(what))


def _heard(pipe: Connection) -> Any:
    return pickle.loads(pipe.recv_bytes())  # noqa: S301 (from a process that was forked here)


def _portable(error: BaseException) -> BaseException:
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 (made in this line)
    except Exception:
        return ReleaseError(f"counting failed ({type(error).__name__}): {error}")
    return error


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
