"""Pupils of secondary schools: one row for each pupil and year."""

from core.groups.setting import LEVEL
from core.sources.columns import Identifier, PlaceCode, Year, of_scheme
from core.sources.table import Table

PUPILS = Table(
    "pupils",
    (
        Identifier("person"),
        Year("year"),
        Identifier("school", may_be_empty=True),
        PlaceCode("municipality", may_be_empty=True, level="municipality"),
        of_scheme("level", LEVEL, "setting"),
    ),
    unique=("person", "year"),
    may_be_absent=True,
)
"""``school`` is the branch (vestiging), ``municipality`` where that branch stands."""
