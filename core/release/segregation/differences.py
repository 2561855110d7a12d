"""What differences in an index are made of: who live there, and how evenly.

Of every two years of a place, and of every two municipalities in the newest year.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
import pyarrow as pa

from core.cube.arrays import Integers, column, defined
from core.cube.labelled import constant, labels
from core.cube.unit_counts import UnitCounts
from core.indices import Units
from core.indices.reliability import doubts
from core.indices.resized_theil import ResizedTheil
from core.indices.theil import theil_h
from core.indices.units import FloatArray, Mask
from core.release.segregation.measured import Area
from core.release.segregation.rules import REASONS, STATES, Rules

COMPARED = "theil_h"
"""The index whose parts are kept: dissimilarity's differences are hardly due to composition."""


def difference_tables(counts: Sequence[UnitCounts], rules: Rules) -> Iterator[pa.Table]:
    """Rows of ``segregation_difference``: years first, then pairs of municipalities."""
    divided = [one for one in counts if one.level != "municipality"]
    for one in divided:
        if len(one.people) > 1:
            yield _between_years(one, rules)
    for one in divided[:1]:
        yield _between_places(Area("municipality", one, max(one.people)), rules)


def _between_years(counts: UnitCounts, rules: Rules) -> pa.Table:
    units = {year: Area("municipality", counts, year).units() for year in sorted(counts.people)}
    unsure = {year: _any_doubt(one) for year, one in units.items()}
    other_sizes = {year: ResizedTheil(one) for year, one in units.items()}
    value = {year: theil_h(one) for year, one in units.items()}
    parts, doubtful, pairs = [], [], list(combinations(units, 2))
    for first, second in pairs:
        # each year's spread with the groups of the other
        with_second = other_sizes[first].of_sizes(units[second].group_totals)
        with_first = other_sizes[second].of_sizes(units[first].group_totals)
        parts.append(_parts((value[first], value[second]), (with_second, with_first)))
        doubtful.append(unsure[first] | unsure[second])
    newest = units[max(units)]
    number = len(newest.places)
    places = np.tile(np.arange(number), len(pairs))
    years = np.repeat(np.array(pairs), number, axis=0).T
    together = _Pairs(COMPARED, counts.level, (years[0], years[1]), places, places)
    composition, unevenness = (np.concatenate(one) for one in zip(*parts, strict=True))
    return together.table(newest, (composition, unevenness), np.concatenate(doubtful), rules)


def _between_places(area: Area, rules: Rules) -> pa.Table:
    """Each municipality with the composition of each other one, and the other way around."""
    units = area.units()
    as_other = ResizedTheil(units).of_each(units.group_totals)
    own = np.diagonal(as_other)
    first, second = np.triu_indices(len(units.places), 1)
    # as_other[b, a] is the index of a with the groups of b
    parts = _parts((own[first], own[second]), (as_other[second, first], as_other[first, second]))
    unsure = _any_doubt(units)
    year = np.full(len(first), area.year)
    pair = _Pairs(COMPARED, area.counts.level, (year, year), first, second)
    return pair.table(units, parts, unsure[first] | unsure[second], rules)


def _parts(
    own: tuple[FloatArray, FloatArray], swapped: tuple[FloatArray, FloatArray]
) -> tuple[FloatArray, FloatArray]:
    """What of a difference is composition and what unevenness, as in ``parts_of_difference``.

    ``swapped`` are the first and the second, each with the groups of the other.
    """
    composition = ((swapped[0] - own[0]) + (own[1] - swapped[1])) / 2.0
    unevenness = ((swapped[1] - own[0]) + (own[1] - swapped[0])) / 2.0
    return composition, unevenness


def _any_doubt(units: Units) -> Mask:
    return np.asarray(np.any(list(doubts(units).values()), axis=0))


class _Pairs:
    """Two places or years, many times over."""

    def __init__(
        self,
        index: str,
        unit_level: str,
        years: tuple[Integers, Integers],
        first: Integers,
        second: Integers,
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
                "year": column(self._years[0].astype(np.int16)),
                "other_year": column(self._years[1].astype(np.int16)),
                "place": labels(self._first, names),
                "other_place": labels(self._second, names),
                "unit_level": constant(self._unit_level, rows),
                "index": constant(self._index, rows),
                "composition": defined(composition),
                "unevenness": defined(unevenness),
                "state": labels(state, STATES),
                "reason": labels(reason, REASONS),
            }
        )
