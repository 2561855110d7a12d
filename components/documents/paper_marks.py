"""What stands on paper, in the words of Typst; everything said is quoted, never read as marks."""

from collections.abc import Sequence

from components.documents.figure_svg import CELL, PAGE, figure_svg
from components.slides.blocks import Block
from components.slides.grid import Grid
from components.slides.sheet import Sheet

MANY = 7
"""Columns from which a table takes the whole width, in small letters."""


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


def table(grid: Grid) -> str:
    """A table whose first row is its header on every page."""
    if not grid.heads:
        return ""
    heads = ", ".join(f"[*#{quoted(head)}*]" for head in grid.heads)
    cells = ", ".join(
        f"table.cell(align: right, {quoted(cell.text)})"
        if cell.is_figure
        else f"[#{quoted(cell.text)}]"
        for row in grid.rows
        for cell in row
    )
    many = len(grid.heads) > MANY
    size = "9pt" if many else "0.8em"
    columns = f"(2fr, {', '.join(['1fr'] * (len(grid.heads) - 1))})" if many else len(grid.heads)
    return (
        f"#block({{ set text(size: {size}); table(columns: {columns}, align: left, "
        f"table.header({heads}), {cells}) }})"
    )
