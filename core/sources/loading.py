"""Brings the rows of a table's files into the scratch database, as positions and numbers."""

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa

from core.errors import InputError
from core.sources import problems
from core.sources.columns import UNKNOWN_CODE, Category, Column, PlaceCode
from core.sources.formats import FORMATS, FileFormat, Opened
from core.sources.formats.opened import Request
from core.sources.mapping import ALL_OTHERS, MappedFile
from core.sources.scratch import EngineError, Scratch, named, quoted
from core.sources.table import Table

DECIMALS = "^(-?[0-9]+)[.,]0+$"


@dataclass(frozen=True)
class Lookup:
    """A table of the scratch database with what may be written, and the number it stands for."""

    table: str
    alias: str

    @property
    def value(self) -> str:
        """The number found."""
        return f"{self.alias}.value"

    def join(self, written: str) -> str:
        """The clause that looks written text up."""
        return f"LEFT JOIN {named(self.table)} AS {self.alias} ON {self.alias}.written = {written}"


def create_table(table: Table, scratch: Scratch) -> None:
    """An empty table for the rows of all files, each marked with its file's number."""
    columns = ", ".join(f"{named(column.name)} {column.storage}" for column in table.columns)
    scratch.run(f"CREATE TABLE {named(table.name)} (file USMALLINT, {columns})")


def load_file(
    table: Table, mapped: MappedFile, number: int, places: Mapping[str, str], scratch: Scratch
) -> tuple[list[str], bool]:
    """Adds a file's rows to its table; gives every problem, and whether there are rows.

    ``places`` names the lookup table of each level; a level without one is left empty.
    """
    try:
        opened = _opened(mapped, scratch)
    except InputError as error:
        return list(error.problems), False
    found, is_loadable = _column_problems(mapped, opened)
    if not is_loadable:
        return found, False
    lookups = _lookups(table, mapped, places, scratch)
    try:
        scratch.run(_insertion(table, mapped, number, opened, lookups))
        return found + opened.problems(), True
    except EngineError:
        return [*found, problems.damaged(mapped.file, _format_of(mapped).kind)], False


def _opened(mapped: MappedFile, scratch: Scratch) -> Opened:
    try:
        if not mapped.path.is_file():
            raise InputError(problems.no_file(mapped.file))
        if mapped.path.stat().st_size == 0:
            raise InputError(problems.empty_file(mapped.file))
        with mapped.path.open("rb"):
            pass
    except OSError:
        raise InputError(problems.unreadable_file(mapped.file)) from None
    expected = tuple(dict.fromkeys(mapped.columns.values()))
    request = Request(mapped.path, mapped.file, expected, mapped.encoding)
    return _format_of(mapped).open(request, scratch)


def _format_of(mapped: MappedFile) -> FileFormat:
    for kind in FORMATS:
        if mapped.path.suffix.lower() in kind.suffixes:
            return kind
    suffixes = [suffix for kind in FORMATS for suffix in kind.suffixes]
    raise InputError(problems.no_format(mapped.file, suffixes))


def _column_problems(mapped: MappedFile, opened: Opened) -> tuple[list[str], bool]:
    """What is wrong with the columns, and whether the rows can be read all the same.

    Only where a column is as expected is the first line known to be a heading, and not
    a person; before that no name from the file is shown.
    """
    file, names = mapped.file, [name for name in opened.names if name]
    wanted = {name: ours for ours, name in mapped.columns.items()}
    if wanted and not wanted.keys() & set(names):
        return [problems.no_heading(file, tuple(wanted))], False
    missing = [name for name in wanted if name not in names]
    doubled = sorted({name for name in names if names.count(name) > 1})
    mistyped = {name: kind for name, kind in opened.wrong_types.items() if name in wanted}
    extra = [name for name in names if name not in {*wanted, *mapped.ignored}]
    found = [problems.missing_column(file, name, wanted[name], extra) for name in missing]
    if doubled:
        found.append(problems.doubled_columns(file, doubled))
    if extra and ALL_OTHERS not in mapped.ignored:
        found.append(problems.extra_columns(file, list(dict.fromkeys(extra)), missing))
    found += [problems.wrong_column_type(file, name, kind) for name, kind in mistyped.items()]
    return found, not (missing or mistyped or set(doubled) & wanted.keys())


def _lookups(
    table: Table, mapped: MappedFile, places: Mapping[str, str], scratch: Scratch
) -> dict[str, Lookup]:
    found = {}
    for column in table.columns:
        if isinstance(column, Category):
            name = f"codes_of_{column.name}"
            scratch.run(f"DROP TABLE IF EXISTS {named(name)}")
            scratch.keep(name, _code_table(column, mapped.codes.get(column.name, {})))
            found[column.name] = Lookup(name, f"found_{column.name}")
        elif isinstance(column, PlaceCode) and column.level in places:
            found[column.name] = Lookup(places[column.level], f"found_{column.name}")
    return found


def _code_table(column: Category, translated: Mapping[str, str]) -> pa.Table:
    codes = {code: code for code in column.codes} | dict(translated)
    positions = {code: position for position, code in enumerate(column.codes)}
    positions[UNKNOWN_CODE] = -1
    return pa.table(
        {
            "written": pa.array(codes, pa.string()),
            "value": pa.array([positions[code] for code in codes.values()], pa.int32()),
        }
    )


def _insertion(
    table: Table, mapped: MappedFile, number: int, opened: Opened, lookups: Mapping[str, Lookup]
) -> str:
    written = ", ".join(
        f"{_written(column, mapped, opened)} AS {named(column.name)}" for column in table.columns
    )
    kept = ", ".join(_kept(column, lookups.get(column.name)) for column in table.columns)
    joins = " ".join(lookup.join(f"written.{named(name)}") for name, lookup in lookups.items())
    return (
        f"INSERT INTO {named(table.name)} SELECT {number}, {kept} "
        f"FROM (SELECT {written} FROM {opened.source}) AS written {joins}"
    )


def _kept(column: Column, lookup: Lookup | None) -> str:
    if lookup is None and isinstance(column, PlaceCode):
        return "NULL"
    return column.kept(f"written.{named(column.name)}", lookup.value if lookup else "NULL")


def _written(column: Column, mapped: MappedFile, opened: Opened) -> str:
    """The expression for a cell's text, trimmed; NULL where the office left it empty."""
    if column.name in mapped.fixed:
        return quoted(mapped.fixed[column.name])
    if column.name not in mapped.columns:
        return "NULL::VARCHAR"
    text = f"nullif({_whole(f'trim({opened.text(mapped.columns[column.name])})')}, '')"
    if not mapped.missing:
        return text
    missing = ", ".join(quoted(one) for one in mapped.missing)
    return f"CASE WHEN {text} IN ({missing}) THEN NULL ELSE {text} END"


def _whole(text: str) -> str:
    """Text as it is, but 1,0 and 1.00 as 1: what a spreadsheet or a float makes of a code."""
    has_point = f"contains({text}, '.') OR contains({text}, ',')"
    return f"CASE WHEN {has_point} THEN regexp_replace({text}, '{DECIMALS}', '\\1') ELSE {text} END"
