"""Whom people of each group find around them: exposure of every pair of groups."""

from collections.abc import Iterator

import numpy as np

from core.cube.unit_counts import LEAVES, UnitCounts
from core.indices.exposure import exposure
from core.indices.reliability import FEWEST_PEOPLE_OF_GROUP, FEWEST_UNITS
from core.indices.units import Mask, Units
from core.release.segregation.measured import areas, inhabited
from core.release.segregation.rows import Block
from core.release.segregation.rules import Rules

EXPOSURE = "exposure"


def pair_blocks(counts: UnitCounts, rules: Rules) -> Iterator[Block]:
    """The exposure of all pairs, over units of one level, in every year."""
    for area in areas((counts,)):
        units = area.units()
        value = exposure(units)
        number = inhabited(units)
        state, reason = rules.judged(value, _doubts(units, number < FEWEST_UNITS))
        yield Block(
            index=EXPOSURE,
            year=area.year,
            level=area.level,
            unit_level=area.counts.level,
            places=tuple(map(str, units.places)),
            groups=LEAVES,
            others=LEAVES,
            units=number,
            figures={"value": rules.shown(EXPOSURE, value, state)},
            state=state,
            reason=reason,
        )


def _doubts(units: Units, few_units: Mask) -> dict[str, Mask]:
    few = (units.group_totals < FEWEST_PEOPLE_OF_GROUP).T
    shape = (*few.shape, few.shape[1])
    return {
        "few_units": np.broadcast_to(few_units[:, None, None], shape),
        "small_group": few[:, :, None] | few[:, None, :],
    }
