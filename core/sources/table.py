"""What a table of a source looks like, whatever the office that delivers it calls things."""

from dataclasses import dataclass

from core.sources.columns import Column


@dataclass(frozen=True)
class Contradiction:
    """Rows that can't be true, whatever the classification."""

    condition: str
    """True, in the engine's words, for a row that contradicts itself."""
    wrong: str
    expected: str


@dataclass(frozen=True)
class Table:
    """One table of a source."""

    name: str
    columns: tuple[Column, ...]
    unique: tuple[str, ...] = ()
    """Columns that together may hold the same values only once."""
    contradictions: tuple[Contradiction, ...] = ()
    may_be_absent: bool = False
    """Whether a delivery may do without the table."""

    @property
    def column_names(self) -> tuple[str, ...]:
        """Our names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """The column of this name; KeyError where there is none."""
        return {column.name: column for column in self.columns}[name]
