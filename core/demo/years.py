"""The years of which a demo country has residents, pupils and employees."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Years:
    """The years of which there are residents, pupils and employees."""

    residents: tuple[int, ...]
    school: tuple[int, ...]
    work: tuple[int, ...]

    def of(self, setting: str) -> tuple[int, ...]:
        """The years of a setting."""
        return self.school if setting == "school" else self.work


_OF_MEMBERS: Final = (2005, 2010, 2015, 2020)
EVERY_YEAR: Final = Years(tuple(range(2000, 2021)), _OF_MEMBERS, _OF_MEMBERS)
"""Residents of every year, pupils and employees every five years."""
FEW_YEARS: Final = Years((2000, 2010, 2020), (2020,), (2020,))
"""Every table and breakdown of one year, and a short series of residents: soon made."""
FOR_TESTS: Final = 0.1
"""The scale up to which a country is one for tests, which are waited for."""


def years_of_country(scale: float) -> Years:
    """The years that a country of this scale has, unless every one is asked for."""
    return FEW_YEARS if scale <= FOR_TESTS else EVERY_YEAR
