"""Jobs of employees: one row for each person, year, organisation and place of work."""

from core.groups.setting import SECTOR
from core.sources.columns import Identifier, PlaceCode, Year, of_scheme
from core.sources.table import Table

JOBS = Table(
    "jobs",
    (
        Identifier("person"),
        Year("year"),
        Identifier("organisation", may_be_empty=True),
        PlaceCode("municipality", may_be_empty=True, level="municipality"),
        of_scheme("sector", SECTOR, "setting"),
    ),
    may_be_absent=True,
)
"""``municipality`` is where the work is done: together with the organisation, the workplace."""
