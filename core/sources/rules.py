"""Counts the rows that break a table's declaration, each rule in its own message."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from core.sources import problems
from core.sources.columns import UNREADABLE, Category, Column, PlaceCode, Year
from core.sources.mapping import MappedFile
from core.sources.scratch import Scratch, named
from core.sources.table import Contradiction, Table

FIRST_YEAR = 1900
"""No register of persons is older."""

Message = Callable[[MappedFile, int], str]


@dataclass(frozen=True)
class Rule:
    """Rows that may not be there, and what to say of them."""

    broken_by: str
    """True, in the engine's words, for a row that breaks the rule."""
    message: Message


def broken_rules(table: Table, files: dict[int, MappedFile], scratch: Scratch) -> list[str]:
    """A message for every rule that rows of these files break, with their count."""
    rules = [*_rules(table)]
    counts = ", ".join(f"count(*) FILTER (WHERE {rule.broken_by})" for rule in rules)
    query = f"SELECT file, count(*), {counts} FROM {named(table.name)} GROUP BY file"
    rows = {row[0]: row[1:] for row in scratch.run(query)}
    found = []
    for number, mapped in files.items():
        total, *broken = rows.get(number, (0, *(0 for _ in rules)))
        if not total:
            found.append(problems.empty_file(mapped.file))
        found += [rule.message(mapped, n) for rule, n in zip(rules, broken, strict=True) if n]
    return found + _duplicates(table, scratch)


def _rules(table: Table) -> Iterator[Rule]:
    for column in table.columns:
        yield from _column_rules(column)
    for contradiction in table.contradictions:
        yield Rule(contradiction.condition, _of_contradiction(contradiction))


def _column_rules(column: Column) -> Iterator[Rule]:
    name = named(column.name)
    if not column.may_be_empty:
        yield Rule(f"{name} IS NULL", _about(problems.empty_cells, column))
    if isinstance(column, Year):
        last = date.today().year
        yield Rule(f"{name} = {UNREADABLE}", _about(problems.no_year, column))
        yield Rule(
            f"{name} <> {UNREADABLE} AND {name} NOT BETWEEN {FIRST_YEAR} AND {last}",
            _about(problems.impossible_years, column, FIRST_YEAR, last),
        )
    if isinstance(column, Category):
        yield Rule(
            f"{name} = {UNREADABLE}",
            _about(problems.unknown_codes, column, column.classification),
        )
    if isinstance(column, PlaceCode):
        yield Rule(f"{name} = {UNREADABLE}", _about(problems.unknown_places, column, column.level))


def _about(message: Callable[..., str], column: Column, *more: object) -> Message:
    """A message that calls the file and the column as the office does."""
    return lambda mapped, rows: message(
        mapped.file, mapped.columns.get(column.name, column.name), rows, *more
    )


def _of_contradiction(contradiction: Contradiction) -> Message:
    return lambda mapped, rows: problems.contradiction(
        mapped.file, rows, contradiction.wrong, contradiction.expected
    )


def _duplicates(table: Table, scratch: Scratch) -> list[str]:
    if not table.unique:
        return []
    columns = ", ".join(named(name) for name in table.unique)
    filled = " AND ".join(f"{named(name)} IS NOT NULL" for name in table.unique)
    query = (
        f"SELECT coalesce(sum(same), 0)::BIGINT FROM (SELECT count(*) AS same "
        f"FROM {named(table.name)} WHERE {filled} GROUP BY {columns} HAVING same > 1)"
    )
    rows = scratch.run(query)[0][0]
    return [problems.duplicates(table.name, rows, table.unique)] if rows else []
