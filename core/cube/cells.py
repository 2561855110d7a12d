"""The finest cells: one pass over the people, from which every node is summed."""

from core.cube.lattice import Lattice
from core.cube.shares import gap_band_sql, members

SHARE_SUMS = ("x_sum", "y_sum", "xx_sum", "xy_sum", "yy_sum")
SUMS = ("people", *SHARE_SUMS)
"""Additive columns: people, and sums of the two shares and of their products."""
EXTRA_SUMS = ("same_municipality", "key_sum", "same_municipality_keys")
"""Further ones, counted where the lattice goes down to municipalities."""


_STAYS = "unit_municipality = municipality"
_EXTRA = f"""SUM(CASE WHEN {_STAYS} THEN 1 ELSE 0 END) AS same_municipality,
            SUM(record_key) AS key_sum,
            SUM(CASE WHEN {_STAYS} THEN record_key ELSE 0 END) AS same_municipality_keys"""


def sums(lattice: Lattice) -> tuple[str, ...]:
    """The additive columns of this lattice's cells."""
    return SUMS + EXTRA_SUMS if lattice.cell_level == "municipality" else SUMS


def cells(setting: str, year: int, lattice: Lattice) -> str:
    """Cells by place, dimensions, both share classes and the gap band."""
    places = dict.fromkeys((lattice.cell_level, "cluster"))
    keys = f"{', '.join(places)}, {', '.join(lattice.dimensions)}, x_class, y_class"
    extra = f", {_EXTRA}"
    return f"""
        SELECT {keys}, {gap_band_sql()} AS gap, COUNT(*) AS people,
            SUM(x) AS x_sum, SUM(y) AS y_sum, SUM(CAST(x AS HUGEINT) * x) AS xx_sum,
            SUM(CAST(x AS HUGEINT) * y) AS xy_sum, SUM(CAST(y AS HUGEINT) * y) AS yy_sum
            {extra if len(sums(lattice)) > len(SUMS) else ""}
        FROM {members(setting, year)}
        GROUP BY {keys}, gap"""
