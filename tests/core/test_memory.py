"""What one large array leaves is for the next, and goes back to the system in the end."""

import resource
import sys
from pathlib import Path

import numpy as np
import pytest

from core.memory import memory_kept

PAGE = resource.getpagesize()
LARGE = 48 * 2**20
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is asked")


def pages_got_anew() -> int:
    """How many pages the system gives for one large array after another."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(8):
        np.ones(LARGE, np.uint8)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def held() -> int:
    """Bytes of memory this process has."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE


def test_within_large_arrays_share_their_memory_and_afterwards_it_is_given_back() -> None:
    usual = pages_got_anew()
    with memory_kept():
        np.ones(LARGE, np.uint8)
        kept = held()
        assert pages_got_anew() < max(usual / 4, 8)
    assert held() < kept - LARGE / 2
