"""Indices per place and group, with intervals and what chance alone would give."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np

from core.cube.unit_counts import LEAVES, UnitCounts
from core.indices import INDICES, Index, Units
from core.indices.chance import expected_by_lot, sampled
from core.indices.reliability import doubts, group_doubts
from core.indices.resampling import Estimate
from core.indices.units import FloatArray
from core.places.regions import COUNTRY
from core.release.segregation.rows import ALL_GROUPS, Block
from core.release.segregation.rules import Codes, Rules

_BY_CODE = {index.code: index for index in INDICES}
MEASURED = {
    "theil_h": "theil_h",
    "dissimilarity": "dissimilarity",
    "mutual_information": "mutual_information",
    "group_dissimilarity": "dissimilarity",
    "isolation": "isolation",
    "group_correlation_ratio": "correlation_ratio",
}
"""The indices that are kept, by the name that all and single groups share."""
WORKERS = 2
NO_OTHER = (ALL_GROUPS,)


class Area(NamedTuple):
    """Places of one level, cut into units of a smaller one, in one year."""

    level: str
    counts: UnitCounts
    year: int

    def units(self) -> Units:
        """The people in the units of every place."""
        people = self.counts.people[self.year]
        if self.level == "country":
            return Units.by_place(people, np.full(len(people), COUNTRY))
        return Units.by_place(people, self.counts.municipality)


def areas(counts: Sequence[UnitCounts]) -> Iterator[Area]:
    """Every level of places with every level of units that divides it."""
    for one in counts:
        levels = ("country",) if one.level == "municipality" else ("municipality", "country")
        for level in levels:
            for year in sorted(one.people):
                yield Area(level, one, year)


def measured_blocks(
    counts: Sequence[UnitCounts], rules: Rules
) -> Iterator[tuple[str, list[Block]]]:
    """By index: the blocks of all areas."""
    found: dict[str, list[Block]] = defaultdict(list)
    with ThreadPoolExecutor(max_workers=WORKERS) as pool:
        for blocks in pool.map(lambda area: list(_blocks(area, rules)), areas(counts)):
            for block in blocks:
                found[block.index].append(block)
    yield from found.items()


def _blocks(area: Area, rules: Rules) -> Iterator[Block]:
    units = area.units()
    indices = [_BY_CODE[code] for code in MEASURED]
    # Of a whole country chance decides nothing, and its intervals would be lines.
    drawn = area.level != "country"
    estimated = sampled(units, rules.noise) if drawn else {}
    by_lot = expected_by_lot(units) if drawn else {}
    unsure = {"place": doubts(units), "group": group_doubts(units)}
    for index in indices:
        figures = _figures(index, units, estimated, by_lot)
        judged = rules.judged(figures["value"], unsure[index.per])
        code = MEASURED[index.code]
        shown = {name: rules.shown(code, one, judged[0]) for name, one in figures.items()}
        yield _block(area, index, units, shown, judged)


def _figures(
    index: Index,
    units: Units,
    estimated: Mapping[str, Estimate],
    by_lot: Mapping[str, FloatArray],
) -> dict[str, FloatArray]:
    if index.code not in estimated:
        return {"value": index.function(units)}
    found = estimated[index.code]
    return {
        "value": found.counted,
        "corrected": found.corrected,
        "lower": found.lower,
        "upper": found.upper,
        "expected": np.where(np.isfinite(found.counted), by_lot[index.code], np.nan),
    }


def _block(
    area: Area,
    index: Index,
    units: Units,
    figures: dict[str, FloatArray],
    judged: tuple[Codes, Codes],
) -> Block:
    state, reason = judged
    return Block(
        index=MEASURED[index.code],
        year=area.year,
        level=area.level,
        unit_level=area.counts.level,
        places=tuple(map(str, units.places)),
        groups=LEAVES if index.per == "group" else (ALL_GROUPS,),
        others=NO_OTHER,
        units=inhabited(units),
        figures=figures,
        state=state,
        reason=reason,
    )


def inhabited(units: Units) -> FloatArray:
    """Units with people in them, per place."""
    return units.sum_by_place((units.unit_totals > 0).astype(np.float64))
