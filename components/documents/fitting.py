"""How much of a table or of words has room on a slide; the rest is in the workbook and the page."""

from collections.abc import Sequence

from components.charts.fonts import wrapped
from components.slides.blocks import Block
from components.slides.grid import Grid

LINE = 1.35
PADDING = 8
FIRST = 2
"""The first column is this much wider than the others: it names the row."""


def fitting_rows(grid: Grid, wide: float, high: float, size: float) -> Grid:
    """The first rows that fit, in points, with letters of this size."""
    share = wide / (len(grid.heads) - 1 + FIRST)

    def needed(cells: Sequence[str]) -> float:
        widths = (share * (FIRST if at == 0 else 1) - PADDING for at in range(len(cells)))
        lines = (len(wrapped(cell, size, most)) for cell, most in zip(cells, widths, strict=True))
        return max(lines, default=1) * LINE * size + PADDING

    left = high - needed(grid.heads)
    for count, row in enumerate(grid.rows):
        left -= needed([cell.text for cell in row])
        if left < 0:
            return grid.first(max(1, count))
    return grid


def fitting_blocks(
    blocks: Sequence[Block], wide: float, high: float, size: float
) -> tuple[Block, ...]:
    """The first blocks that fit; three dots say that there are more."""
    kept: list[Block] = []
    for block in blocks:
        high -= len(wrapped(block.text, size, wide)) * LINE * size + 0.55 * size
        if high < 0:
            return (*kept, Block("text", "…"))
        kept.append(block)
    return tuple(kept)
