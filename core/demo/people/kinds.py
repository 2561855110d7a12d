"""The kinds of background that people are drawn from, and how many there are nationwide.

A kind has one place in each of the two schemes. The numbers are rounded, close to what
Statistics Netherlands counted, and set so that the national facts of the sources hold.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from core.demo.geography.arrays import Floats, Integers
from core.groups.origin import ORIGIN_18, ORIGIN_2005

ANCHORS = (2000, 2005, 2010, 2015, 2020)
"""Years for which numbers are given; in between they run straight."""

DUTCH = 0
"""The kind without a migration background comes first."""


@dataclass(frozen=True, eq=False)
class Kinds:
    """All kinds in one order, as arrays."""

    codes: tuple[str, ...]
    origin_18: Integers
    origin_2005: Integers
    thousands: Floats
    """Kind by anchor year."""
    second: Floats
    """Share born in the Netherlands, kind by (2005, 2020)."""

    def people(self, year: int) -> Floats:
        """The residents of each kind in a year, whole country."""
        return 1000 * np.array([np.interp(year, ANCHORS, row) for row in self.thousands])

    def second_share(self, year: int) -> Floats:
        """The share of each kind that was born in the Netherlands."""
        return np.array([np.interp(year, (2005, 2020), row) for row in self.second])

    def is_among(self, *origins_2005: str) -> Integers:
        """1 for kinds that belong to one of these leaves of ORIGIN_2005, else 0."""
        wanted = [ORIGIN_2005.leaves.index(origin) for origin in origins_2005]
        return np.isin(self.origin_2005, wanted).astype(np.int64)


@cache
def kinds() -> Kinds:
    """The kinds of the committed table."""
    text = files("core.demo.people").joinpath("national.csv").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    return Kinds(
        codes=tuple(row["kind"] for row in rows),
        origin_18=np.array([ORIGIN_18.leaves.index(row["origin_18"]) for row in rows]),
        origin_2005=np.array([ORIGIN_2005.leaves.index(row["origin_2005"]) for row in rows]),
        thousands=np.array([[float(row[str(year)]) for year in ANCHORS] for row in rows]),
        second=np.array([[float(row["second_2005"]), float(row["second_2020"])] for row in rows]),
    )
