"""Length of stay of immigrants by type of municipality: WRR 2020, table 2.1, as printed.

Nothing is mended here. Rows don't always add up to 100, which is rounding, and what is odd
about the table stands with it as remarks, each by its id.
"""

from typing import NamedTuple

TYPE_ROWS = (
    "majority_minority",
    "large_provincial",
    "suburb",
    "one_large_minority",
    "expat",
    "horticulture",
    "border",
)
"""The types with a row of their own, in the order of print."""
OTHER, TOTAL = "other_municipalities", "total"
OTHER_MUNICIPALITIES = 359
"""How many municipalities stand in the row of the others."""

CLASSES = ("below_two", "two_to_five", "above_five")
"""Years of stay."""
COHORTS = ("1999-2005", "2006-2010")
"""Years of arrival, as title and text have them."""
COHORT_IN_HEADING = "1995-2005"
"""What the heading of the first column says instead."""

REMARKS = ("heading", "rounding", "total", "text", "provincial", "others")
"""What is odd about the table; the texts are ``published.stay.<id>``."""


class Stay(NamedTuple):
    """One row and cohort: percentages of the immigrants of that cohort."""

    row: str
    cohort: str
    below_two: float
    two_to_five: float
    above_five: float


_PRINTED = {
    "majority_minority": ((15.5, 20.5, 64.0), (26.3, 21.3, 52.4)),
    "large_provincial": ((19.8, 18.5, 61.7), (30.9, 19.8, 49.3)),
    "suburb": ((14.0, 16.6, 69.3), (23.3, 18.6, 58.4)),
    "one_large_minority": ((15.4, 11.5, 73.0), (21.1, 13.7, 65.4)),
    "expat": ((27.2, 29.7, 43.1), (37.8, 24.4, 37.9)),
    "horticulture": ((15.1, 14.3, 70.7), (24.6, 15.8, 59.3)),
    "border": ((20.9, 17.4, 61.8), (26.1, 17.9, 56.2)),
    OTHER: ((16.6, 14.7, 68.5), (23.5, 15.2, 61.3)),
    TOTAL: ((16.7, 15.0, 68.1), (23.8, 15.5, 60.8)),
}

TABLE: tuple[Stay, ...] = tuple(
    Stay(row, cohort, *figures)
    for row, cohorts in _PRINTED.items()
    for cohort, figures in zip(COHORTS, cohorts, strict=True)
)

IN_THE_TEXT_BELOW_FIVE = {"1999-2005": 36.0, "2006-2010": 47.0}
"""Per cent that stayed less than five years, as section 2.4 says it; the table says otherwise."""

PUBLISHER = "WRR"
PUBLICATION = "Samenleven in verscheidenheid (2020)"
PUBLISHED_IN = 2020
PLACE_IN_SOURCE = "tabel 2.1"
