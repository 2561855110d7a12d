"""What a table of the paper says, row by row: places in turn, groups below one another.

The screen, the printer and the files all take their table from here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from components.cells import cell_words, heading, is_shown, written
from components.figures.base import Row
from components.views.view import Answers
from core.groups.scheme import ALL
from core.language import Language, text
from core.published import printed_words
from core.questions import Answer, Column
from core.questions.answer import DECIMALS
from core.questions.printed import GROUP_SHARE
from core.questions.sentences import category_name, place_name

Node = tuple[str, ...]
"""Place, origin, generation, stratum and whom."""
SPLITS = ("generation", "stratum")
LEFT_OUT = {"migration_background", "native", "upper_years", "first_years"}
"""Sums of other rows, and levels that the paper's tables don't have."""


@dataclass(frozen=True)
class Layout:
    """Which figures a table has, in the order of print."""

    exhibit: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class PaperCell:
    """A figure as it is shown, with what the paper prints in the same cell."""

    shown: str
    value: float | None = None
    """The number in it, in percent for shares and points; None where it is told in words."""
    decimals: int = 0
    is_untold: bool = False
    """Whether it says why there is no figure, in words."""
    fact: str = ""
    """Which printed value stands in this cell; empty where the paper gives none."""
    printed: str = ""


@dataclass(frozen=True)
class PaperRow:
    """A group, or a part of the group above it."""

    name: str
    is_split: bool
    cells: tuple[PaperCell, ...]


@dataclass(frozen=True)
class PaperTable:
    """One table; ``places`` holds the rows of each place under its name."""

    caption: str
    heads: tuple[str, ...]
    places: tuple[tuple[str, tuple[PaperRow, ...]], ...]

    def printed_at(self) -> tuple[bool, ...]:
        """Of each column, whether the paper gives any figure in it."""
        rows = [row for _, own in self.places for row in own]
        return tuple(any(row.cells[at].printed for row in rows) for at in range(len(self.heads)))


def paper_tables(layout: Layout, answers: Answers, language: Language) -> tuple[PaperTable, ...]:
    """The tables of an exhibit: one, or one of everyone and one of some residents."""
    counted, printed = answers[:-1], answers[-1]
    facts = _facts(printed, language)
    whom = dict.fromkeys(_whom(one) for one in counted)
    return tuple(
        _table(layout, [one for one in counted if _whom(one) == which], facts, language)
        for which in whom
    )


def _whom(answer: Answer) -> str:
    return str(getattr(answer.question, "residents", ""))


def _table(
    layout: Layout,
    answers: Sequence[Answer],
    facts: Mapping[tuple[Node, str], tuple[str, str]],
    language: Language,
) -> PaperTable:
    first = answers[0]
    columns = [_column(name, first) for name in layout.columns]
    caption = text(f"exhibit.{layout.exhibit}", language)
    if _whom(first):
        which = "everyone" if _whom(first) == ALL else "poor"
        caption = f"{caption}. {text(f'tables.{which}', language)}"
    lines = Lines(columns, facts, first, language)
    rows = _rows(answers)
    places = []
    for place in dict.fromkeys(row["place"] for row in rows):
        own = [row for row in rows if row["place"] == place]
        told = tuple(lines.line(row, own) for row in own)
        places.append((place_name(place, first.context, language), told))
    heads = tuple(heading(one, first, language) for one in columns)
    return PaperTable(caption, heads, tuple(places))


def _column(name: str, answer: Answer) -> Column:
    known = {column.name: column for column in answer.columns}
    return known.get(name, Column(name, "share"))


def _rows(answers: Sequence[Answer]) -> list[Row]:
    """Each row once: places, groups and their parts in order, without parts a group can't have."""
    found = {_node(row, ""): row for one in answers for row in one.rows() if _is_told(row)}
    places = dict.fromkeys(row["place"] for row in found.values())
    origins = dict.fromkeys(row["origin"] for row in found.values())
    place_at, origin_at = ({code: at for at, code in enumerate(of)} for of in (places, origins))
    splits = {node: at for at, node in enumerate(found)}
    return sorted(
        found.values(),
        key=lambda row: (
            place_at[row["place"]],
            origin_at[row["origin"]],
            any(row[name] != ALL for name in SPLITS),
            splits[_node(row, "")],
        ),
    )


def _is_told(row: Row) -> bool:
    split = {row[name] for name in SPLITS} - {ALL}
    return not (split & LEFT_OUT or (split and row["state"] == "not_applicable"))


def _node(row: Row, whom: str) -> Node:
    return (row["place"], row["origin"], row["generation"], row["stratum"], whom)


@dataclass(frozen=True)
class Lines:
    """What the rows of one table have in common."""

    columns: Sequence[Column]
    facts: Mapping[tuple[Node, str], tuple[str, str]]
    answer: Answer
    language: Language

    def line(self, row: Row, own: Sequence[Row]) -> PaperRow:
        """One row, with what the paper prints; ``own`` are those of its place."""
        node = _node(row, _whom(self.answer) or ALL)
        split = [name for name in SPLITS if row[name] != ALL]
        named = split[0] if split else "origin"
        setting = str(getattr(self.answer.question, "setting", "school"))
        name = category_name(named, row[named], setting, self.language)
        cells = tuple(self._cell(row, column, own, node) for column in self.columns)
        return PaperRow(name, bool(split), cells)

    def _cell(self, row: Row, column: Column, own: Sequence[Row], node: Node) -> PaperCell:
        """A figure as print has it; states and bounds in words."""
        fact = self.facts.get((node, column.name), ("", ""))
        value = self._value(row, column, own)
        words = "" if column.name == GROUP_SHARE else self._words(row, column)
        if not is_shown(row) or (words and (value is None or self._is_between(row, column))):
            untold = not (is_shown(row) and self._is_between(row, column))
            return PaperCell(words, None, 0, untold, *fact)
        mark = "*" if row.get("state") == "low_reliability" else ""
        decimals = DECIMALS.get(column.unit, 0)
        shown = written(value, column, self.answer, self.language)
        in_percent = 100 if column.unit in ("share", "points") else 1
        number = None if value is None else round(in_percent * value, decimals)
        return PaperCell((words or shown) + mark, number, decimals, False, *fact)

    def _words(self, row: Row, column: Column) -> str:
        return cell_words(row, column, self.answer, self.language)

    def _is_between(self, row: Row, column: Column) -> bool:
        return bool(row.get(f"{column.name}_low") != row.get(f"{column.name}_high"))

    def _value(self, row: Row, column: Column, own: Sequence[Row]) -> float | None:
        if column.name != GROUP_SHARE:
            value: float | None = row[column.name]
            return value
        everyone = next((one["people"] for one in own if one["origin"] == ALL), None)
        return row["people"] / everyone if everyone and row["people"] is not None else None


def _facts(printed: Answer, language: Language) -> dict[tuple[Node, str], tuple[str, str]]:
    """By node and measure: the id of the printed figure, and its words."""
    words = printed_words()
    return {
        (_node(row, row["whom"]), row["measure"]): (
            f"{row['fact']} {row['item']}",
            words[row["words"]][language],
        )
        for row in printed.rows()
    }
