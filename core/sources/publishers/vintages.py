"""To which boundary year codes of municipalities belong, told by the codes themselves."""

from collections.abc import Iterable

from core.places.crosswalk import CHANGES, FIRST_YEAR, FOUNDED, LAST_YEAR


def possible_vintages(codes: Iterable[str]) -> tuple[int, int]:
    """First and last boundary year in which all of these municipalities were there."""
    kept = set(codes)
    first = max((FOUNDED[code] for code in kept if code in FOUNDED), default=FIRST_YEAR - 1)
    ended = [change.year for change in CHANGES if change.from_code in kept]
    return first, min(ended, default=LAST_YEAR + 1) - 1


def vintage_of_codes(codes: Iterable[str], wanted: int | None = None) -> int:
    """The boundary year of these municipalities, as near to the wanted one as they allow.

    Codes of different years mixed give the wanted year, or the first in which the newest of
    them was there.
    """
    first, last = possible_vintages(codes)
    if first > last:
        return wanted if wanted is not None else first
    return last if wanted is None else min(max(wanted, first), last)


def settled(vintage: int) -> int:
    """The year since which municipalities have been as they were in a boundary year."""
    return max((change.year for change in CHANGES if change.year <= vintage), default=vintage)
