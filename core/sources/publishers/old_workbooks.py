"""Opens workbooks of before 2007 (.xls), as the key figures of up to 2021 are offered."""

import io
from collections.abc import Iterator
from pathlib import Path

import xlrd

from core.errors import InputError
from core.sources import problems
from core.sources.publishers.grid import Grid
from core.sources.publishers.workbooks import tables_of_sheets, written

KIND = "an XLS workbook"


def open_old_workbook(path: Path, file: str) -> list[Grid]:
    """The tables of an XLS workbook, one for each sheet that has one."""
    try:
        # The library tells its remarks to a file: what matters in them is said in our own words.
        with xlrd.open_workbook(path, logfile=io.StringIO()) as book:
            sheets = [(sheet.name, list(_rows(sheet))) for sheet in book.sheets()]
    except Exception as error:
        # It raises whatever a broken structure happens to break.
        raise InputError(problems.damaged(file, KIND)) from error
    return tables_of_sheets(sheets, file)


def _rows(sheet: xlrd.sheet.Sheet) -> Iterator[list[str]]:
    for number in range(sheet.nrows):
        yield [_text(cell) for cell in sheet.row(number)]


def _text(cell: xlrd.sheet.Cell) -> str:
    """A cell as text; formulas that failed are empty."""
    return "" if cell.ctype == xlrd.XL_CELL_ERROR else written(cell.value)
