"""Shares as whole numbers: exact to add up in any order, on any engine.

A share k/n is kept as the nearest multiple of 2⁻⁴⁸. Sums of shares and of their
products then fit 128-bit integers for up to 100 million people, and a mean,
slope or correlation made from them is as precise as one in floating point.
"""

from fractions import Fraction

BITS = 48
ONE = 1 << BITS


def share_sql(part: str, whole: str) -> str:
    """SQL for part/whole (whole numbers, whole > 0) in fixed point, rounded to nearest."""
    half = f"({whole}) // 2"
    return f"CAST((CAST({part} AS HUGEINT) * {ONE} + {half}) // ({whole}) AS BIGINT)"


def shifted_share_sql(part: str, whole: str, shift: Fraction) -> str:
    """SQL for part/whole + shift in fixed point, rounded as ``share_sql`` rounds it.

    The same fraction always gives the same whole number, so comparing two of these
    is comparing the fractions themselves, ties included, while the denominators
    multiply to less than 2⁴⁷. Shifted up by one so that the division never rounds
    a negative number (engines differ there).
    """
    up = shift + 1
    numerator = f"{up.denominator} * ({part}) + {up.numerator} * ({whole})"
    return f"{share_sql(numerator, f'{up.denominator} * ({whole})')} - {ONE}"
