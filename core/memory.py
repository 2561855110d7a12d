"""Memory for work that goes through one large array after another, beside what is loaded once."""

import atexit
import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager

# Options of mallopt in malloc.h of the GNU C library.
_TRIM_THRESHOLD, _MMAP_THRESHOLD, _MMAP_MAX, _ARENA_MAX = -1, -3, -4, -8
_KEPT = {_TRIM_THRESHOLD: 2**31 - 1, _MMAP_MAX: 0, _ARENA_MAX: 1}
_AFTERWARDS = {
    _TRIM_THRESHOLD: 64 * 2**20,
    _MMAP_MAX: 65_536,
    _MMAP_THRESHOLD: 32 * 2**20,
    _ARENA_MAX: 0,
}
"""The usual values, and where the usual one grows by itself, what it grows to."""


@contextmanager
def loaded_for_good() -> Iterator[None]:
    """What is loaded in the block stays until the end, so nobody looks for garbage in it.

    Looking costs a tenth of the loading, and much more in a process that was made by forking:
    what it looks at there, it gets a copy of.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
        # At the very end all is garbage, and libraries complain of what nobody cleared away.
        atexit.register(gc.unfreeze)


@contextmanager
def memory_kept() -> Iterator[None]:
    """What an array leaves is for the next one, and goes back to the system at the end.

    Otherwise every array of some megabytes is new memory, which the system has to fill with
    zeros first: a tenth of all time while people are counted. Where the C library is another,
    it does as it always does.
    """
    library = ctypes.CDLL(None)
    if not hasattr(library, "mallopt") or not hasattr(library, "malloc_trim"):
        yield
        return
    _set(library, _KEPT)
    try:
        yield
    finally:
        _set(library, _AFTERWARDS)
        library.malloc_trim(0)


def _set(library: ctypes.CDLL, options: dict[int, int]) -> None:
    for option, value in options.items():
        library.mallopt(option, value)
