"""A table of words and figures, as every kind of file writes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from components.cells import SHOWN, heading, state_words, told_columns, written
from core.language import Language
from core.questions import Answer, Column
from core.questions.answer import DECIMALS


@dataclass(frozen=True)
class Cell:
    """What a reader sees, and the number in it where there is one."""

    text: str
    value: float | None = None
    """Shares and points in percent, with the decimals that are shown."""
    decimals: int = 0
    is_written: bool = False
    """Whether its words are a figure, of which the number isn't known."""

    @property
    def is_figure(self) -> bool:
        """Whether it holds a number."""
        return self.value is not None

    @property
    def stands_right(self) -> bool:
        """Whether it stands below the end of its heading, as figures do."""
        return self.is_figure or self.is_written


@dataclass(frozen=True)
class Line:
    """One line of a sheet with a layout of its own, and what it is."""

    kind: Literal["caption", "heads", "place", "group", "split"]
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Grid:
    """Rows under their headings."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def first(self, count: int) -> "Grid":
        """The same table with its first rows only."""
        return Grid(self.heads, self.rows[:count])


def grid(answer: Answer, language: Language) -> Grid:
    """The rows of an answer as the screen shows them; what is withheld is said in words."""
    columns = told_columns(answer)
    heads = tuple(heading(column, answer, language) for column in columns)
    rows = (tuple(_cell(row, c, answer, language) for c in columns) for row in answer.rows())
    return Grid(heads, tuple(rows))


def _cell(row: Mapping[str, Any], column: Column, answer: Answer, language: Language) -> Cell:
    value = row[column.name]
    if column.unit in ("code", "name"):
        return Cell(written(value, column, answer, language))
    words = state_words(dict(row), language)
    if row.get("state", "value") not in SHOWN or (value is None and words):
        return Cell(words)
    shown = written(value, column, answer, language)
    mark = "*" if row.get("state") == "low_reliability" else ""
    if value is None:
        return Cell(shown)
    decimals = DECIMALS.get(column.unit, 0)
    in_percent = 100 if column.unit in ("share", "points") else 1
    return Cell(shown + mark, round(in_percent * value, decimals), decimals)
