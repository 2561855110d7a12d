"""What stands on paper, in the words of Typst; everything said is quoted, never read as marks."""

from collections.abc import Sequence

from components.documents.figure_svg import CELL, PAGE, figure_svg
from components.documents.fitting import column_widths, fitting_rows
from components.slides.blocks import Block
from components.slides.grid import Cell, Grid
from components.slides.sheet import Sheet

MANY = 7
"""Columns from which a table has small letters."""
WIDE = 850.0
"""Points between the margins of a page."""
FEW = 170.0
"""Points: a table that is no higher has large letters."""
LINE = "#C9C6BE"


def quoted(words: str) -> str:
    """Words as a string of Typst."""
    escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def prose(words: str, size: str) -> str:
    """A paragraph."""
    return f"#par(text(size: {size}, {quoted(words)}))"


def figure(sheet: Sheet, scheme: str, height: str, *, small: bool = False) -> str:
    """The figure with its alternative; empty where the sheet has none."""
    drawn = figure_svg(sheet, scheme, CELL if small else PAGE)
    if not drawn:
        return ""
    return (
        f'#figure(image(bytes({quoted(drawn)}), format: "svg", height: {height}, width: 100%, '
        f'fit: "contain", alt: {quoted(sheet.told)}), alt: {quoted(sheet.told)})'
    )


def listed(blocks: Sequence[Block], *, most_rows: int = 8) -> str:
    """Headings, paragraphs, lists and tables."""
    parts: list[str] = []
    for block in blocks:
        if block.grid is not None:
            parts.append(table(block.grid.first(most_rows)))
        elif block.kind == "heading":
            parts.append(f"#heading(level: 2, {quoted(block.text)})")
        elif block.kind == "item":
            parts.append(f"- #{quoted(block.text)}")
        else:
            parts.append(f"\n#par({quoted(block.text)})")
    return "\n".join(parts)


def table(grid: Grid, wide: float = WIDE) -> str:
    """A table whose first row is its header on every page; a lone cell spans its row."""
    if not grid.heads or not grid.rows:
        return ""
    size = letters_of(grid)
    heads = ", ".join(f"[*#{quoted(head)}*]" for head in grid.heads)
    cells = ", ".join(_cell(cell, row, grid) for row in grid.rows for cell in row)
    columns = ", ".join(f"{one:.0f}fr" for one in column_widths(grid, wide, size))
    return (
        f"#block({{ set text(size: {size}pt); table(columns: ({columns},), align: left, "
        f'stroke: (x: none, y: 0.5pt + rgb("{LINE}")), inset: (x: 5pt, y: 4pt), '
        f"table.header({heads}), {cells}) }})"
    )


def letters_of(grid: Grid) -> float:
    """The size of a table's letters, in points: large where it is small."""
    if len(grid.heads) > MANY:
        return 9
    fits = (size for size in (15, 13) if fitting_rows(grid, WIDE, FEW, size) == grid)
    return next(fits, 11)


def _cell(cell: Cell, row: tuple[Cell, ...], grid: Grid) -> str:
    if len(row) == 1 < len(grid.heads):
        return f"table.cell(colspan: {len(grid.heads)}, [*#{quoted(cell.text)}*])"
    if cell.stands_right:
        return f"table.cell(align: right, {quoted(cell.text)})"
    return f"[#{quoted(cell.text)}]"
