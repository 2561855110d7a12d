"""A table of the paper as rows for a file: as on screen, the printed figures in columns beside."""

from collections.abc import Callable, Iterator

from components.paper_rows import Layout, PaperRow, PaperTable, paper_tables
from components.slides.grid import Cell, Line
from components.views.view import Answers
from core.language import Language, text


def paper_sheet(layout: Layout) -> Callable[[Answers, Language], tuple[Line, ...]]:
    """What sets the answers of an exhibit as lines."""

    def lines(answers: Answers, language: Language) -> tuple[Line, ...]:
        tables = paper_tables(layout, answers, language)
        return tuple(line for table in tables for line in _lines(table, language))

    return lines


def _lines(table: PaperTable, language: Language) -> Iterator[Line]:
    is_printed = table.printed_at()
    heads = [text("tables.group", language)]
    for head, has_printed in zip(table.heads, is_printed, strict=True):
        heads += [head, text("tables.printed_head", language, head=head)][: 1 + has_printed]
    yield Line("caption", (Cell(table.caption),))
    yield Line("heads", tuple(Cell(head) for head in heads))
    for place, rows in table.places:
        yield Line("place", (Cell(place),))
        for row in rows:
            yield Line("split" if row.is_split else "group", tuple(_cells(row, is_printed)))


def _cells(row: PaperRow, is_printed: tuple[bool, ...]) -> Iterator[Cell]:
    yield Cell(row.name)
    for cell, has_printed in zip(row.cells, is_printed, strict=True):
        yield Cell(cell.shown, cell.value, cell.decimals)
        if has_printed:
            yield Cell(cell.printed)
