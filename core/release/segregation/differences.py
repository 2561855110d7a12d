"""What differences in an index are made of: who live there, and how evenly.

Of every two years of a place, and of every two municipalities in the newest year.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
import pyarrow as pa

from core.cube.arrays import column, defined
from core.cube.labelled import constant, labels
from core.cube.unit_counts import UnitCounts
from core.indices import INDICES, Units
from core.indices.comparison import parts_of_difference, resized
from core.indices.reliability import doubts
from core.indices.units import FloatArray, Mask
from core.release.segregation.measured import Area
from core.release.segregation.rules import Rules

_BY_CODE = {index.code: index for index in INDICES}
COMPARED = ("theil_h", "dissimilarity")
BETWEEN_PLACES = "theil_h"


def difference_tables(counts: Sequence[UnitCounts], rules: Rules) -> Iterator[pa.Table]:
    """Rows of ``segregation_difference``: years first, then pairs of municipalities."""
    divided = [one for one in counts if one.level != "municipality"]
    for one in divided:
        yield from _between_years(one, rules)
    for one in divided[:1]:
        yield _between_places(Area("municipality", one, max(one.people)), rules)


def _between_years(counts: UnitCounts, rules: Rules) -> Iterator[pa.Table]:
    units = {year: Area("municipality", counts, year).units() for year in sorted(counts.people)}
    unsure = {year: _any_doubt(one) for year, one in units.items()}
    for code in COMPARED:
        for first, second in combinations(units, 2):
            parts = parts_of_difference(units[first], units[second], _BY_CODE[code])
            places = np.arange(len(units[first].places))
            pair = _Pairs(code, counts.level, (first, second), places, places)
            doubtful = unsure[first] | unsure[second]
            yield pair.table(units[first], parts, doubtful, rules)


def _between_places(area: Area, rules: Rules) -> pa.Table:
    """Each municipality with the composition of each other one, and the other way around."""
    units, index = area.units(), _BY_CODE[BETWEEN_PLACES]
    number = len(units.places)
    as_other = np.array([index.function(resized(units, each)) for each in units.group_totals.T])
    own = np.diagonal(as_other)
    first, second = np.triu_indices(number, 1)
    # as_other[b, a] is the index of a with the groups of b
    with_second, with_first = as_other[second, first], as_other[first, second]
    composition = ((with_second - own[first]) + (own[second] - with_first)) / 2.0
    unevenness = ((with_first - own[first]) + (own[second] - with_second)) / 2.0
    unsure = _any_doubt(units)
    pair = _Pairs(index.code, area.counts.level, (area.year, area.year), first, second)
    return pair.table(units, (composition, unevenness), unsure[first] | unsure[second], rules)


def _any_doubt(units: Units) -> Mask:
    return np.asarray(np.any(list(doubts(units).values()), axis=0))


class _Pairs:
    """Two places or years, many times over."""

    def __init__(
        self,
        index: str,
        unit_level: str,
        years: tuple[int, int],
        first: np.ndarray[tuple[int], np.dtype[np.int64]],
        second: np.ndarray[tuple[int], np.dtype[np.int64]],
    ) -> None:
        self._index, self._unit_level, self._years = index, unit_level, years
        self._first, self._second = first, second

    def table(
        self, units: Units, parts: tuple[FloatArray, FloatArray], doubtful: Mask, rules: Rules
    ) -> pa.Table:
        """The rows of these pairs."""
        rows = len(self._first)
        names = tuple(map(str, units.places))
        state, reason = rules.judged(parts[0] + parts[1], {"few_units": doubtful})
        composition, unevenness = (rules.shown(self._index, part, state) for part in parts)
        return pa.table(
            {
                "year": column(np.full(rows, self._years[0], np.int16)),
                "other_year": column(np.full(rows, self._years[1], np.int16)),
                "place": labels(self._first, names).cast(pa.string()),
                "other_place": labels(self._second, names).cast(pa.string()),
                "unit_level": constant(self._unit_level, rows).cast(pa.string()),
                "index": constant(self._index, rows).cast(pa.string()),
                "composition": defined(composition),
                "unevenness": defined(unevenness),
                "state": pa.array(state.tolist(), pa.string()),
                "reason": pa.array(reason.tolist(), pa.string()),
            }
        )
