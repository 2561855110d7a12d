"""Which part of all schools something holds for, as it may leave the core: of the country alone."""

from collections.abc import Mapping

LEAST_UNITS = 50
"""Of fewer schools no part is told: a whole percent would be a school or more."""
END = 0.05
"""At the ends no more is told than at most 5%, or at least 95%."""


def told_parts(counted: Mapping[int, tuple[int, int]], *, coded: bool) -> dict[str, float]:
    """By year the part of the units, ``counted`` as those and all; years that aren't told lack.

    ``coded`` tells whole percents, so that a single school that crosses the line hardly shows.
    """
    parts = {year: most / units for year, (most, units) in counted.items() if units}
    if not coded:
        return {str(year): part for year, part in parts.items()}
    told = {year: part for year, part in parts.items() if counted[year][1] >= LEAST_UNITS}
    return {str(year): round(min(max(part, END), 1 - END), 2) for year, part in told.items()}
