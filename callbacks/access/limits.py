"""How often one address may ask: counted for all processes of a machine, in a fixed megabyte."""

import fcntl
import hashlib
import mmap
import os
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

WINDOW_S = 60
SLOTS = 1 << 15
ROWS = 2
"""Each address is counted in two places, and the lower count holds: others rarely share both."""
_COUNT = struct.Struct("<III")
_KEY = 16
SIZE = _KEY + ROWS * SLOTS * _COUNT.size


class Visits:
    """Requests per address in the last minute, in a file that processes share."""

    def __init__(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()
        self._file = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
        with self._alone():
            if os.fstat(self._file).st_size != SIZE:
                os.ftruncate(self._file, 0)
                os.ftruncate(self._file, SIZE)
                # A key of its own: nobody can choose addresses that share another's places.
                os.pwrite(self._file, os.urandom(_KEY), 0)
            self._map = mmap.mmap(self._file, SIZE)
        self._secret = bytes(self._map[:_KEY])

    def count(self, address: str, now: float | None = None) -> float:
        """How many requests came from this address in the last minute, this one included."""
        seconds = time.time() if now is None else now
        window, passed = divmod(seconds, WINDOW_S)
        with self._alone():
            counts = [self._count_at(place, int(window)) for place in self._places(address)]
        # The minute before counts for the part of it that is less than a minute ago.
        return min(count + before * (1 - passed / WINDOW_S) for count, before in counts)

    def _count_at(self, place: int, window: int) -> tuple[int, int]:
        at, count, before = _COUNT.unpack_from(self._map, place)
        if at != window:
            before, count = (count if at == window - 1 else 0), 0
        count = min(count + 1, 0xFFFFFFFF)
        _COUNT.pack_into(self._map, place, window, count, before)
        return count, before

    def _places(self, address: str) -> Iterator[int]:
        digest = hashlib.blake2b(address.encode(), key=self._secret, digest_size=4 * ROWS).digest()
        for row, slot in enumerate(struct.unpack(f"<{ROWS}I", digest)):
            yield _KEY + (row * SLOTS + slot % SLOTS) * _COUNT.size

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with self._lock:
            # Of a process, not of an open file: processes that part share the latter.
            fcntl.lockf(self._file, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.lockf(self._file, fcntl.LOCK_UN)


def wait_s(now: float | None = None) -> int:
    """Seconds until a new minute begins."""
    return int(WINDOW_S - (time.time() if now is None else now) % WINDOW_S) + 1
