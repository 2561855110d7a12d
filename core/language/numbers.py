"""Numbers as a reader of each language writes them."""

import math

from core.language.catalogue import NO_BREAK, Language

MINUS = "\N{MINUS SIGN}"
NOT_A_NUMBER = "–"


def number(value: float | None, language: Language, decimals: int = 0) -> str:
    """1234.5 as 1.234,5 in Dutch and 1,234.5 in English; a dash where undefined."""
    if value is None or math.isnan(value):
        return NOT_A_NUMBER
    plain = f"{abs(value):,.{decimals}f}"
    sign = MINUS if value < 0 and plain.strip("0.,") else ""
    return sign + (plain.translate(str.maketrans(",.", ".,")) if language == "nl" else plain)


def percent(share: float | None, language: Language, decimals: int = 0) -> str:
    """A share of 0–1 as 41% (Dutch and English alike write the sign without a space)."""
    if share is None or math.isnan(share):
        return NOT_A_NUMBER
    return number(100 * share, language, decimals) + "%"


def points(difference: float | None, language: Language, decimals: int = 0) -> str:
    """A difference of two shares in percentage points, with its sign."""
    if difference is None or math.isnan(difference):
        return NOT_A_NUMBER
    figure = number(100 * difference, language, decimals)
    return figure if figure.startswith(MINUS) or not figure.strip("0.,") else "+" + figure


def coefficient(value: float | None, language: Language, decimals: int = 2) -> str:
    """A regression coefficient or correlation."""
    return number(value, language, decimals)


def with_unit(figure: str, unit: str) -> str:
    """A figure and its unit, which no line's end parts."""
    return f"{figure}{NO_BREAK}{unit}"
