"""The key sums of every cell of classes, from those of a few bins.

Whoever is below a threshold in both has a higher class below it, so sums of bins in a row
give the cells: adding modulo 2^64 can be undone, and each sum is that of exactly the people
in the cell.
"""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from core.cube.arrays import integers, values_of
from core.cube.count import NODE
from core.cube.rollup import BINNED, band_edges
from core.errors import ProtectionError
from core.groups.bands import GAP_BANDS, NEIGHBOURHOOD_BANDS
from core.protection.arrays import Keys, Whole

BANDS_OF = {kind: (band,) for band, kind in enumerate(NEIGHBOURHOOD_BANDS)} | {
    "contact_poor": (0, 1),
    "all": (0, 1, 2, 3),
}


class KeySums:
    """Key sums of the nodes of a part, by the names of their columns."""

    def __init__(self, binned: pa.Table, nodes: pa.Table, thresholds: Sequence[int]) -> None:
        if len(band_edges(thresholds)) != len(NEIGHBOURHOOD_BANDS) - 1:
            raise ProtectionError("key sums need the thresholds at which bands begin")
        self._cells = {
            f"{cell}_{edge}": (cell, number)
            for number, edge in enumerate(sorted(thresholds))
            for cell in ("both", "neighbourhood_only", "setting_only", "neither")
        }
        self._everyone = values_of(nodes, "key_sum").astype(np.uint64)
        row = _rows_of(binned, nodes)
        kind, at = integers(binned, "binned"), integers(binned, "bin")
        keys = values_of(binned, "key_sum").astype(np.uint64)
        width = max(len(thresholds) + 1, len(GAP_BANDS) * len(NEIGHBOURHOOD_BANDS))
        sums = np.zeros((len(BINNED), width, nodes.num_rows), np.uint64)
        sums[kind, at, row] = keys
        # whatever is below a threshold is in a class up to it; the sums wrap, as they must
        self._below = np.cumsum(sums[:3], axis=1, dtype=np.uint64)
        self._bands = sums[3]

    def of(self, name: str) -> Keys:
        """The key sums of one column: everyone, a cell, a kind of residents, or a band of it."""
        if name == "people":
            return self._everyone
        if name in self._cells:
            return self._cell(*self._cells[name])
        kind, gaps = next(
            (kind, gaps)
            for kind in BANDS_OF
            for gaps in ((), *((band,) for band in GAP_BANDS))
            if name == "_".join((kind, *gaps))
        )
        chosen = [GAP_BANDS.index(gap) for gap in gaps] or list(range(len(GAP_BANDS)))
        bins = [len(GAP_BANDS) * band + gap for band in BANDS_OF[kind] for gap in chosen]
        found: Keys = np.add.reduce(self._bands[bins], axis=0, dtype=np.uint64)
        return found

    def _cell(self, cell: str, number: int) -> Keys:
        both, home, there = self._below[:, number]
        found = {
            "both": both,
            "neighbourhood_only": home - both,
            "setting_only": there - both,
            "neither": self._everyone - home - there + both,
        }[cell]
        return np.asarray(found, np.uint64)


def _rows_of(binned: pa.Table, nodes: pa.Table) -> Whole:
    """For each bin the position of its node."""
    known, sought = _codes(nodes), _codes(binned)
    order = np.argsort(known)
    at = np.minimum(np.searchsorted(known[order], sought), len(known) - 1)
    if not np.array_equal(known[order][at], sought):
        raise ProtectionError("key sums are of other nodes than the counts; count again")
    found: Whole = order[at]
    return found


def _codes(table: pa.Table) -> Whole:
    codes = np.zeros(table.num_rows, np.int64)
    for name in NODE:
        codes = codes * (1 if name == "place" else 1 << 8) + integers(table, name)
    return codes
