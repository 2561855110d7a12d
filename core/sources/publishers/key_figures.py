"""Key figures of municipalities, districts and neighbourhoods (KWB) by Statistics Netherlands.

StatLine exports, typed and untyped, yearly workbooks, and the attributes of the maps of
districts and neighbourhoods; also tables of municipalities with a column per origin group.
"""

import re
from collections import Counter

from core.errors import InputError
from core.places.levels import level_of
from core.sources.publishers.cells import (
    people_cell,
    percent_cell,
    place_code,
    require_year,
    year_in,
)
from core.sources.publishers.findings import Condition, FileReport, Findings
from core.sources.publishers.grid import Grid
from core.sources.publishers.origin_columns import TOTAL, family_of
from core.sources.publishers.source import PublisherSource
from core.sources.publishers.wide import (
    Row,
    add_area,
    once,
    readable,
    readings,
    started,
    without_water,
)

TABLES = {
    "82339NED": 2013,
    "82931NED": 2014,
    "83220NED": 2015,
    "83487NED": 2016,
    "83765NED": 2017,
    "84286NED": 2018,
    "84583NED": 2019,
    "84799NED": 2020,
    "85039NED": 2021,
    "85318NED": 2022,
    "85618NED": 2023,
    "85984NED": 2024,
    "86165NED": 2025,
}
"""The StatLine table of each year."""
CODES = (
    "codering",
    "gwbcode10",
    "gwbcode",
    "wijkenenbuurten",
    "regios",
    "gmcode",
    "bucode",
    "buurtcode",
    "wkcode",
    "wijkcode",
    "gemeentecode",
    "statcode",
    "buurtcodecbs",
    "code",
)
NAMES = (
    "regio",
    "bunaam",
    "buurtnaam",
    "wknaam",
    "wijknaam",
    "gmnaam",
    "gemeentenaam",
    "statnaam",
    "naam",
    "name",
)
YEARS = ("jaar", "perioden", "year", "jrstatcode")
CONDITIONS = {
    "low_income_percent": ("k40personenmetlaagsteinkomen", "pinkli"),
    "social_rent_percent": ("inbezitwoningcorporatie", "pwcorpw"),
}
"""Columns that say of income what a lens beside origin needs: residents among the two fifths of
the country with the lowest income, and homes of housing associations."""
EXACT_LEVELS = ("country", "landsdeel", "province", "corop", "municipality")
ROUNDED_BY = 4.0
"""Counts of districts and neighbourhoods are rounded at random to a multiple of five."""
_RANK = {"neighbourhood": 0, "district": 1, "municipality": 2}


def fits(grid: Grid) -> bool:
    """Whether a table has areas, residents and their origin."""
    return grid.has(*TOTAL) and family_of(grid) is not None and code_column(grid) is not None


def code_column(grid: Grid) -> str | None:
    """The column with official codes, the finest level first where a file has several."""
    found: dict[str, int] = {}
    for candidate in CODES:
        name = grid.name_of(candidate)
        if name is None or name in found:
            continue
        codes = [place_code(cell) for cell in grid.columns[name][:200]]
        levels = Counter(level_of(code) for code in codes if code and not code.startswith("PC"))
        if levels:
            found[name] = min(_RANK.get(level, 3) for level in levels)
    return min(found, key=lambda name: found[name]) if found else None


def read(grid: Grid, year: int | None) -> Findings:
    """Residents and their origin in every area of the table."""
    findings, report = started(grid, KEY_FIGURES.code)
    family = family_of(grid)
    code = code_column(grid)
    if family is None or code is None:
        raise InputError(f"{grid.file}: is no table of key figures; expected {KEY_FIGURES.files}")
    codes = _keys(grid, code, year, report)
    totals = grid.column(*TOTAL) or ()
    names = grid.column(*NAMES) or [""] * grid.rows
    cells = readings(grid, family, report)
    conditions = {code: grid.column(*found) for code, found in CONDITIONS.items()}
    for row, (of_year, place) in once(without_water(grid, codes, report), report):
        total = readable(totals[row], people_cell, report)
        margin = 0.0 if level_of(place) in EXACT_LEVELS else ROUNDED_BY
        name = names[row].replace(" (gemeente)", "")
        add_area(
            findings, report, Row(of_year, place, name, of_year, total, margin), family, cells(row)
        )
        for code, written in conditions.items():
            if written is not None:
                found = readable(written[row], percent_cell, report)
                told = Condition(of_year, place, code, round(100 * found.value, 3), found.mask)
                findings.conditions.append(told)
    if family.unit == "share":
        report.note("origin is given in whole percentages: shares are known to half a point")
    return findings


def _keys(
    grid: Grid, code: str, year: int | None, report: FileReport
) -> list[tuple[int, str] | None]:
    years = grid.column(*YEARS)
    whole = year or (0 if years is not None else year_of(grid))
    keys: list[tuple[int, str] | None] = []
    for row, cell in enumerate(grid.columns[code]):
        place = place_code(cell)
        of_row = whole or (year_in(years[row]) if years is not None else None)
        if place is None or of_row is None:
            report.dropped["row without an official code or a year"] += 1
            keys.append(None)
        else:
            keys.append((of_row, place))
    return keys


def year_of(grid: Grid) -> int:
    """The year of a table, from its number at Statistics Netherlands, or from its name."""
    text = f"{grid.title} {grid.file}"
    for table in re.findall(r"\d{5}NED", text.upper()):
        if table in TABLES:
            return TABLES[table]
    return require_year(grid.title, grid.file, file=grid.file)


KEY_FIGURES = PublisherSource(
    code="key_figures",
    publisher="Centraal Bureau voor de Statistiek",
    title="Kerncijfers wijken en buurten",
    licence="CC BY 4.0",
    files=(
        "Key figures of districts and neighbourhoods: StatLine CSV, kwb workbooks, or the "
        "attributes of wijkenbuurten; with columns of codes (gwb_code, Codering), residents "
        "(a_inw, AantalInwoners) and origin (WestersTotaal, a_nl_all, p_n_w_al and the like)"
    ),
    sample="KWB2019_84583NED.csv",
    fits=fits,
    read=read,
)
