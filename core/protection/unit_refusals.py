"""Cells of a place and a level or sector with too few schools or workplaces to be shown.

Schools are counted from the municipality up, workplaces in home areas too: of a school with
fifty pupils its origins may be told, of an employer only if he doesn't object.
"""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from core.cube.arrays import integers
from core.cube.unit_cells import Enough, UnitCells, Units
from core.groups.setting import WORK, Setting
from core.protection.arrays import Codes, Whole
from core.protection.counts import perturb_counts
from core.protection.prf import Purpose
from core.protection.protection import Protection
from core.protection.units import (
    LARGEST_SHARE,
    LEAST_BRANCHES,
    LEAST_EMPLOYERS,
    TWO_LARGEST_SHARE,
    few_branches,
    few_employers,
)


def unit_refusals(
    found: UnitCells, setting: Setting, nodes: pa.Table, protection: Protection
) -> Codes:
    """For each node by place and stratum why its units refuse it; 0 where they don't."""
    wide = len(setting.stratum.nodes)
    reasons = np.zeros(nodes.num_rows, np.uint8)
    code = integers(nodes, "place") * wide + integers(nodes, "stratum")
    order = np.argsort(code)
    for units in _units(found, setting, protection):
        cells, cell = _numbered(units.place.astype(np.int64) * wide + units.stratum)
        judged = _judged(units, cell, len(cells), setting, protection)
        at = order[np.minimum(np.searchsorted(code, cells, sorter=order), len(order) - 1)]
        known = code[at] == cells
        reasons[at[known]] = judged[known]
    return reasons


def _units(found: UnitCells, setting: Setting, protection: Protection) -> Iterator[Units]:
    reach = protection.profile.table.max_noise
    if setting == WORK:
        yield found.of_places(Enough(reach, LEAST_EMPLOYERS, LARGEST_SHARE, TWO_LARGEST_SHARE))
        yield found.of_home_areas
    else:
        yield found.of_places(Enough(reach, LEAST_BRANCHES))


def _judged(
    units: Units, cell: Whole, cells: int, setting: Setting, protection: Protection
) -> Codes:
    people, keys = units.sums.people, units.sums.keys
    purpose = Purpose.JOBS if setting == WORK else Purpose.PEOPLE
    counts = perturb_counts(people, keys, protection.secret, protection.profile, purpose)
    return (few_employers if setting == WORK else few_branches)(counts, cell, cells)


def _numbered(codes: Whole) -> tuple[Whole, Whole]:
    """The codes that occur, and the position of each among them; there are millions, and few."""
    cells = np.flatnonzero(np.bincount(codes))
    position = np.zeros(int(codes.max(initial=0)) + 1, np.int64)
    position[cells] = np.arange(len(cells))
    return cells, position[codes]
