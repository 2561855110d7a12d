"""Which parts count for which whole, looked up for many wholes at once."""

from dataclasses import dataclass

import numpy as np

from core.cube.arrays import Integers


@dataclass(frozen=True)
class Members:
    """Pairs of a whole and one of its parts, in the order of the wholes."""

    whole: Integers
    part: Integers

    def of(self, wholes: Integers) -> tuple[Integers, Integers]:
        """The parts of each of these, one after another, and the position of whose they are."""
        first, last = (np.searchsorted(self.whole, wholes, side) for side in ("left", "right"))
        times = last - first
        whose = np.repeat(np.arange(len(wholes)), times)
        within = np.arange(len(whose)) - np.repeat(np.cumsum(times) - times, times)
        return self.part[first[whose] + within], whose


def members(whole: Integers, part: Integers) -> Members:
    """Pairs that come in any order."""
    order = np.argsort(whole, kind="stable")
    return Members(whole[order], part[order])
