"""A table with a layout of its own as a sheet of a workbook, ready to print on one page's width."""

from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from components.documents.harmless import harmless
from components.slides.grid import Cell, Line

FONTS = {
    "caption": Font(bold=True, size=14),
    "heads": Font(bold=True),
    "place": Font(bold=True, size=12),
}
PRINTED = Font(italic=True, color="8A4B1F")
"""What the source prints, beside the figures of this release."""
SOFT = PatternFill("solid", fgColor="E3F0F4")
LINE = Border(bottom=Side(style="thin", color="9AA5B1"))
WIDEST, NARROW = 40, 15


def set_lines(sheet: Any, lines: tuple[Line, ...]) -> None:
    """Fill a sheet line by line, each in the looks of its kind."""
    for line in lines:
        if line.kind == "caption" and sheet.max_row > 1:
            sheet.append([])
        sheet.append([_value(cell) for cell in line.cells])
        _dress(sheet, line)
    widest = max((len(line.cells) for line in lines), default=1)
    for at in range(1, widest + 1):
        sheet.column_dimensions[get_column_letter(at)].width = WIDEST if at == 1 else NARROW
    _on_paper(sheet)


def _value(cell: Cell) -> Any:
    return cell.value if cell.is_figure else harmless(cell.text)


def _dress(sheet: Any, line: Line) -> None:
    for at, (shown, told) in enumerate(zip(sheet[sheet.max_row], line.cells, strict=False)):
        if line.kind in FONTS:
            shown.font = FONTS[line.kind]
        elif at and not told.is_figure:
            shown.font = PRINTED
        if line.kind == "heads":
            shown.fill, shown.border = SOFT, LINE
            shown.alignment = Alignment(wrap_text=True, vertical="top")
        elif at:
            shown.alignment = Alignment(horizontal="right")
        elif line.kind == "split":
            shown.alignment = Alignment(indent=2)
        if told.is_figure:
            shown.number_format = "#,##0" + ("." + "0" * told.decimals if told.decimals else "")


def _on_paper(sheet: Any) -> None:
    sheet.sheet_view.showGridLines = False
    sheet.freeze_panes = "B3"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.print_title_rows = "1:2"
