"""Printed figures that are one cell of an exhibit, and which cell that is."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from core.language import Language
from core.published.facts import Published, published

PAPER_YEAR = 2005
"""The year of the paper's figures; pupils are of the school year that began in it."""
EXHIBITS: Mapping[str, tuple[str, ...]] = {
    "figure_2": ("P-002", "P-003", "P-004", "P-005", "P-016", "P-018", "P-019", "P-020", "P-021"),
    "figure_3": ("P-007", "P-008", "P-009", "P-010", "P-011", "P-036", "P-037", "P-038", "P-039"),
    "table_1": ("P-022", "P-023", "P-024", "P-025", "P-026", "P-027", "P-028", "P-029"),
    "table_2": ("P-031", "P-032", "P-056"),
    "table_3": ("P-033", "P-034", "P-035", "P-051"),
    "table_4": ("P-040", "P-041", "P-042", "P-043", "P-044"),
    "table_5": ("P-045", "P-046", "P-047"),
    "table_6": ("P-048", "P-049", "P-050", "P-053", "P-067"),
}
"""The facts that a reader looks for at each exhibit of the paper, printed in it or on it."""


@dataclass(frozen=True)
class Cell:
    """One figure of one node; several places stand for their people together."""

    table: str
    setting: str
    places: tuple[str, ...]
    origin: str
    generation: str
    stratum: str
    residents: str
    measure: str


@dataclass(frozen=True)
class PrintedCell:
    """What stands in a cell according to the source, in the source's own precision."""

    exhibit: str
    fact: Published
    value: str
    """Name of the value within the fact."""
    cell: Cell
    words: Mapping[Language, str]

    @property
    def code(self) -> str:
        """What names this figure among all that are printed."""
        return f"{self.fact.id}.{self.value}"


@cache
def printed_cells() -> tuple[PrintedCell, ...]:
    """All of them, in the order of the exhibits."""
    written = files("core.published").joinpath("cells.csv").read_text("utf-8")
    return tuple(_printed(row) for row in csv.DictReader(written.splitlines()))


@cache
def printed_words() -> Mapping[str, Mapping[Language, str]]:
    """How the source puts each of them, by its code."""
    return {one.code: one.words for one in printed_cells()}


def _printed(row: Mapping[str, str]) -> PrintedCell:
    cell = Cell(
        table=row["table"],
        setting=row["setting"],
        places=tuple(row["places"].split()),
        origin=row["origin"],
        generation=row["generation"],
        stratum=row["stratum"],
        residents=row["residents"],
        measure=row["measure"],
    )
    words: Mapping[Language, str] = {"nl": row["nl"], "en": row["en"]}
    return PrintedCell(row["exhibit"], published()[row["fact"]], row["value"], cell, words)
