"""The eighteen groups of the HHI out of a table that names some countries and their sums."""

import math
from collections import Counter
from collections.abc import Mapping

from core.groups.countries import Country, by_cbs_code, countries
from core.groups.origin import ORIGIN_18
from core.sources.publishers.findings import NO_DATA, Cell

PARTS_OF_SUMS = {
    "netherlands_antilles_all": "AW CW SX BQ netherlands_antilles",
    "czechoslovakia_all": "CZ SK czechoslovakia",
    "yugoslavia_all": (
        "SI HR BA RS ME XK MK macedonia_until_2019 serbia_and_montenegro "
        "federal_republic_of_yugoslavia yugoslavia"
    ),
    "soviet_union_all": (
        "EE LV LT BY UA MD RU AM AZ GE KZ KG UZ TJ TM russia_until_1917 soviet_union"
    ),
}
"""What each sum of Statistics Netherlands holds: never counted beside it."""
MOST_UNNAMED_GROUPS = 2
"""Groups of which the table names no country; with more of them nothing is made."""


def eighteen(counts: Mapping[str, Cell], everyone: float) -> tuple[dict[str, Cell], int] | None:
    """Residents by group, and how many are of countries that the table doesn't name.

    None where the table doesn't tell countries apart. A group without a named country is not
    known; the countries that aren't named are in no group.
    """
    named = _named(counts)
    found: Counter[str] = Counter()
    for key, country in named.items():
        found[country.origin_18] += round(counts[key].value)
    if len(ORIGIN_18.leaves) - len(found) > MOST_UNNAMED_GROUPS:
        return None
    cells = {
        group: Cell(float(found[group])) if group in found else Cell(math.nan, NO_DATA)
        for group in ORIGIN_18.leaves
    }
    return cells, round(everyone) - sum(found.values())


def complete_groups(counts: Mapping[str, Cell]) -> frozenset[str]:
    """Groups all of whose countries the table names."""
    named = {country.code for country in _named(counts).values()}
    for total, parts in PARTS_OF_SUMS.items():
        if total in named:
            named |= set(parts.split())
    lacking = {
        country.origin_18
        for country in countries()
        if country.kind == "current" and country.cbs_code and country.code not in named
    }
    return frozenset(ORIGIN_18.leaves) - lacking


def _named(counts: Mapping[str, Cell]) -> dict[str, Country]:
    """The keys to count: sums before their parts."""
    known = by_cbs_code()
    shown = {key: known[key] for key, cell in counts.items() if key in known and not cell.mask}
    present = {country.code for country in shown.values()}
    inside = {
        part for total, parts in PARTS_OF_SUMS.items() if total in present for part in parts.split()
    }
    return {key: country for key, country in shown.items() if country.code not in inside}
