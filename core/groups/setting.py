"""The two settings that are held against the neighbourhood: school and work."""

from dataclasses import dataclass

from core.groups.origin import ORIGIN_2005_EMPLOYEES, ORIGIN_2005_PUPILS
from core.groups.scheme import ALL, Scheme, flat

LEVEL = Scheme(
    "level",
    (
        ("first_years", ALL),
        ("upper_years", ALL),
        ("practice", "upper_years"),
        ("vmbo_bk", "upper_years"),
        ("vmbo_gt", "upper_years"),
        ("havo", "upper_years"),
        ("vwo", "upper_years"),
    ),
)
"""Level of secondary education; the first two years have no level yet, so every
breakdown by level is one of ``upper_years``."""

SECTOR = flat(
    "sector",
    "agriculture",
    "industry",
    "retail",
    "logistics",
    "public_services",
    "health_care",
    "commercial_services",
)


@dataclass(frozen=True)
class Setting:
    """A place outside the neighbourhood where people of a kind spend their days."""

    code: str
    unit: str
    """The unit whose native share counts: branch school, or organisation × municipality."""
    origin: Scheme
    """Origin groups with the pooling of this setting's tables."""
    stratum: Scheme
    """The scheme that exists in this setting alone: level or sector."""


SCHOOL = Setting("school", "branch_school", ORIGIN_2005_PUPILS, LEVEL)
WORK = Setting("work", "workplace", ORIGIN_2005_EMPLOYEES, SECTOR)
SETTINGS = (SCHOOL, WORK)


def setting(code: str) -> Setting:
    """The setting of this code; KeyError where there is none."""
    return {one.code: one for one in SETTINGS}[code]
