"""People by classes of both shares: every cell of the 2×2 and every band of the gap.

A few bins of each node are counted; whoever is below a threshold in both has a higher
class below it, so sums of bins in a row give the cells at every threshold. The sums of record
keys follow in the same way: adding modulo 2^64 can be undone.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from core.cube.arrays import Integers
from core.groups.bands import CONTACT_POOR_PERCENT, GAP_BANDS, NEIGHBOURHOOD_BANDS

CELLS = ("both", "neighbourhood_only", "setting_only", "neither")
"""Below a threshold at home and in the setting, in one of them, in neither."""
BINNED = ("both", "home", "there", "gap")
"""By what people are binned: the higher class, that at home, that in the setting, and the band
at home with that of the gap."""
EVERY_RESIDENT, CONTACT_POOR = "all", "contact_poor"

Sums = npt.NDArray[np.int64] | npt.NDArray[np.uint64]


def kinds_of_residents(thresholds: Sequence[int]) -> dict[str, tuple[int, ...]]:
    """Which residents a compensation row is about: the bands at home that make up each kind."""
    edges = band_edges(thresholds)
    poor = range(sorted(thresholds).index(CONTACT_POOR_PERCENT) + 1)
    kinds = {
        EVERY_RESIDENT: tuple(range(len(edges) + 1)),
        CONTACT_POOR: tuple(band for band, edge in enumerate(edges) if edge in poor),
    }
    if len(edges) + 1 == len(NEIGHBOURHOOD_BANDS):
        kinds |= {name: (band,) for band, name in enumerate(NEIGHBOURHOOD_BANDS)}
    return kinds


def band_edges(thresholds: Sequence[int]) -> tuple[int, ...]:
    """The classes at home after which another band begins, as far as the thresholds know them."""
    edges = sorted(thresholds)
    return tuple(edges.index(edge) for edge in (30, CONTACT_POOR_PERCENT, 80) if edge in edges)


def bins_of(
    at_home: Integers, there: Integers, gap: Integers, thresholds: Sequence[int]
) -> tuple[Integers, ...]:
    """For each row its position among all bins, by every thing by which people are binned."""
    width = len(thresholds) + 1
    bands = np.add.reduce([at_home > edge for edge in band_edges(thresholds)], dtype=np.int64)
    bins = (np.maximum(at_home, there), at_home, there, len(GAP_BANDS) * bands + gap)
    return tuple(number * width + one for number, one in enumerate(bins))


def bins_in_all(thresholds: Sequence[int]) -> int:
    """How many bins there are."""
    bands = len(GAP_BANDS) * (len(band_edges(thresholds)) + 1)
    return (len(BINNED) - 1) * (len(thresholds) + 1) + bands


class Classes:
    """One sum (of people, or of their keys) of every class of people, from those of the bins."""

    def __init__(self, sums: Sums, thresholds: Sequence[int]) -> None:
        """``sums`` have a row for each bin, and a column for each node."""
        self._cells = {
            f"{cell}_{edge}": (cell, number)
            for number, edge in enumerate(sorted(thresholds))
            for cell in CELLS
        }
        self._bands = {
            f"{kind}{suffix}": [len(GAP_BANDS) * band + gap for band in bands for gap in gaps]
            for kind, bands in kinds_of_residents(thresholds).items()
            for suffix, gaps in (
                ("", range(len(GAP_BANDS))),
                *((f"_{name}", (gap,)) for gap, name in enumerate(GAP_BANDS)),
            )
        }
        width = len(thresholds) + 1
        shares = sums[: 3 * width].reshape(3, width, -1)
        # whatever is below a threshold is in a class up to it; key sums wrap, as they must
        self._below = np.cumsum(shares, axis=1, dtype=sums.dtype)
        self._by_band = sums[3 * width :]

    @property
    def everyone(self) -> Sums:
        """The sum over all people of each node."""
        everyone: Sums = self._below[0, -1]
        return everyone

    def of(self, name: str) -> Sums:
        """One column: everyone (``people``), a cell, a kind of residents, or a band of it."""
        if name == "people":
            return self.everyone
        if name in self._cells:
            return self._cell(*self._cells[name])
        found: Sums = np.add.reduce(self._by_band[self._bands[name]], axis=0)
        return found

    def _cell(self, cell: str, number: int) -> Sums:
        both, home, there = self._below[:, number]
        found: Sums = both
        if cell == "neighbourhood_only":
            found = home - both
        elif cell == "setting_only":
            found = there - both
        elif cell == "neither":
            found = self.everyone - home - there + both
        return found
