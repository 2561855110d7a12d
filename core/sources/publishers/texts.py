"""Opens CSV files of any publisher: separators, encodings and line ends as they come."""

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pc

from core.errors import InputError
from core.sources import problems
from core.sources.formats.encoding import MULTIBYTE
from core.sources.publishers.grid import Grid

SEPARATORS = (";", ",", "\t", "|")
MOST_BYTES = 2_000_000_000
MOST_COLUMNS = 2_000
_MAC = re.compile(r"[\x80-\x9f]")
_MAC_LETTERS = frozenset(b"\x83\x84\x87\x88\x89\x8d\x8e\x8f\x91\x92\x96\x97\x98\x99\x9c\x9d\x9f")
"""Accented letters as Mac Roman writes them."""


def open_text(path: Path, file: str) -> list[Grid]:
    """The table in a text file."""
    if path.stat().st_size > MOST_BYTES:
        raise InputError(
            f"{file}: holds more than {MOST_BYTES:,} bytes; expected a table of figures: split it"
        )
    return [table_of_text(path.read_bytes(), file)]


def table_of_text(content: bytes, file: str) -> Grid:
    """The table in the bytes of a text file."""
    text, repaired = decoded(content, file)
    heading, separator = _heading(text, file)
    names = _unique(next(csv.reader([heading], delimiter=separator)))
    broken: Counter[str] = Counter()

    def leave_out(row: object) -> str:
        told = str(getattr(row, "text", "") or "").lstrip('"')
        known = (
            "closing line of the publisher" if told.startswith(("Bron:", "Source:", "©")) else ""
        )
        broken[known or "line with another number of values than the heading"] += 1
        return "skip"

    rows = _parsed(text, names, separator, file, leave_out)
    columns = {name: _stripped(rows[name]) for name in names}
    first = columns[names[0]]
    closing = [i for i, cell in enumerate(first) if cell.startswith(("Bron:", "Source:"))]
    if closing:
        kept = [i for i in range(len(first)) if i not in set(closing)]
        columns = {name: [cells[i] for i in kept] for name, cells in columns.items()}
        broken["closing line of the publisher"] += len(closing)
    _require_mostly_whole(file, len(first), broken)
    return Grid(file, columns, title=Path(file).name, repaired=repaired, dropped=broken)


def decoded(content: bytes, file: str) -> tuple[str, Counter[str]]:
    """The text of a file, and what was mended to read it."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded_as("utf-16", content, file), Counter({"UTF-16 read as such": 1})
    if nul := content.count(0):
        raise InputError(problems.nul_bytes(file, nul))
    mended: Counter[str] = Counter()
    encoding = "utf-8-sig"
    rest, characters = MULTIBYTE.subn(b"", content.removeprefix(b"\xef\xbb\xbf"))
    stray = rest.translate(None, bytes(range(128)))
    if stray and characters > len(stray):
        raise InputError(problems.mixed_encodings(file, len(stray)))
    if stray:
        encoding = "mac_roman" if _is_mac(content, stray) else "cp1252"
        mended[f"text in {encoding} read as such"] += 1
    text = _decoded_as(encoding, content, file)
    return text.replace("\r\n", "\n").replace("\r", "\n"), mended


def _is_mac(content: bytes, stray: bytes) -> bool:
    """Whether line ends are bare returns, or accented letters stand where Mac Roman has them."""
    bare = content.count(b"\r") > 2 * content.count(b"\n")
    return bare or sum(byte in _MAC_LETTERS for byte in stray) * 2 > len(stray)


def _decoded_as(encoding: str, content: bytes, file: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        pass
    raise InputError(problems.unknown_encoding(file, encoding))


def _heading(text: str, file: str) -> tuple[str, str]:
    """The first line with more than one value, and the separator that gives most values."""
    lines = text[:2_000_000].split("\n")[:25]
    for line in lines:
        found = max(SEPARATORS, key=lambda one: len(_split(line, one)))
        values = len(_split(line, found))
        if values > MOST_COLUMNS:
            raise InputError(
                f"{file}: its heading has {values:,} columns; expected at most {MOST_COLUMNS:,}: "
                f"export it anew"
            )
        if values > 1:
            return line, found
    if not text.strip():
        raise InputError(problems.empty_file(file))
    raise InputError(
        f"{file}: no heading with several columns is found in its first lines; expected columns "
        f"separated by ; , tab or |: export it as CSV"
    )


def _split(line: str, separator: str) -> Sequence[str]:
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return []


def _unique(names: Sequence[str]) -> list[str]:
    """Every name once: StatLine repeats headings of sub-columns, with other paths."""
    seen: Counter[str] = Counter()
    found = []
    for name in (one.strip().lstrip("\ufeff") for one in names):
        seen[name] += 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return found


def _parsed(text: str, names: list[str], separator: str, file: str, leave_out: object) -> pa.Table:
    before = text[: text.find("\n") + 1]
    skipped = 0
    while len(_split(before.rstrip("\n"), separator)) != len(names) and before:
        text = text[len(before) :]
        before = text[: text.find("\n") + 1]
        skipped += 1
    body = text[len(before) :]
    if not body.strip():
        raise InputError(problems.empty_file(file))
    try:
        return pc.read_csv(
            io.BytesIO(body.encode("utf-8", "replace")),
            read_options=pc.ReadOptions(column_names=names, block_size=1 << 24, use_threads=False),
            parse_options=pc.ParseOptions(
                delimiter=separator, newlines_in_values=True, invalid_row_handler=leave_out
            ),
            convert_options=pc.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid:
        pass
    raise InputError(problems.damaged(file, "CSV"))


def _stripped(column: pa.ChunkedArray) -> list[str]:
    return [cell.strip() for cell in column.to_pylist()]


def _require_mostly_whole(file: str, rows: int, broken: Counter[str]) -> None:
    """Refuse a file most of whose lines don't fit its heading: another separator, or cut off."""
    wrong = broken["line with another number of values than the heading"]
    if wrong > max(3, rows // 20):
        raise InputError(problems.broken_lines(file, wrong, False, "another number of values"))
    if not broken["line with another number of values than the heading"]:
        del broken["line with another number of values than the heading"]
