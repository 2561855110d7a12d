"""Reads the cells of publishers' files: numbers, and what stands where there is none."""

import math
import re

from core.errors import InputError
from core.places.levels import CODE_PATTERNS
from core.sources.publishers.findings import (
    NO_DATA,
    ONE_TO_FOUR,
    SECRET,
    ZERO_TO_FOUR,
    Cell,
)

UNKNOWN_SIGNS = frozenset({".", "x", "X", "*", "-", "..", "nan", "NaN", "None", "null", "NULL"})
"""Unknown, unreliable or secret: publishers use one sign for all three."""
SECRET_BELOW = -99_000_000
"""-99999997 to -99999999 in boundary files, in some as -1e8: kept secret, or not known."""
ZERO_TO_FOUR_NUMBER = -99_997
"""What PC4 and PC6 files write for '0–4 / secret'."""
_NUMBER = re.compile(r"[-+]?(\d+([.,]\d*)?|[.,]\d+)([eE][-+]?\d+)?")


def cell(written: str) -> Cell:
    """The number in a cell; ValueError where it is neither a number nor a known sign."""
    if not written:
        return Cell(math.nan, NO_DATA)
    if written in UNKNOWN_SIGNS:
        return Cell(math.nan, SECRET)
    if written in ("<5", "< 5"):
        return Cell(math.nan, ONE_TO_FOUR)
    if not _NUMBER.fullmatch(written):
        raise ValueError(written)
    value = float(written.replace(",", "."))
    if value == ZERO_TO_FOUR_NUMBER:
        return Cell(math.nan, ZERO_TO_FOUR)
    if value <= SECRET_BELOW:
        return Cell(math.nan, SECRET)
    return Cell(value)


def people_cell(written: str, most: float = 20_000_000) -> Cell:
    """A number of people; ValueError where it can't be one."""
    found = cell(written)
    if not found.mask and not 0 <= found.value <= most:
        raise ValueError("no number of people")
    return found


def percent_cell(written: str) -> Cell:
    """A percentage as a share from 0 to 1; ValueError where it can't be one."""
    found = cell(written)
    if found.mask:
        return found
    if not 0 <= found.value <= 100:
        raise ValueError("no percentage")
    return Cell(found.value / 100)


def pupils_cell(written: str) -> Cell:
    """A number of pupils; -1 stands for one to four, as in DUO's interface."""
    return Cell(math.nan, ONE_TO_FOUR) if written in ("-1", "-1.0") else people_cell(written)


def place_code(written: str) -> str | None:
    """An official code without its padding; None for what is no code."""
    code = written.strip().upper()
    if code in ("NL00", "NL01"):
        return "NL01"
    return code if any(one.fullmatch(code) for one in CODE_PATTERNS.values()) else None


def municipality_code(written: str) -> str | None:
    """``GM0363`` from ``363``, ``0363``, ``363.0`` or ``GM0363``."""
    digits = written.strip().upper().removeprefix("GM").removesuffix(".0")
    return f"GM{int(digits):04d}" if digits.isdecimal() and 0 < int(digits) < 10_000 else None


def postcode_area(written: str) -> str | None:
    """``PC1011`` from ``1011``, ``1011.0``, ``PC1011`` or ``1011 AB``."""
    found = re.fullmatch(r"(?:PC)?([1-9]\d{3})(?:\.0)?(?: ?[A-Z]{2})?", written.strip().upper())
    return f"PC{found[1]}" if found else None


def year_in(text: str) -> int | None:
    """The one year from 1995 to 2039 that a text names; None for none or several."""
    years = {int(year) for year in re.findall(r"(?<!\d)(199[5-9]|20[0-3]\d)(?!\d)", text)}
    years |= {
        int(year) for year in re.findall(r"(?<!\d)(20[0-3]\d)(?=JJ00|[01]\d[0-3]\d(?!\d))", text)
    }
    return years.pop() if len(years) == 1 else None


def require_year(*texts: str, file: str) -> int:
    """The year that the first of these texts tells; InputError where none does."""
    for text in texts:
        if (year := year_in(text)) is not None:
            return year
    raise InputError(
        f"{file}: does not say of which year it is; expected a column with the year, the table's "
        f"number or the year in its name: rename it, such as kwb-2024.csv, or say --year"
    )
