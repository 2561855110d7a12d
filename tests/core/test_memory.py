"""What one large array leaves is for the next, and goes back to the system in the end."""

import gc
import resource
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from core.memory import loaded_for_good, memory_kept

PAGE = resource.getpagesize()
LARGE = 48 * 2**20
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is asked")


def pages_got_anew() -> int:
    """How many pages the system gives for one large array after another."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(8):
        np.ones(LARGE, np.uint8)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def held() -> int:
    """Bytes of memory this process has."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE


@ON_LINUX
def test_within_large_arrays_share_their_memory_and_afterwards_it_is_given_back() -> None:
    usual = pages_got_anew()
    with memory_kept():
        np.ones(LARGE, np.uint8)
        kept = held()
        assert pages_got_anew() < max(usual / 4, 8)
    assert held() < kept - LARGE / 2


@pytest.fixture
def _thawed() -> Iterator[None]:
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("_thawed")
def test_what_is_loaded_is_left_alone_and_garbage_is_looked_for_again_whatever_happens() -> None:
    loaded: list[list[int]] = []

    def load() -> None:
        with loaded_for_good():
            assert not gc.isenabled()
            loaded.append([])
            raise ImportError

    with pytest.raises(ImportError):
        load()
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0
    assert not any(one is loaded for one in gc.get_objects())
