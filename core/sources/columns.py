"""The kinds of columns a table can declare, and what each makes of written text.

Text becomes what is kept: a category its position, a place its number, a year a number.
What can't become that is kept as ``UNREADABLE``, so that it can be counted, never shown.
"""

from dataclasses import dataclass

from core.groups.scheme import Scheme

UNREADABLE = -2
"""Kept in place of a code, place or year that doesn't exist."""

UNKNOWN_CODE = "unknown"
"""What a mapping may translate a code into when the office itself didn't know."""


@dataclass(frozen=True)
class Column:
    """One column of a table."""

    name: str
    may_be_absent: bool = False
    """Whether a file may lack the column altogether."""
    may_be_empty: bool = False
    """Whether single cells may be empty."""

    @property
    def storage(self) -> str:
        """The engine's type for what is kept."""
        return "VARCHAR"

    def kept(self, written: str, _looked_up: str) -> str:
        """The expression that turns written text into what is kept."""
        return written


@dataclass(frozen=True)
class Identifier(Column):
    """Tells persons, schools or organisations apart; never shown in a message."""


@dataclass(frozen=True)
class Name(Column):
    """Free text, as a place's name."""


@dataclass(frozen=True)
class Year(Column):
    """A calendar year, written as a whole number."""

    @property
    def storage(self) -> str:
        """Years fit in two bytes."""
        return "SMALLINT"

    def kept(self, written: str, _looked_up: str) -> str:
        """The year; the cast back refuses what the engine would round or guess."""
        year = f"try_cast({written} AS SMALLINT)"
        return (
            f"CASE WHEN {written} IS NULL THEN NULL "
            f"WHEN {year}::VARCHAR = {written} THEN {year} ELSE {UNREADABLE} END"
        )


@dataclass(frozen=True)
class LookedUp(Column):
    """Text that stands for one of a known set, kept as its number."""

    @property
    def storage(self) -> str:
        """Room for the number of any place."""
        return "INTEGER"

    def kept(self, written: str, looked_up: str) -> str:
        """The number; NULL where empty or said to be unknown."""
        return (
            f"CASE WHEN {written} IS NULL OR {looked_up} = -1 THEN NULL "
            f"ELSE coalesce({looked_up}, {UNREADABLE}) END"
        )


@dataclass(frozen=True)
class Category(LookedUp):
    """One of a classification's codes, kept as its position."""

    codes: tuple[str, ...] = ()
    classification: str = ""
    """Where the codes are listed, for who reads a message."""

    @property
    def storage(self) -> str:
        """Positions fit in one byte."""
        return "TINYINT"


@dataclass(frozen=True)
class PlaceCode(LookedUp):
    """The code of a place of one level, kept as its number among the places."""

    level: str = ""


def of_scheme(name: str, scheme: Scheme, module: str, *, may_be_empty: bool = False) -> Category:
    """A column of the categories that a record carries in a scheme."""
    return Category(
        name,
        may_be_empty=may_be_empty,
        codes=scheme.leaves,
        classification=f"'{scheme.code}' in core/groups/{module}.py",
    )
