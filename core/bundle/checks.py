"""Whether rows offered to a bundle are what its contract promises to those who count them."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from core.bundle.schema import PLACES, TABLES, UNKNOWN, TableSchema
from core.errors import BundleError, InputError
from core.places.place import Place, validated_places

Ids = npt.NDArray[np.int64]
YEAR_SHIFT = 32


def _refuse(table: TableSchema, wrong: str, expected: str) -> None:
    raise BundleError(f"{table.name}: {wrong}; expected {expected}: mend whoever writes this table")


def require_schema(table: TableSchema, rows: pa.Table) -> None:
    """Refuses rows with other columns or types than the contract's, or with empty cells."""
    found = ", ".join(f"{column.name} {column.type}" for column in rows.schema)
    expected = ", ".join(f"{column.name} {column.type}" for column in table.columns)
    if found != expected:
        _refuse(table, f"columns are {found}", expected)
    for column in table.columns:
        empty = rows[column.name].null_count
        if empty and not column.nullable:
            _refuse(table, f"column '{column.name}' has {empty} empty cells", "none")


@dataclass
class Ledger:
    """What was seen of a bundle so far, to hold later rows against."""

    levels: npt.NDArray[np.str_] = field(default_factory=lambda: np.array([], dtype=str))
    years: set[int] = field(default_factory=set)
    vintages: set[int] = field(default_factory=set)
    units: dict[str, npt.NDArray[np.bool_]] = field(default_factory=dict)
    last: dict[str, int] = field(default_factory=dict)

    def admit(self, table: TableSchema, rows: pa.Table) -> None:
        """Takes rows in; BundleError if they break the contract."""
        require_schema(table, rows)
        if rows.num_rows == 0:
            return
        self._require_order(table, rows)
        if table is PLACES:
            self._admit_places(rows)
            return
        _require_codes(table, rows)
        self._require_places(table, rows)
        self._admit_years(table, rows)
        if "unit" in rows.column_names:
            self._admit_units(table, rows)

    def require_complete(self) -> None:
        """Refuses what can only be seen at the end: gaps in the numbering of units."""
        for table in TABLES:
            seen = self.units.get(table.name, np.array([], dtype=bool))
            if gaps := int(np.count_nonzero(~seen)):
                _refuse(table, f"{gaps} unit numbers are not used", "0 up to the last, all used")

    def _require_order(self, table: TableSchema, rows: pa.Table) -> None:
        keys = np.zeros(rows.num_rows, dtype=np.int64)
        for name in table.order:
            keys = (keys << YEAR_SHIFT) + _integers(rows, name)
        if keys[0] < self.last.get(table.name, -1) or np.any(np.diff(keys) < 0):
            _refuse(table, "rows are out of order", f"them sorted by {', '.join(table.order)}")
        self.last[table.name] = int(keys[-1])

    def _admit_places(self, rows: pa.Table) -> None:
        first = len(self.levels)
        if not np.array_equal(
            _integers(rows, "place_id"), np.arange(first, first + rows.num_rows, dtype=np.int64)
        ):
            _refuse(PLACES, "column 'place_id' does not number the rows", "0, 1, 2 and so on")
        self.levels = np.append(self.levels, np.asarray(rows["level"].to_pylist(), dtype=str))
        self.vintages |= set(rows["vintage"].to_pylist())

    def _require_places(self, table: TableSchema, rows: pa.Table) -> None:
        for column in table.placed:
            ids = _integers(rows, column.name)
            known = ids[ids != UNKNOWN] if column.may_be_unknown else ids
            inside = known[(known >= 0) & (known < len(self.levels))]
            right = np.count_nonzero((self.levels == column.level)[inside])
            if wrong := len(known) - int(right):
                where = f"column '{column.name}' has {wrong} rows that point at no {column.level}"
                _refuse(table, where, "the place_id of one, places being added first")

    def _admit_years(self, table: TableSchema, rows: pa.Table) -> None:
        years = set(np.unique(_integers(rows, "year")).tolist())
        if table.name == "residents":
            self.years |= years
        elif years - self.years:
            without = sorted(years - self.years)
            _refuse(table, f"years {without} have no residents", "residents of every year first")

    def _admit_units(self, table: TableSchema, rows: pa.Table) -> None:
        units = _integers(rows, "unit")
        if units.min() < 0:
            _refuse(table, "column 'unit' goes below 0", "numbers from 0")
        seen = self.units.get(table.name, np.array([], dtype=bool))
        grown = np.zeros(max(len(seen), int(units.max()) + 1), dtype=bool)
        grown[: len(seen)] = seen
        grown[units] = True
        self.units[table.name] = grown


def _integers(rows: pa.Table, name: str) -> Ids:
    values: Ids = rows[name].to_numpy().astype(np.int64)
    return values


def _require_codes(table: TableSchema, rows: pa.Table) -> None:
    for column in table.coded:
        codes = _integers(rows, column.name)
        lowest = UNKNOWN if column.may_be_unknown else 0
        outside = np.count_nonzero((codes < lowest) | (codes >= len(column.scheme.leaves)))
        if outside:
            where = f"column '{column.name}' has {outside} rows outside the scheme"
            _refuse(table, where, f"positions in the leaves of {column.scheme.code}")
    origin = "origin_2005" if table.name == "residents" else "origin"
    is_native = _integers(rows, origin) == 0
    if unlike := int(np.count_nonzero(is_native != (_integers(rows, "generation") == 0))):
        _refuse(table, f"{unlike} rows contradict themselves", f"{origin} 0 where generation is 0")
    if table.name == "residents" and _integers(rows, "people").min() < 1:
        _refuse(table, "column 'people' goes below 1", "only groups that exist")


def require_hierarchy(places: pa.Table) -> None:
    """Refuses places that don't form one hierarchy, or areas of a postcode that isn't there."""
    rows = places.to_pylist()
    kept = [
        Place(*(row[name] for name in ("code", "level", "vintage", "name_nl", "name_en", "parent")))
        for row in rows
    ]
    try:
        validated_places(kept)
    except InputError as error:
        raise BundleError(str(error)) from error
    postcode_areas = {place.code for place in kept if place.level == "postcode_area"}
    named = {row["postcode_area"] for row in rows} - {None}
    if lost := len(named - postcode_areas):
        _refuse(PLACES, f"{lost} values of 'postcode_area' are no postcode area", "codes of one")
