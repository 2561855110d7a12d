"""A story as a workbook: a sheet for each slide, and one with the sources."""

import io
from collections.abc import Callable
from typing import Any

from openpyxl import Workbook
from openpyxl.drawing.image import Image
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from components.documents.harmless import harmless
from components.documents.telling import Told, eyebrow, qr_png
from components.slides.grid import Cell, Grid
from components.slides.sheet import Sheet
from core.language import text

BOLD = Font(bold=True)
SOFT = PatternFill("solid", fgColor="E3F0F4")
WRAPPED = Alignment(wrap_text=True, vertical="top")
WIDEST, NARROW = 44, 16
LONGEST_NAME = 31
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def xlsx(told: Told, progress: Callable[[int], None]) -> bytes:
    """The story as a workbook."""
    book = Workbook()
    book.remove(book.active)
    book.properties.title = told.name
    book.properties.creator = "Contactatlas"
    book.properties.language = told.language
    for number, sheet in enumerate(told.sheets, 1):
        _slide(book, number, sheet)
        progress(number)
    _sources(book, told)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _slide(book: Workbook, number: int, sheet: Sheet) -> None:
    name = f"{number} {sheet.name}".translate(FORBIDDEN).strip()[:LONGEST_NAME]
    page = book.create_sheet(name)
    page.append([harmless(sheet.title)])
    page["A1"].font = Font(bold=True, size=14)
    page.append([harmless(eyebrow(sheet))])
    if sheet.own_title:
        page.append([harmless(sheet.sentence)])
    page.append([harmless(sheet.source)])
    if sheet.link:
        page.append([sheet.link])
        page.cell(page.max_row, 1).hyperlink = sheet.link
    for block in sheet.blocks:
        if block.grid is None:
            page.append([harmless(block.text)])
    for one in sheet.grids:
        page.append([])
        _grid(page, one)
    _widths(page, sheet)


def _grid(page: Any, grid: Grid) -> None:
    page.append([harmless(head) for head in grid.heads])
    for cell in page[page.max_row]:
        cell.font, cell.alignment, cell.fill = BOLD, WRAPPED, SOFT
    for row in grid.rows:
        page.append([_value(cell) for cell in row])
        for cell, told in zip(page[page.max_row], row, strict=False):
            if told.is_figure:
                cell.number_format = "#,##0" + ("." + "0" * told.decimals if told.decimals else "")


def _value(cell: Cell) -> Any:
    return cell.value if cell.is_figure else harmless(cell.text)


def _widths(page: Any, sheet: Sheet) -> None:
    columns = max((len(grid.heads) for grid in sheet.grids), default=1)
    for at in range(1, columns + 1):
        page.column_dimensions[get_column_letter(at)].width = WIDEST if at == 1 else NARROW
    page.sheet_view.showGridLines = bool(sheet.grids)


def _sources(book: Workbook, told: Told) -> None:
    """What every slide rests on, and what to mind with it."""
    page = book.create_sheet(text("slides.sources", told.language))
    for number, sheet in enumerate(told.sheets, 1):
        page.append([number, harmless(sheet.title)])
        for cell in page[page.max_row]:
            cell.font = BOLD
        for fact in sheet.facts:
            page.append([fact.label, harmless(fact.text)])
        if sheet.is_synthetic:
            page.append([text("slides.caveats", told.language),
                         text("slides.synthetic", told.language)])  # fmt: skip
        for code, words in sheet.caveats:
            page.append([code, words])
        if sheet.notes:
            page.append([text("presenting.notes", told.language), harmless(sheet.notes)])
        _link(page, sheet, told)
        page.append([])
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 20, 110
    for row in page.iter_rows(min_col=2, max_col=2):
        row[0].alignment = WRAPPED


def _link(page: Any, sheet: Sheet, told: Told) -> None:
    if not sheet.link:
        return
    page.append([text("slides.fact.link", told.language), sheet.link])
    row = page.max_row
    page.cell(row, 2).hyperlink = sheet.link
    code = Image(io.BytesIO(qr_png(sheet.link, 2)))
    page.add_image(code, f"C{row}")
    page.row_dimensions[row].height = code.height * 0.78
