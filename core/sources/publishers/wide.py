"""Reads tables with a row per area and a column per origin group."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.groups.scheme import ALL
from core.sources.publishers.cells import people_cell, percent_cell
from core.sources.publishers.findings import (
    IMPOSSIBLE,
    NO_DATA,
    Cell,
    FileReport,
    Findings,
    Key,
    PlaceName,
)
from core.sources.publishers.grid import Grid
from core.sources.publishers.origin_columns import Category, Family

Readings = dict[Category, Cell]
UNREADABLE = "cell that is neither a number nor a sign for none (read as not known)"


@dataclass(frozen=True)
class Row:
    """One area of a file."""

    year: int
    code: str
    name: str
    vintage: int
    total: Cell
    margin: float
    """How far rounding can have moved its counts."""


def add_area(
    findings: Findings, report: FileReport, row: Row, family: Family, cells: Readings
) -> None:
    """Add an area's residents and their origin as published."""
    key = Key(row.year, row.code, family.scheme)
    findings.add_figure(key, ALL, "people", row.total, row.margin)
    if row.name:
        findings.places.append(PlaceName(row.code, row.vintage, row.name))
    if not row.total.mask and row.total.value == 0:
        cells = {one: Cell(math.nan, IMPOSSIBLE) for one in cells}
    margin = family.margin if family.unit == "share" else row.margin
    for (category, generation), cell in cells.items():
        findings.add_figure(
            key._replace(generation=generation), category, family.unit, cell, margin
        )
    if family.rest and (family.rest, ALL) not in cells:
        rest, far = remainder(row, family, cells, margin, report)
        findings.add_figure(key, family.rest, family.unit, rest, far)


def remainder(
    row: Row, family: Family, cells: Readings, margin: float, report: FileReport
) -> tuple[Cell, float]:
    """What the published parts leave of everyone, and how far it may be off.

    Only where every part is shown: a masked part stays masked, and so does what it leaves.
    """
    parts = [cells[one] for one in family.needed]
    whole = Cell(1.0) if family.unit == "share" else row.total
    masked = [one.mask for one in (whole, *parts) if one.mask]
    if masked:
        return Cell(math.nan, masked[-1]), margin
    left = whole.value - sum(one.value for one in parts)
    far = margin * (len(parts) + (family.unit == "people"))
    if left < 0:
        report.repaired["remainder below 0 through rounding, taken as 0"] += 1
        left = 0.0
    return Cell(left), far


def readings(grid: Grid, family: Family, report: FileReport) -> Callable[[int], Readings]:
    """Reads the cells of the family in a row."""
    columns = {key: grid.columns[name] for key, name in family.names(grid).items()}
    parse = percent_cell if family.unit == "share" else people_cell

    def of(row: int) -> Readings:
        return {key: readable(cells[row], parse, report) for key, cells in columns.items()}

    return of


def readable(written: str, parse: Callable[[str], Cell], report: FileReport) -> Cell:
    """The number in a cell; what can't be read is not known, and is counted."""
    try:
        return parse(written)
    except ValueError:
        report.repaired[UNREADABLE] += 1
        return Cell(math.nan, NO_DATA)


def once(
    codes: Sequence[tuple[int, str] | None], report: FileReport
) -> Iterator[tuple[int, tuple[int, str]]]:
    """The rows with a code, each year and code once; the first stays."""
    seen: set[tuple[int, str]] = set()
    for row, key in enumerate(codes):
        if key is None:
            continue
        if key in seen:
            report.dropped["area that stands there twice (the first is kept)"] += 1
            continue
        seen.add(key)
        yield row, key


def without_water(
    grid: Grid, keys: Sequence[tuple[int, str] | None], report: FileReport
) -> list[tuple[int, str] | None]:
    """The rows' keys, but for parts that are water only: these bear the code of their land."""
    water = grid.column("water", "h2o")
    if water is None:
        return list(keys)
    land = [
        None if cell.upper() in ("JA", "B") else key for key, cell in zip(keys, water, strict=True)
    ]
    lost = land.count(None) - list(keys).count(None)
    report.dropped.update(_positive({"water": lost}))
    return land


def started(grid: Grid, source: str) -> tuple[Findings, FileReport]:
    """Empty findings with a report on this file."""
    report = FileReport(grid.file, source, read=grid.rows)
    report.dropped.update(_positive(grid.dropped))
    report.repaired.update(_positive(grid.repaired))
    report.read += sum(report.dropped.values())
    return Findings(reports=[report]), report


def _positive(counts: Mapping[str, int]) -> dict[str, int]:
    return {reason: count for reason, count in counts.items() if count}
