"""Official codes where a file gives only their digits, and the kind of area beside them."""

from collections.abc import Sequence

from core.sources.publishers.cells import place_code
from core.sources.publishers.grid import Grid

KINDS = ("recs", "soortregio", "soort")
DIGITS = ("gwbcode", "gwbcode8", "gwbcode10", "codering")
LETTERS = {"g": ("GM", 4), "w": ("WK", 6), "b": ("BU", 8)}
"""How the kind of area begins (G or Gemeente, W or Wijk, B or Buurt) → letters and digits."""
LONGEST = 8
ADDED = "gwb_code_10"
COMPLETED = "code without letters, completed by its kind of area"


def with_whole_codes(grid: Grid) -> Grid:
    """The same table, with whole codes where it had their digits alone."""
    kinds, digits = grid.column(*KINDS), grid.column(*DIGITS)
    if kinds is None or digits is None or any(map(place_code, digits[:200])):
        return grid
    codes = _completed(kinds, digits)
    found = sum(bool(code) for code in codes)
    if not found:
        return grid
    columns = {name: cells for name, cells in grid.columns.items() if cells is not digits}
    repaired = {**grid.repaired, COMPLETED: found}
    shapes, crs = grid.shapes, grid.crs
    return Grid(
        grid.file, {ADDED: codes, **columns}, shapes, crs, grid.title, repaired, grid.dropped
    )


def _completed(kinds: Sequence[str], digits: Sequence[str]) -> list[str]:
    return [_code(kind, number) for kind, number in zip(kinds, digits, strict=True)]


def _code(kind: str, number: str) -> str:
    """``WK036300`` from ``Wijk`` and ``036300``, ``36300`` or ``03630000``; else nothing."""
    letters, length = LETTERS.get(kind.strip()[:1].lower(), ("", 0))
    if not letters or not number.isdecimal():
        return ""
    whole = number.zfill(length if len(number) <= length else LONGEST)
    is_whole = len(whole) <= LONGEST and not whole[length:].strip("0")
    return f"{letters}{whole[:length]}" if is_whole else ""
