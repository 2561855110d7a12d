"""The mapping file: from an office's names of files, columns and codes to ours.

An example with every possibility stands in ``core/sources/samples/register/mapping.toml``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from core.errors import InputError
from core.sources.columns import UNKNOWN_CODE, Category, Column
from core.sources.problems import closest, listed
from core.sources.provenance import BASES, Basis
from core.sources.table import Table
from core.sources.toml_reader import TomlReader, parsed

DELIVERY_KEYS = ("publisher", "title", "licence", "date", "basis")
SHARED_KEYS = ("columns", "codes", "fixed", "missing", "ignored", "encoding")
FILE_KEYS = ("path", "table_id", *SHARED_KEYS)
TABLE_KEYS = ("files", *SHARED_KEYS)

ALL_OTHERS = "*"
"""Among ``ignored``: every column that the mapping doesn't name."""


@dataclass(frozen=True)
class Delivery:
    """Who delivered the files, and what they are."""

    publisher: str
    title: str
    licence: str
    date: str
    basis: Basis


@dataclass(frozen=True)
class MappedFile:
    """One file of a table, with what its names and codes mean."""

    path: Path
    file: str
    """The path as written, which messages call it by."""
    table_id: str
    columns: Mapping[str, str]
    """Our column → the file's column."""
    codes: Mapping[str, Mapping[str, str]]
    """Our column → the file's code → our code."""
    fixed: Mapping[str, str]
    """Our column → the value it has in every row of the file."""
    missing: tuple[str, ...]
    """What stands for an empty cell."""
    ignored: tuple[str, ...]
    """Columns that may be there and are not read."""
    encoding: str


@dataclass(frozen=True)
class RegisterMapping:
    """A whole delivery, described."""

    file: str
    delivery: Delivery
    tables: Mapping[str, tuple[MappedFile, ...]]


def read_mapping(path: Path, tables: tuple[Table, ...]) -> RegisterMapping:
    """The mapping in a TOML file; InputError with every problem in it."""
    reader = TomlReader(path.name)
    keys = ("delivery", *(table.name for table in tables))
    written = reader.table(parsed(path), keys, "")
    delivery = _delivery(reader, written.get("delivery", {}))
    mapped = {
        table.name: _files(reader, table, written[table.name], path.parent)
        for table in tables
        if table.name in written
    }
    for table in tables:
        if table.name not in written and not table.may_be_absent:
            reader.refuse(table.name, "is missing", "the files of this table")
    if reader.problems:
        raise InputError(reader.problems)
    return RegisterMapping(path.name, delivery, mapped)


def _delivery(reader: TomlReader, written: object) -> Delivery:
    words = reader.texts(reader.table(written, DELIVERY_KEYS, "delivery"), "delivery")
    for key in ("publisher", "title", "licence"):
        if not words.get(key):
            reader.refuse(f"delivery.{key}", "is missing", "a text for the credits")
    basis = words.pop("basis", "register")
    if basis not in BASES:
        reader.refuse("delivery.basis", "is not known", f"one of {listed(BASES)}")
    filled = {key: words.get(key, "") for key in DELIVERY_KEYS if key != "basis"}
    return Delivery(**filled, basis=cast(Basis, basis))


def _files(
    reader: TomlReader, table: Table, written: object, folder: Path
) -> tuple[MappedFile, ...]:
    shared = reader.table(written, TABLE_KEYS, table.name)
    files = shared.pop("files", None)
    if not isinstance(files, list) or not files:
        reader.refuse(f"{table.name}.files", "is missing", f"[[{table.name}.files]] for each file")
        return ()
    common = _Settings.read(reader, table, shared, table.name)
    return tuple(_file(reader, table, one, common, folder) for one in files)


def _file(
    reader: TomlReader, table: Table, written: object, common: "_Settings", folder: Path
) -> MappedFile:
    where = f"{table.name}.files"
    own = reader.table(written, FILE_KEYS, where)
    file = reader.text(own.pop("path", ""), f"{where}.path")
    if not file:
        reader.refuse(f"{where}.path", "is missing", "the file, seen from the mapping's folder")
    table_id = reader.text(own.pop("table_id", ""), f"{where}.table_id")
    settings = common.overridden(_Settings.read(reader, table, own, where))
    for column in table.columns:
        if not (column.may_be_absent or column.name in {**settings.columns, **settings.fixed}):
            wrong = f"lacks '{column.name}'"
            reader.refuse(f"{table.name}.columns", wrong, "the office's name for it, or 'fixed'")
    return MappedFile(folder / file, file, table_id, **vars(settings))


@dataclass(frozen=True)
class _Settings:
    """What can be said of all files of a table, or of one of them."""

    columns: Mapping[str, str]
    codes: Mapping[str, Mapping[str, str]]
    fixed: Mapping[str, str]
    missing: tuple[str, ...]
    ignored: tuple[str, ...]
    encoding: str

    @classmethod
    def read(
        cls, reader: TomlReader, table: Table, written: dict[str, Any], where: str
    ) -> "_Settings":
        """The settings written at one spot; what isn't there is empty."""

        def ours(key: str) -> dict[str, Any]:
            return reader.table(written.get(key, {}), table.column_names, f"{where}.{key}")

        return cls(
            columns=reader.texts(ours("columns"), f"{where}.columns"),
            codes={
                name: _codes(reader, table.column(name), codes, f"{where}.codes.{name}")
                for name, codes in ours("codes").items()
            },
            fixed=reader.texts(ours("fixed"), f"{where}.fixed"),
            missing=reader.texts_in_list(written.get("missing", []), f"{where}.missing"),
            ignored=reader.texts_in_list(written.get("ignored", []), f"{where}.ignored"),
            encoding=reader.text(written.get("encoding", ""), f"{where}.encoding"),
        )

    def overridden(self, own: "_Settings") -> "_Settings":
        """These settings with a file's own over them."""
        fixed = {name: value for name, value in self.fixed.items() if name not in own.columns}
        fixed |= own.fixed
        columns = {**self.columns, **own.columns}
        return _Settings(
            columns={ours: name for ours, name in columns.items() if ours not in fixed},
            codes={**self.codes, **own.codes},
            fixed=fixed,
            missing=own.missing or self.missing,
            ignored=own.ignored or self.ignored,
            encoding=own.encoding or self.encoding,
        )


def _codes(reader: TomlReader, column: Column, written: object, where: str) -> dict[str, str]:
    """The office's codes of a column with ours; only a classification can be translated."""
    codes = reader.texts(written, where)
    if not isinstance(column, Category):
        reader.refuse(where, "is no column with a classification", "codes of a classification")
        return {}
    known = (*column.codes, UNKNOWN_CODE)
    for ours in sorted(set(codes.values()) - set(known)):
        wrong = f"leads to '{ours}', which is not known{closest(ours, known)}"
        reader.refuse(where, wrong, f"codes of {column.classification}, or '{UNKNOWN_CODE}'")
    return codes
