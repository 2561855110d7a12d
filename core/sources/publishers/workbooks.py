"""Opens the workbooks of publishers, with headings of one row or of several."""

import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import openpyxl

from core.errors import InputError
from core.sources import problems
from core.sources.publishers.archives import require_sane
from core.sources.publishers.grid import Grid, folded

MOST_ROWS, MOST_COLUMNS = 500_000, 1_000
LONGEST_HEAD = 15
"""Rows above the first row of figures, titles included."""
HEADS = (
    "postcode4",
    "postcode6",
    "pc4",
    "pc6",
    "gwbcode",
    "gwbcode10",
    "gmcode",
    "bucode",
    "wijkcode",
    "buurtcode",
    "gemeentecode",
    "code",
    "regios",
    "codering",
)
"""How the column of codes is headed."""
UNITS = frozenset({"x1", "%", "x1000", "code", "km", "aantal", ""})


def open_workbook(path: Path, file: str) -> list[Grid]:
    """The tables of an XLSX workbook, one for each sheet that has one."""
    require_sane(path, file)
    try:
        with warnings.catch_warnings():
            # The library remarks on styles that we don't read.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(path, read_only=True, data_only=True)
            sheets = [(name, list(_rows(book[name]))) for name in book.sheetnames]
            book.close()
    except InputError:
        raise
    except (
        BadZipFile,
        KeyError,
        ValueError,
        OSError,
        TypeError,
        IndexError,
        AttributeError,
        SyntaxError,
        EOFError,
    ):
        sheets = None
    except Exception as error:
        raise InputError(problems.damaged(file, "an XLSX workbook")) from error
    if sheets is None:
        raise InputError(problems.damaged(file, "an XLSX workbook"))
    return tables_of_sheets(sheets, file)


def tables_of_sheets(sheets: Sequence[tuple[str, list[list[str]]]], file: str) -> list[Grid]:
    """The tables in sheets of text; InputError where none has a heading."""
    found = [grid for name, rows in sheets if (grid := _table(name, rows, file)) is not None]
    if not found:
        raise InputError(
            f"{file}: no sheet has a heading with a column of codes; expected one such as "
            f"gwb_code or Postcode-4 in the first {LONGEST_HEAD} rows: take the publisher's own "
            f"workbook"
        )
    return found


def _rows(sheet: Any) -> Iterator[list[str]]:
    for number, row in enumerate(sheet.iter_rows(values_only=True)):
        if number > MOST_ROWS or len(row) > MOST_COLUMNS:
            raise InputError(
                f"sheet '{sheet.title}' is larger than {MOST_ROWS:,} rows or {MOST_COLUMNS:,} "
                f"columns; expected a table of figures: leave out what isn't one"
            )
        yield [written(value) for value in row]


def written(value: object) -> str:
    """A cell as text: 10, 10.0 and '10' are the same."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value).strip()


def _table(name: str, rows: list[list[str]], file: str) -> Grid | None:
    head = next((i for i, row in enumerate(rows[:LONGEST_HEAD]) if _is_heading(row)), None)
    if head is None:
        return None
    body = head + 1
    has_units = body < len(rows) and _is_units(rows[body])
    title = rows[0][0] if head and rows[0] else ""
    names = _names(rows[head])
    kept = [row for row in rows[body + has_units :] if any(row)]
    columns = {
        heading: [row[place] if place < len(row) else "" for row in kept]
        for heading, place in names.items()
    }
    return Grid(f"{file} ({name})" if name else file, columns, title=f"{name} {title}")


def _is_heading(row: list[str]) -> bool:
    filled = [folded(cell) for cell in row if cell]
    return len(filled) > 1 and bool(filled) and any(one in HEADS for one in filled[:4])


def _is_units(row: list[str]) -> bool:
    return all(cell.lower() in UNITS for cell in row)


def _names(row: list[str]) -> dict[str, int]:
    """The headings with their positions; of equal ones the first keeps the name."""
    names: dict[str, int] = {}
    for place, cell in enumerate(row):
        heading = " ".join(cell.split())
        if heading and heading not in names:
            names[heading] = place
        elif heading:
            names[f"{heading} ({place + 1})"] = place
    return names
