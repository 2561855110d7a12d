"""People by classes of both shares: every cell of the 2×2 and every band of the gap.

The engine counts a few bins of each node; whoever is below a threshold in both has a higher
class below it, so sums of bins in a row give the cells at every threshold. The sums of record
keys follow in the same way: adding modulo 2^64 can be undone.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from core.cube.arrays import integers, values_of
from core.cube.lattice import DIMENSIONS, NODE
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


def binned_sql(source: str, place: str, thresholds: Sequence[int], sums: Sequence[str]) -> str:
    """SQL for the sums of each bin, from rows by place, nodes and classes."""
    above = (f"CAST(x_class > {edge} AS INTEGER)" for edge in band_edges(thresholds))
    band = f"{len(GAP_BANDS)} * ({' + '.join(above)}) + gap"
    bins = ("GREATEST(x_class, y_class)", "x_class", "y_class", band)
    keys = ", ".join((place, *DIMENSIONS))
    totals = ", ".join(f"SUM({name}) AS {name}" for name in sums)
    parts = " UNION ALL ".join(
        f"SELECT {keys}, {number} AS binned, {sql} AS bin, {totals} "
        f"FROM {source} GROUP BY {keys}, bin"
        for number, sql in enumerate(bins)
    )
    columns = ", ".join((f"{place} AS cell_place", *DIMENSIONS, "binned", "bin", *sums))
    return f"SELECT {columns} FROM ({parts}) AS part"


class Classes:
    """One sum (``people`` or ``key_sum``) of every class of people, for nodes given in order."""

    def __init__(
        self, binned: pa.Table, nodes: pa.Table, thresholds: Sequence[int], counted: str
    ) -> None:
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
        kind, at, row = integers(binned, "binned"), integers(binned, "bin"), _rows_of(binned, nodes)
        values = values_of(binned, counted)
        width = max(len(thresholds) + 1, len(GAP_BANDS) * (len(band_edges(thresholds)) + 1))
        sums = np.zeros((len(BINNED), width, nodes.num_rows), values.dtype)
        sums[kind, at, row] = values
        # whatever is below a threshold is in a class up to it; key sums wrap, as they must
        self._below = np.cumsum(sums[:3], axis=1, dtype=values.dtype)
        self._by_band = sums[3]

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
        found: Sums = {
            "both": both,
            "neighbourhood_only": home - both,
            "setting_only": there - both,
            "neither": self.everyone - home - there + both,
        }[cell]
        return found


def _rows_of(binned: pa.Table, nodes: pa.Table) -> npt.NDArray[np.int64]:
    """For each bin the position of its node."""
    known, sought = _codes(nodes), _codes(binned)
    at = np.minimum(np.searchsorted(known, sought), len(known) - 1)
    if not np.array_equal(known[at], sought):
        raise ValueError("bins of other nodes than the counts, or nodes out of order")
    return at


def _codes(table: pa.Table) -> npt.NDArray[np.int64]:
    codes = np.zeros(table.num_rows, np.int64)
    for name in NODE:
        codes = codes * (1 if name == "place" else 1 << 8) + integers(table, name)
    return codes
