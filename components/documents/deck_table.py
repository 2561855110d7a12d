"""Tables and lists of words on a slide."""

from typing import Any

from pptx.enum.text import PP_ALIGN
from pptx.util import Pt

from components.documents.deck_text import (
    EMU_PER_POINT,
    SMALLEST,
    WIDER,
    Page,
    Room,
    add_text,
    describe,
    dress,
    fitting,
    rgb,
)
from components.documents.fitting import column_widths, fitting_blocks, fitting_rows
from components.slides.blocks import Block
from components.slides.grid import Grid
from components.slides.sheet import Sheet
from core.language import text

UPPER = 0.3
"""The part of the room that words have above a table."""
ROW = 26
"""Points that a row takes."""
GROUNDS = {"light": ("#E3F0F4", "#FFFFFF"), "dark": ("#1E3742", "#1A232D")}


def add_grid(page: Page, grid: Grid, alternative: str, room: Room) -> None:
    """A table with its first rows; how many there are is said where some stay out."""
    size = 14 if len(grid.heads) <= 4 else 12
    wide, high = room.wide / EMU_PER_POINT, room.high / EMU_PER_POINT - 1.5 * ROW
    shown = fitting_rows(grid, wide / WIDER, high, size)
    rows, columns = len(shown.rows) + 1, len(shown.heads)
    tall = min(room.high, rows * Pt(ROW))
    frame = page.slide.shapes.add_table(rows, columns, room.left, room.top, room.wide, tall)
    describe(frame, text("slides.table", page.language), alternative)
    table = frame.table
    widths = column_widths(shown, wide / WIDER, size)
    for column, own in zip(table.columns, widths, strict=True):
        column.width = Pt(own * WIDER)
    table.first_row = True
    table.horz_banding = False
    for at, head in enumerate(shown.heads):
        _cell(page, table.cell(0, at), head, size, "head")
    for line, row in enumerate(shown.rows, 1):
        if len(row) == 1 < columns:  # the name of the rows below it
            table.cell(line, 0).merge(table.cell(line, columns - 1))
        for at, cell in enumerate(row):
            look = "figure" if cell.stands_right else ""
            _cell(page, table.cell(line, at), cell.text, size, look)
    if len(grid.rows) > len(shown.rows):
        counts = {"shown": len(shown.rows), "all": len(grid.rows)}
        words = text("slides.more_rows", page.language, **counts)
        add_text(page, words, room.part(0, 0.94, 1, 0.06), 12, "quiet")


def _cell(page: Page, cell: Any, words: str, size: int, kind: str) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = rgb(GROUNDS[page.look][0 if kind == "head" else 1])
    cell.margin_top = cell.margin_bottom = Pt(2)
    paragraph = cell.text_frame.paragraphs[0]
    run = paragraph.add_run()
    run.text = words
    dress(run.font, size, page.ink(), page.language)
    run.font.bold = kind == "head"
    if kind == "figure":
        paragraph.alignment = PP_ALIGN.RIGHT


def add_blocks(page: Page, sheet: Sheet, room: Room) -> None:
    """Headings, paragraphs and lists in one box; a table among them below it."""
    wide, high = room.wide / EMU_PER_POINT / WIDER, room.high / EMU_PER_POINT
    told = [block for block in sheet.blocks if block.kind != "grid"]
    grids = [block.grid for block in sheet.blocks if block.grid is not None and block.grid.rows]
    part = UPPER if grids and told else 1.0
    words = list(fitting_blocks(told, wide, part * high, SMALLEST))
    upper = room.part(0, 0, 1, part)
    if words:
        _listed(page, words, upper)
    if grids:
        lower = room.part(0, part, 1, 1 - part) if words else room
        add_grid(page, grids[0], sheet.sentence, lower)


def _listed(page: Page, blocks: list[Block], room: Room) -> None:
    box = page.slide.shapes.add_textbox(room.left, room.top, room.wide, room.high)
    box.name = text("slides.words", page.language)
    frame = box.text_frame
    frame.word_wrap = True
    size = _size(blocks, room)
    for at, block in enumerate(blocks):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(size * 0.5)
        run = paragraph.add_run()
        run.text = block.text
        is_heading = block.kind == "heading"
        dress(run.font, size, page.ink("accent" if is_heading else "plain"), page.language)
        run.font.bold = is_heading
        if block.kind == "item":
            _bullet(paragraph, size)


def _size(blocks: list[Block], room: Room) -> int:
    """Letters in which everything fits, with the room between paragraphs counted."""
    between = 1 + 0.42 * len(blocks) / max(1, sum(1 + len(b.text) // 80 for b in blocks))
    inner = Room(0, 0, int(room.wide * 0.94), int(room.high / between))
    return fitting("\n".join(block.text for block in blocks), inner, 26)


def _bullet(paragraph: Any, size: float) -> None:
    """A point before a paragraph, as a list has it."""
    indent = int(Pt(size * 1.1))
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", str(indent))
    properties.set("indent", str(-indent))
    mark = properties.makeelement(
        "{http://schemas.openxmlformats.org/drawingml/2006/main}buChar", {"char": "•"}
    )
    properties.append(mark)
