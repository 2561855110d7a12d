"""Schemes: the categories in which people, levels and sectors are counted."""

from core.groups.origin import (
    ORIGIN_18,
    ORIGIN_2005,
    ORIGIN_2005_EMPLOYEES,
    ORIGIN_2005_PUPILS,
    ORIGIN_2022,
)
from core.groups.person import GENDER, GENERATION
from core.groups.setting import LEVEL, SECTOR

SCHEMES = (
    ORIGIN_18,
    ORIGIN_2005,
    ORIGIN_2005_PUPILS,
    ORIGIN_2005_EMPLOYEES,
    ORIGIN_2022,
    GENERATION,
    GENDER,
    LEVEL,
    SECTOR,
)
