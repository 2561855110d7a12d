"""How much of a table or of words has room on a slide; the rest is in the workbook and the page."""

from collections.abc import Sequence

from components.charts.fonts import width, wrapped
from components.slides.blocks import Block
from components.slides.grid import Grid

LINE = 1.35
PADDING = 16
"""Points between the words of a cell and its sides, both together."""
WIDEST = 260
"""Points beyond which a column breaks its words over lines, however much room there is."""


def in_one_line(words: str) -> str:
    """A label that a screen breaks over lines; after a hyphen nothing comes between."""
    return words.replace("-<br>", "-").replace("<br>", " ")


def column_widths(grid: Grid, wide: float, size: float) -> list[float]:
    """The width of every column: no word is broken as long as there is room for all of them."""
    columns = [
        [head, *(row[at].text for row in grid.rows if at < len(row))]
        for at, head in enumerate(grid.heads)
    ]
    least = [max(_widest_word(one, size) for one in cells) + PADDING for cells in columns]
    whole = [min(WIDEST, max(width(one, size, bold=True) for one in cells)) for cells in columns]
    wished = [max(low, high + PADDING) for low, high in zip(least, whole, strict=True)]
    if sum(wished) <= wide:
        return [one * wide / sum(wished) for one in wished]
    spare, lacking = wide - sum(least), sum(wished) - sum(least)
    if spare <= 0:
        return [one * wide / sum(least) for one in least]
    return [low + (high - low) * spare / lacking for low, high in zip(least, wished, strict=True)]


def _widest_word(words: str, size: float) -> float:
    return max((width(word, size, bold=True) for word in words.split()), default=0.0)


def fitting_rows(grid: Grid, wide: float, high: float, size: float) -> Grid:
    """The first rows that fit, in points, with letters of this size."""
    widths = column_widths(grid, wide, size)

    def needed(cells: Sequence[str]) -> float:
        lines = (
            len(wrapped(cell, size, most - PADDING))
            for cell, most in zip(cells, widths, strict=False)
        )
        return max(lines, default=1) * LINE * size + PADDING / 2

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
            while kept and kept[-1].kind == "heading":
                kept.pop()  # what it announces has no room
            return (*kept, Block("text", "…"))
        kept.append(block)
    return tuple(kept)
