"""Who goes where: the people of one setting and year by home area, unit and leaves.

Of employees there are nearly as many of these as people, so they are read once and sorted here;
standard errors, the figures of home areas and the minima for units are all made from them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from core.cube.arrays import Integers, integers, values_of
from core.cube.engine import Engine
from core.cube.lattice import DIMENSIONS
from core.groups.setting import Setting

_BITS = (26, 4, 3, 2, 5)
"""Room for the number of a unit, and for a leaf of each dimension."""
LEAF_BITS = 8
Keys = npt.NDArray[np.uint64]


@dataclass(frozen=True)
class Sums:
    """People of some rows, and the sum of their record keys."""

    people: Integers
    keys: Keys

    def at(self, starts: Integers) -> "Sums":
        """Rows added up from each of these on to the next."""
        return Sums(added_from(self.people, starts), added_from(self.keys, starts))

    def only(self, rows: Integers) -> "Sums":
        """Those of some rows."""
        return Sums(self.people[rows], self.keys[rows])


@dataclass(frozen=True)
class Journeys:
    """In the order of home area, unit and leaves."""

    area: Integers
    """Number of the home area."""
    unit: Integers
    leaves: Mapping[str, npt.NDArray[np.uint8]]
    everyone: Sums
    stay: Sums
    """Whoever's unit is in the municipality they live in."""
    x: Mapping[str, Integers]
    """The share of each home area in fixed point: ``home_area``, ``x`` and ``municipality``."""
    y: Integers
    """The same of units, by number."""


def journeys(engine: Engine, setting: Setting, year: int) -> Journeys:
    """The journeys of one setting and year, from its prepared shares."""
    key = "CAST(home_area AS BIGINT)"
    for name, bits in zip(("unit", *DIMENSIONS), _BITS, strict=True):
        key = f"({key} * {1 << bits} + {name})"
    people = engine.rows(
        f"""SELECT {key} AS cell, record_key,
                   CAST(unit_municipality = municipality AS TINYINT) AS stays
            FROM (SELECT * FROM {setting.code} WHERE year = {year}) AS member
            JOIN area_shares USING (home_area)"""
    )
    homes = engine.rows("SELECT home_area, municipality, x FROM area_shares ORDER BY home_area")
    shares = engine.rows("SELECT unit, y FROM unit_shares")
    unit = integers(shares, "unit")
    y = np.zeros(int(unit.max(initial=0)) + 1, np.int64)
    y[unit] = integers(shares, "y")
    cell, everyone, stay = _added_up(people)
    leaves = {}
    for name, bits in zip(DIMENSIONS[::-1], _BITS[:0:-1], strict=True):
        leaves[name] = (cell & ((1 << bits) - 1)).astype(np.uint8)
        cell >>= bits
    return Journeys(
        area=cell >> _BITS[0],
        unit=cell & ((1 << _BITS[0]) - 1),
        leaves={name: leaves[name] for name in DIMENSIONS},
        everyone=everyone,
        stay=stay,
        x={name: integers(homes, name) for name in homes.column_names},
        y=y,
    )


def _added_up(people: pa.Table) -> tuple[Integers, Sums, Sums]:
    """The cells in order, with everyone in them and whoever stays."""
    cell = integers(people, "cell")
    order = np.argsort(cell, kind="stable")
    cell = cell[order]
    starts = run_starts(cell)
    keys = values_of(people, "record_key").astype(np.uint64, copy=False)[order]
    stays = values_of(people, "stays").astype(np.uint8)[order]
    everyone = Sums(np.diff(starts, append=len(cell)), added_from(keys, starts))
    # of numbers of 64 bits sums wrap, as those of keys must
    staying = Sums(
        added_from(stays, starts, np.int64), added_from(np.multiply(keys, stays), starts)
    )
    return cell[starts], everyone, staying


def added_from(
    values: npt.NDArray[Any], starts: Integers, kind: type[Any] | None = None
) -> npt.NDArray[Any]:
    """Values added up from each of these on to the next."""
    return np.add.reduceat(values, starts, dtype=kind) if len(starts) else values[:0]


def run_starts(sorted_keys: Integers) -> Integers:
    """Where in sorted numbers each next one begins."""
    if not len(sorted_keys):
        return np.zeros(0, np.int64)
    return np.flatnonzero(np.concatenate(([True], sorted_keys[1:] != sorted_keys[:-1])))


def together(
    columns: Sequence[npt.NDArray[np.integer]], sums: Sums
) -> tuple[list[npt.NDArray[np.integer]], Sums]:
    """Rows alike in all columns added up, in the order of these."""
    key = columns[0].astype(np.int64)
    for column in columns[1:]:
        key = key * (int(column.max(initial=0)) + 1) + column
    if (key[1:] < key[:-1]).any():
        order = np.argsort(key, kind="stable")
        key, sums = key[order], sums.only(order)
        starts = run_starts(key)
        return [column[order[starts]] for column in columns], sums.at(starts)
    starts = run_starts(key)
    return [column[starts] for column in columns], sums.at(starts)
