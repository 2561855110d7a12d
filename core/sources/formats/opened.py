"""A file that could be opened: its columns, and how the engine reads them as text."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from core.sources.scratch import Scratch


@dataclass(frozen=True)
class Request:
    """A file to open, with what is known of it beforehand."""

    path: Path
    file: str
    """The file as messages call it."""
    expected: tuple[str, ...]
    """Column names that the mapping leads us to expect."""
    encoding: str = ""
    """Encoding stated in the mapping; empty leaves it to be found out."""


def no_more_problems() -> list[str]:
    """Nothing can go wrong any more once the file is open."""
    return []


def position_name(place: int) -> str:
    """What the engine calls a column, so that no file's name for it can clash."""
    return f"c{place}"


@dataclass(frozen=True)
class Opened:
    """An open file, ready to be read by the engine."""

    names: tuple[str, ...]
    """Column names as in the file, doubles included."""
    source: str
    """The engine's expression for all rows, the columns renamed by position."""
    texts: Mapping[int, str] = field(default_factory=dict)
    """By position the expression for a cell's text, where it isn't simply the cell."""
    wrong_types: Mapping[str, str] = field(default_factory=dict)
    """Columns that can't be read as text, with their type."""
    problems: Callable[[], list[str]] = no_more_problems
    """What was found out while the rows were read."""

    def text(self, name: str) -> str:
        """The engine's expression for the text of a column's cells."""
        place = self.names.index(name)
        return self.texts.get(place, position_name(place))


@dataclass(frozen=True)
class FileFormat:
    """One kind of file."""

    kind: str
    """What the kind is called in messages."""
    suffixes: tuple[str, ...]
    open: Callable[[Request, Scratch], Opened]
    """The open file; InputError with every problem where it can't be opened."""
