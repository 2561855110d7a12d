"""Employees by municipality of home and of work, as Statistics Netherlands publishes them."""

from collections.abc import Sequence

from core.errors import InputError
from core.sources.publishers.cells import municipality_code, people_cell, year_in
from core.sources.publishers.findings import Cell, FileReport, Findings, Flow
from core.sources.publishers.grid import Grid, folded
from core.sources.publishers.source import PublisherSource
from core.sources.publishers.vintages import vintage_of_codes
from core.sources.publishers.wide import readable, started

HOMES = ("woonregios", "woonregio", "munifrom", "woongemeente", "gemeentewonen")
WORKS = ("werkregios", "werkregio", "munito", "werkgemeente", "gemeentewerken")
VALUES = ("banenvanwerknemers", "value", "banen", "aantal", "werknemers", "pendelaars")
TOTALS = {"geslacht": ("T001038", "1100"), "leeftijd": ("10000", "T009002", "52052")}
THOUSAND = 1_000


def fits(grid: Grid) -> bool:
    """Whether a table has homes, places of work and how many people go between them."""
    return grid.has(*HOMES) and grid.has(*WORKS) and grid.has(*VALUES)


def read(grid: Grid, year: int | None) -> Findings:
    """Employees between municipalities, in persons."""
    findings, report = started(grid, COMMUTING.code)
    homes = [municipality_code(code) for code in grid.column(*HOMES) or ()]
    works = [municipality_code(code) for code in grid.column(*WORKS) or ()]
    values = grid.column(*VALUES) or ()
    scale = THOUSAND if "banenvanwerknemers" in folded(grid.name_of(*VALUES) or "") else 1
    years = _years(grid, homes, year, report)
    seen: set[tuple[int, str, str]] = set()
    for row, (home, work) in enumerate(zip(homes, works, strict=True)):
        if home is None or work is None or not _is_total(grid, row):
            report.dropped["row that is not between two municipalities, or part of a total"] += 1
            continue
        key = (years[row], home, work)
        if key in seen:
            report.dropped["pair that stands there twice (the first is kept)"] += 1
            continue
        seen.add(key)
        low, high = _bounds(readable(values[row], people_cell, report), scale)
        if high <= 0:
            report.dropped["pair without employees"] += 1
            continue
        flow = Flow("work", years[row], home, work, work, (low + high) / 2, low, high)
        findings.flows.append(flow)
    return findings


def _bounds(cell: Cell, scale: int) -> tuple[float, float]:
    """In thousands with one decimal, a figure may be off by fifty."""
    if cell.mask:
        return 0.0, 0.0
    far = 50.0 if scale == THOUSAND else 0.0
    people = cell.value * scale
    return max(people - far, 0.0), people + far


def _is_total(grid: Grid, row: int) -> bool:
    dimensions = ((grid.column(name), keys) for name, keys in TOTALS.items())
    return all(cells is None or cells[row] in keys for cells, keys in dimensions)


def _years(
    grid: Grid, homes: Sequence[str | None], year: int | None, report: FileReport
) -> list[int]:
    periods = grid.column("perioden", "periode", "jaar", "year")
    if year is None and periods is not None:
        return [year_in(one) or 0 for one in periods]
    stated = year or year_in(grid.title)
    codes = [code for code in homes if code is not None]
    if not codes:
        raise InputError(
            f"{grid.file}: has no codes of municipalities; expected GM0363 or 363: commuting "
            f"between other areas can't be used"
        )
    if stated is not None:
        return [stated] * grid.rows
    found = vintage_of_codes(codes)
    report.note(f"says no year; its codes are those of {found}, which is taken as the year")
    return [found] * grid.rows


COMMUTING = PublisherSource(
    code="commuting",
    publisher="Centraal Bureau voor de Statistiek",
    title="Banen van werknemers naar woon- en werkregio",
    licence="CC BY 4.0",
    files=(
        "Employees by municipality of home and of work (85481NED, 83628NED): columns WoonregioS, "
        "WerkregioS and BanenVanWerknemers (thousands), or a table of pairs of codes"
    ),
    sample="85481NED.csv",
    fits=fits,
    read=read,
)
