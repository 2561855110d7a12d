"""CSV files: comma, semicolon or tab between values, in UTF-8 or cp1252.

Nothing in them is guessed but the separator and the encoding: every value is text until the
table's declaration says what it is.
"""

import csv
from pathlib import Path

from core.errors import InputError
from core.sources import problems
from core.sources.formats.encoding import UTF_8, counted_bytes, encoding_of, rewritten
from core.sources.formats.opened import FileFormat, Opened, Request, position_name
from core.sources.scratch import Scratch, quoted

KIND = "CSV"
SEPARATORS = (";", ",", "\t")
MOST_REJECTS = 100_000
"""Beyond this many broken lines they are no longer counted."""
LONGEST_HEADING = 1 << 20

WRONG_LINES = {
    "TOO MANY COLUMNS": "more values than columns",
    "MISSING COLUMNS": "fewer values than columns",
    "UNQUOTED VALUE": "a quote that isn't closed",
    "LINE SIZE OVER MAXIMUM": "more than two million characters",
}
OTHERWISE = "values that can't be told apart"


def open_delimited(request: Request, scratch: Scratch) -> Opened:
    """The columns of a CSV file, all of them text."""
    count = counted_bytes(request.path)
    encoding = encoding_of(request.file, count, request.encoding)
    if encoding == UTF_8 and count.has_one_line_end:
        path = scratch.linked(request.path)
    else:
        path = rewritten(request.path, request.file, encoding, scratch.file(".csv"))
    heading = _heading(path, request)
    separator = max(SEPARATORS, key=lambda one: _fit(_split(heading, one), request))
    names = _split(heading, separator)
    return Opened(
        names,
        source=_source(path, len(names), separator),
        problems=lambda: _broken_lines(request.file, scratch),
    )


def _heading(path: Path, request: Request) -> str:
    with path.open(encoding="utf-8-sig") as stream:
        line = stream.readline(LONGEST_HEADING).rstrip("\n")
    if not line.strip():
        raise InputError(problems.empty_file(request.file))
    return line


def _fit(names: tuple[str, ...], request: Request) -> tuple[int, int]:
    """How well a separator fits: columns that were expected, then columns at all."""
    return len(set(names) & set(request.expected)), len(names)


def _split(line: str, separator: str) -> tuple[str, ...]:
    try:
        (names,) = csv.reader([line], delimiter=separator)
    except (csv.Error, ValueError):
        return (line,)
    return tuple(name.strip() for name in names)


def _source(path: Path, columns: int, separator: str) -> str:
    kinds = ", ".join(f"{position_name(place)}: 'VARCHAR'" for place in range(columns))
    return (
        f"read_csv({quoted(str(path))}, columns = {{{kinds}}}, auto_detect = false, "
        f"header = true, delim = {quoted(separator)}, quote = '\"', escape = '\"', "
        f"store_rejects = true, rejects_limit = {MOST_REJECTS})"
    )


def _broken_lines(file: str, scratch: Scratch) -> list[str]:
    """The lines that the engine set aside, by what is wrong with them."""
    found = scratch.run(
        "SELECT error_type::VARCHAR, count(DISTINCT line) FROM reject_errors GROUP BY 1 ORDER BY 1"
    )
    scratch.run("DELETE FROM reject_errors")
    scratch.run("DELETE FROM reject_scans")
    return [
        problems.broken_lines(file, rows, rows == MOST_REJECTS, WRONG_LINES.get(kind, OTHERWISE))
        for kind, rows in found
    ]


DELIMITED = FileFormat(KIND, (".csv", ".tsv", ".txt"), open_delimited)
