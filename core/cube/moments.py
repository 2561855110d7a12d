"""Means and relations from exact sums.

Centring happens on whole numbers, where nothing cancels: with C = ⌊Σx/n⌋, the
sum Σx² − 2CΣx + nC² is exact, and only its small remainder is left to floating
point.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.cube.arrays import Floats
from core.cube.fixed_point import BITS

KEYS = ("key_sum", "_keys")
"""How the names of columns with sums of record keys end."""
KEYS_MODULUS = 1 << 64


def centred_sql(first: str, second: str) -> str:
    """SQL for Σ(first − mean)(second − mean) as a share-scaled floating-point number."""
    low_first, low_second = f"({first}_sum // people)", f"({second}_sum // people)"
    exact = (
        f"{first}{second}_sum - {low_first} * {second}_sum - {low_second} * {first}_sum"
        f" + people * {low_first} * {low_second}"
    )
    left_first = f"CAST({first}_sum - people * {low_first} AS DOUBLE)"
    left_second = f"CAST({second}_sum - people * {low_second} AS DOUBLE)"
    return (
        f"(CAST({exact} AS DOUBLE) - {left_first} * {left_second} / people) / {2.0 ** (2 * BITS)}"
    )


def mean_sql(share: str) -> str:
    """SQL for the mean of a share."""
    return f"CAST({share}_sum AS DOUBLE) / people / {2.0**BITS}"


def narrow_sql(column: str) -> str:
    """SQL for a sum in 64 bits: counts as they are, key sums by their remainder."""
    if column.endswith(KEYS):
        return f"CAST({column} % {KEYS_MODULUS} AS UBIGINT) AS {column}"
    return f"CAST({column} AS BIGINT) AS {column}"


def moments_sql(source: str, keys: Sequence[str], kept: Sequence[str]) -> str:
    """Rows of sums with their means and centred second moments."""
    return f"""
        SELECT {", ".join((*keys, *map(narrow_sql, kept)))},
               {mean_sql("x")} AS x_mean, {mean_sql("y")} AS y_mean,
               {centred_sql("x", "x")} AS xx, {centred_sql("x", "y")} AS xy,
               {centred_sql("y", "y")} AS yy
        FROM {source}"""


@dataclass(frozen=True)
class Relation:
    """The line of setting share on neighbourhood share, per node; NaN where undefined."""

    intercept: Floats
    slope: Floats
    r_squared: Floats
    r: Floats
    partial_r: Floats


def correlation(xx: Floats, xy: Floats, yy: Floats) -> Floats:
    """Pearson's r; undefined where either share does not vary."""
    with np.errstate(invalid="ignore", divide="ignore"):
        found = np.where((xx > 0) & (yy > 0), xy / np.sqrt(xx) / np.sqrt(yy), np.nan)
    clipped: Floats = np.clip(found, -1.0, 1.0)
    return clipped


def relation(
    means: tuple[Floats, Floats],
    whole: tuple[Floats, Floats, Floats],
    within: tuple[Floats, Floats, Floats],
) -> Relation:
    """OLS per node from its centred moments (xx, xy, yy), and r given the cluster.

    ``within`` holds the moments around the means of each cluster of municipalities,
    summed: what is left of x and y after cluster dummies. A line needs variance at
    home; r needs it on both sides.
    """
    xx, xy, yy = whole
    with np.errstate(invalid="ignore", divide="ignore"):
        slope = np.where(xx > 0, xy / xx, np.nan)
    r = correlation(xx, xy, yy)
    return Relation(
        intercept=means[1] - slope * means[0],
        slope=slope,
        r_squared=r * r,
        r=r,
        partial_r=correlation(*within),
    )
