"""Residents of postcode areas by origin, in whole tens of percents (PC4 of Statistics Netherlands).

The yearly workbooks with their headings of several rows, the attributes of the maps, and tables
made of them. Older ones give Dutch, western and non-western; from 2020 on it is the origin of
2022 by country of birth.
"""

import math

from core.errors import InputError
from core.groups.scheme import ALL
from core.sources.publishers.cells import (
    people_cell,
    percent_cell,
    postcode_area,
    require_year,
    year_in,
)
from core.sources.publishers.findings import Cell, FileReport, Findings, Key
from core.sources.publishers.grid import Grid
from core.sources.publishers.origin_columns import TOTAL
from core.sources.publishers.source import PublisherSource
from core.sources.publishers.wide import once, readable, started

CODES = ("postcode4", "pc4", "postcode", "pc4code")
TENS = 0.05
"""How far rounding to tens of percents moves a share, either way."""
ROUNDED_BY = 2.0
"""Counts of postcode areas are rounded to the nearest multiple of five."""
BIRTH = {
    "native": (
        "pgebnlnl",
        "geboreninnederlandmeteennederlandseherkomst",
        "percentagegebnederlandherkomstnederland",
    ),
    "europe_second": (
        "pgebnleur",
        "geboreninnederlandmeteeneuropeseherkomstexclnederland",
        "geboreninnederlandmeteeneuropeseherkomst",
        "percentagegebnederlandherkomstoverigeuropa",
    ),
    "outside_second": (
        "pgebnlbuiteneur",
        "geboreninnederlandmetherkomstbuiteneuropa",
        "percentagegebnederlandherkomstbuiteneuropa",
    ),
    "europe_first": (
        "pgebbuiteur",
        "geborenbuitennederlandmeteeneuropeseherkomstexclnederland",
        "geborenbuitennederlandmeteeneuropeseherkomst",
        "percentagegebbuitennederlandherkomsteuropa",
    ),
    "outside_first": (
        "pgebbuitbuiteneur",
        "geborenbuitennederlandmeteenherkomstbuiteneuropa",
        "percentagegebbuitennederlandherkmstbuiteneuropa",
        "percentagegebbuitennederlandherkomstbuiteneuropa",
    ),
}
"""The five columns of the scheme of 2022."""
OLDER = {
    "dutch": ("pnlachtg", "percentagenederlandseachtergrond"),
    "western": ("pwemiga", "percentagewestersemigratieachtergrond"),
    "non_western": ("pnwmiga", "percentagenietwestersemigratieachtergrond"),
}
"""The three of before."""
SUMS = {
    "europe": ("europe_second", "europe_first"),
    "outside_europe": ("outside_second", "outside_first"),
}


def fits(grid: Grid) -> bool:
    """Whether a table has postcode areas, residents and shares by origin."""
    return grid.has(*CODES) and grid.has(*TOTAL) and _columns(grid) is not None


def _columns(grid: Grid) -> tuple[str, dict[str, str]] | None:
    for scheme, candidates in (("origin_2022", BIRTH), ("origin_2005", OLDER)):
        names = {key: grid.name_of(*folded) for key, folded in candidates.items()}
        found = {key: name for key, name in names.items() if name is not None}
        if len(found) == len(candidates):
            return scheme, found
    return None


def read(grid: Grid, year: int | None) -> Findings:
    """Residents and shares of every postcode area."""
    findings, report = started(grid, POSTCODE_AREAS.code)
    found = _columns(grid)
    if found is None:
        raise InputError(f"{grid.file}: is no table of PC4 areas; expected {POSTCODE_AREAS.files}")
    scheme, names = found
    totals = grid.column(*TOTAL) or ()
    for row, (of_year, place) in once(_keys(grid, year, report), report):
        key = Key(of_year, place, scheme)
        total = readable(totals[row], people_cell, report)
        shares = {
            one: readable(grid.columns[name][row], percent_cell, report)
            for one, name in names.items()
        }
        findings.add_figure(key, ALL, "people", total, ROUNDED_BY)
        _add_shares(findings, key, shares)
    report.note("shares are rounded to tens of percents: each is known to 5 points either way")
    return findings


def _keys(grid: Grid, year: int | None, report: FileReport) -> list[tuple[int, str] | None]:
    years = grid.column("jaar", "year")
    whole = year or (0 if years is not None else require_year(grid.title, file=grid.file))
    keys: list[tuple[int, str] | None] = []
    for row, cell in enumerate(grid.column(*CODES) or ()):
        place = postcode_area(cell)
        of_row = whole or (year_in(years[row]) if years is not None else None)
        if place is None or not of_row:
            report.dropped["row without a postcode of four digits"] += 1
            keys.append(None)
        else:
            keys.append((of_row, place))
    return keys


def _add_shares(findings: Findings, key: Key, shares: dict[str, Cell]) -> None:
    if key.scheme == "origin_2005":
        for category, cell in shares.items():
            findings.add_figure(key, category, "share", cell, TENS)
        return
    findings.add_figure(key, "netherlands", "share", shares["native"], TENS)
    for category, parts in SUMS.items():
        cells = [shares[part] for part in parts]
        masked = [cell.mask for cell in cells if cell.mask]
        whole = Cell(math.nan, masked[0]) if masked else Cell(sum(one.value for one in cells))
        findings.add_figure(key, category, "share", whole, 2 * TENS)
        for part, cell in zip(parts, cells, strict=True):
            generation = part.rpartition("_")[2]
            findings.add_figure(key._replace(generation=generation), category, "share", cell, TENS)


POSTCODE_AREAS = PublisherSource(
    code="postcode_areas",
    publisher="Centraal Bureau voor de Statistiek",
    title="Kerncijfers per postcode (PC4)",
    licence="CC BY 4.0",
    files=(
        "Figures of four-digit postcode areas (cbs_pc4): columns Postcode-4 or pc4, residents, "
        "and shares by origin in tens of percents"
    ),
    sample="pc4_2023.csv",
    fits=fits,
    read=read,
)
