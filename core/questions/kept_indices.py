"""Indices of segregation as a release keeps them."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from core.errors import NotInReleaseError
from core.indices import INDICES
from core.release import Release, Value

STORED = ("value", "corrected", "lower", "upper", "expected")
Row = dict[str, Any]


def formula_of(code: str) -> str:
    """How an index is worked out, in symbols: of one group where it exists for one."""
    formulas = {index.code: index.formula for index in INDICES}
    return formulas.get(f"group_{code}") or formulas[code]


def kept_rows(
    release: Release, table: str, columns: Sequence[str], where: Mapping[str, Value]
) -> list[Row]:
    """Rows of a table on segregation; refused where a release has no such table."""
    if not release.rows.get(table):
        raise NotInReleaseError(
            "segregation: this release has no indices; they are worked out from person records",
            lacks="indices",
        )
    rows: list[Row] = release.store.select(table, columns, where).to_pylist()
    return rows


@lru_cache(maxsize=64)
def rows_by_place(
    release: Release, index: str, units: str, group: str
) -> Mapping[str, tuple[Row, ...]]:
    """Each municipality's rows of one index, by year."""
    columns = ("place", "year", "index", "group", *STORED, "units", "state", "reason")
    where = {"level": "municipality", "index": index, "unit_level": units, "group": group}
    found: dict[str, list[Row]] = {}
    for row in kept_rows(release, "segregation", columns, where):
        found.setdefault(row["place"], []).append(row)
    return {code: tuple(sorted(rows, key=lambda r: r["year"])) for code, rows in found.items()}
