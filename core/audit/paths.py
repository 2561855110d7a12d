"""A10: the figures of a card are the same however a reader comes by them.

On the page and embedded elsewhere; in table, tooltip, alternative text and the words of a picture;
in its files and in the API's answers.
"""

import csv
import io
import json
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

from openpyxl import load_workbook

from core.audit.drawn import Drawn, Figure, drawn_in
from core.audit.serving import PAGES, Reader
from core.protection.attacks.finding import Control, Finding

QUESTION = "# Vraag en keuzes: "
FILES = "/bestand"
ALONE = "/toon"
NOTICED = 0.5
IN_PERCENT = ("share", "points", "bound")
ALTERED = 3
"""What the control adds to a figure: so many people, or so much in its last decimal."""
EXACT = 1e-9


class Paths:
    """Compares, and counts what was compared, what differs, and what would be noticed."""

    def __init__(self) -> None:
        self.compared = self.differ = self.altered = self.noticed = 0

    def finding(self) -> Finding:
        """No figure differs, and an altered one is noticed."""
        power = Control(self.noticed / max(self.altered, 1), NOTICED)
        figure = float(self.differ) if self.compared else float("nan")
        return Finding("A10 figures that differ by path", figure, "figures", 0.0, power)

    def same(self, one: Sequence[object], other: Sequence[object]) -> None:
        """Two lists that must be equal."""
        self.compared += len(one)
        self.differ += one != other

    def among(self, figures: Sequence[Figure], known: Sequence[float]) -> None:
        """Figures each of which must be one of those known, in order, to its own decimals."""
        self.compared += len(figures)
        for figure, reach in figures:
            self.differ += not _is_among(figure, reach, known)
            self.altered += 1
            other = figure + (ALTERED if reach == EXACT else 2 * ALTERED * reach)
            self.noticed += not _is_among(other, reach, known)


def paths(reader: Reader, place: str) -> Iterator[Finding]:
    """Every card of every page about one municipality, in every form."""
    found = Paths()
    query = {"place": place}
    for page in PAGES:
        drawn = reader.page(page, query)
        said = "\n".join(_texts(drawn))
        known: list[float] = []
        figures = drawn_in(drawn)
        for card in reader.cards:
            own = _card(reader, found, f"{FILES}{page}/{card}", query, said)
            known += own
            if card in figures and own:
                embedded = drawn_in(reader.page(f"{ALONE}{page}/{card}", query))
                _figure(found, figures[card], embedded[card], own)
        cells = [value for card in reader.cards for value in _cells(reader.table(card, query))]
        found.among([(value, EXACT) for value in cells], sorted(known))
    yield found.finding()


def _figure(found: Paths, figure: Drawn, embedded: Drawn, known: Sequence[float]) -> None:
    """A drawn figure against the answers behind it, and against itself elsewhere."""
    found.same([figure.title in figure.alternative], [True])
    told = figure.tooltips()
    found.same([figure.title, *told], [embedded.title, *embedded.tooltips()])
    found.among(told, known)


def _card(reader: Reader, found: Paths, file: str, query: dict[str, str], said: str) -> list[float]:
    """The figures behind a card, its files having been compared with them and one another."""
    asked = urlencode({"v": "1", **query})
    text, book = (reader.ask(f"{file}.{form}?{asked}") for form in ("csv", "xlsx"))
    if text.status != 200:
        found.same([text.status], [book.status])
        return []
    lines = [*csv.reader(io.StringIO(text.content.decode("utf-8-sig")))]
    facts = [line[0] for line in lines if line and line[0].startswith("# ")]
    written = [line for line in lines if line and not line[0].startswith("# ")]
    found.same([facts[0].split(": ", 1)[1] in said], [True])
    known = sorted(
        figure
        for fact in facts
        if fact.startswith(QUESTION)
        for figure in _answered(reader, fact.removeprefix(QUESTION))
    )
    found.among([figure for line in written for figure in _numbers(line)], known)
    sheets = load_workbook(io.BytesIO(book.content)).worksheets
    told = {number for line in written for number, _ in _numbers(line)}
    kept = [row for sheet in sheets[:-1] for row in sheet.iter_rows(values_only=True)]
    inside = {number for row in kept for number, _ in _numbers([str(cell) for cell in row])}
    found.same(sorted(told - inside), [])
    return known


def _answered(reader: Reader, asked: str) -> Iterator[float]:
    """The figures of an answer; shares as percentages too, as files have them."""
    name, *pairs = asked.split(" ")
    query = urlencode(dict(pair.split("=", 1) for pair in pairs if "=" in pair))
    body = json.loads(reader.ask(f"/api/v1/{name}?{query}").content)
    units = {one["name"]: one["unit"] for one in body.get("columns", ())}
    for row in body.get("rows", ()):
        for column, value in row.items():
            if isinstance(value, int | float) and not isinstance(value, bool):
                yield float(value)
                if units.get(column) in IN_PERCENT:
                    yield 100.0 * value


def _numbers(cells: Sequence[str]) -> Iterator[Figure]:
    """The numbers among texts, each with how far its rounding reaches."""
    for cell in cells:
        decimals = len(cell.partition(".")[2])
        try:
            yield float(cell), 0.5 * 10.0**-decimals + EXACT if decimals else EXACT
        except ValueError:
            continue


def _cells(drawn: Any) -> Iterator[float]:
    """The figures in a drawn table."""
    if isinstance(drawn, dict):
        value = drawn.get("data-value")
        if isinstance(value, int | float):
            yield float(value)
        drawn = [*drawn.values()]
    if isinstance(drawn, list):
        for part in drawn:
            yield from _cells(part)


def _texts(drawn: Any) -> Iterator[str]:
    if isinstance(drawn, str):
        yield drawn
    elif isinstance(drawn, dict | list):
        for part in drawn.values() if isinstance(drawn, dict) else drawn:
            yield from _texts(part)


def _is_among(figure: float, reach: float, known: Sequence[float]) -> bool:
    at = bisect_left(known, figure - reach)
    return at < len(known) and known[at] <= figure + reach
