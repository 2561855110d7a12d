"""The levels at which places are told apart, and which level lies within which."""

import re

from core.errors import InputError

LEVELS = (
    "country",
    "landsdeel",
    "province",
    "corop",
    "municipality",
    "district",
    "neighbourhood",
    "postcode_area",
)
"""From large to small; the last two both divide municipalities, each in its own way."""

GROUPINGS = ("cluster", "municipality_type")
"""Groupings of municipalities that are no areas: a group need not be one piece of land."""

PARENT_LEVELS: dict[str, str | None] = {
    "country": None,
    "landsdeel": "country",
    "province": "landsdeel",
    "corop": "province",
    "municipality": "corop",
    "district": "municipality",
    "neighbourhood": "district",
    "postcode_area": "municipality",
}

CODE_PATTERNS = {
    "country": re.compile(r"NL\d{2}"),
    "landsdeel": re.compile(r"LD\d{2}"),
    "province": re.compile(r"PV\d{2}"),
    "corop": re.compile(r"CR\d{2}"),
    "municipality": re.compile(r"GM\d{4}"),
    "district": re.compile(r"WK\d{4}[0-9A-Z]{2}"),
    "neighbourhood": re.compile(r"BU\d{4}[0-9A-Z]{4}"),
    "postcode_area": re.compile(r"PC\d{4}"),
}
"""How Statistics Netherlands writes the codes of each level, without padding."""


def parent_level(level: str) -> str | None:
    """The level directly above, None for the country."""
    if level not in PARENT_LEVELS:
        raise InputError(f"unknown level '{level}'; expected one of {', '.join(LEVELS)}")
    return PARENT_LEVELS[level]


def ancestor_levels(level: str) -> tuple[str, ...]:
    """Every level a place of this level lies within, nearest first."""
    above = parent_level(level)
    return () if above is None else (above, *ancestor_levels(above))


def level_of(code: str) -> str:
    """The level that a code is written for."""
    for level, pattern in CODE_PATTERNS.items():
        if pattern.fullmatch(code):
            return level
    raise InputError(
        f"'{code}' is not a place code; expected a form such as GM0363, WK036300 or PC1011"
    )
