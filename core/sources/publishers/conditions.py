"""Figures on areas from elsewhere: the Leefbaarometer, distances to facilities, own indicators.

The Leefbaarometer is recognised by its columns. Any other table is read with a small mapping
file (TOML) that says which column holds the codes and which columns are which indicators.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from core.errors import InputError
from core.sources.publishers.cells import cell, place_code, postcode_area, year_in
from core.sources.publishers.findings import Condition, Findings
from core.sources.publishers.grid import Grid, folded, stem
from core.sources.publishers.key_figures import code_column, year_of
from core.sources.publishers.source import PublisherSource
from core.sources.publishers.wide import once, readable, started

LEEFBAAROMETER = {
    "liveability_class": ("kscore", "klasse"),
    "liveability": ("afw",),
    "liveability_housing": ("won",),
    "liveability_physical": ("fys",),
    "liveability_facilities": ("vrz",),
    "liveability_social": ("soc",),
    "liveability_nuisance": ("onv",),
}
"""Class from 1 to 9, deviation from the national mean, and its five dimensions."""
DISTANCES = {
    "distance_gp_km": ("afstandtothuisartsenpraktijk",),
    "distance_school_km": ("afstandtotbasisschool", "afstandtotschool"),
    "distance_supermarket_km": ("afstandtotgrotesupermarkt",),
    "distance_daycare_km": ("afstandtotkinderdagverblijf",),
}
"""Nabijheid voorzieningen; these are known of every neighbourhood."""


@dataclass(frozen=True)
class Wanted:
    """Which columns of a table are which conditions."""

    columns: Mapping[str, str]
    """Indicator → column as the file calls it."""
    codes: str
    """The column with the official codes."""


def fits(grid: Grid) -> bool:
    """Whether a table is the Leefbaarometer, or distances to facilities."""
    return code_column(grid) is not None and any(
        len(_known(grid, kind)) >= least for kind, least in ((LEEFBAAROMETER, 4), (DISTANCES, 2))
    )


def _known(grid: Grid, kind: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    names = {indicator: grid.name_of(*folded_names) for indicator, folded_names in kind.items()}
    return {indicator: name for indicator, name in names.items() if name is not None}


def read(grid: Grid, year: int | None) -> Findings:
    """The conditions of every area."""
    codes = code_column(grid) or ""
    columns = _known(grid, LEEFBAAROMETER) | _known(grid, DISTANCES)
    return read_wanted(grid, year, Wanted(columns, codes))


def read_wanted(grid: Grid, year: int | None, wanted: Wanted) -> Findings:
    """The wanted columns of a table as conditions."""
    findings, report = started(grid, CONDITIONS.code)
    years = grid.column("year", "jaar", "perioden")
    whole = year or (0 if years is not None else year_of(grid))
    keys: list[tuple[int, str] | None] = []
    for row, written in enumerate(grid.columns[wanted.codes]):
        code = place_code(written) or postcode_area(written)
        of_row = whole or (year_in(years[row]) if years is not None else None)
        keys.append((of_row, code) if code and of_row else None)
    if lacking := sum(key is None for key in keys):
        report.dropped["row without an official code or a year"] += lacking
    for row, (of_year, place) in once(keys, report):
        for indicator, name in wanted.columns.items():
            found = readable(grid.columns[name][row], cell, report)
            findings.conditions.append(
                Condition(of_year, place, indicator, found.value, found.mask)
            )
    return findings


def require_columns(grid: Grid, wanted: Mapping[str, str], codes: str) -> Wanted:
    """The columns a mapping names, as the file calls them; InputError names those it lacks."""
    by_fold = {folded(name): name for name in grid.columns} | {
        stem(name): name for name in grid.columns
    }
    lacking = [name for name in (codes, *wanted.values()) if folded(name) not in by_fold]
    if lacking:
        raise InputError(
            f"{grid.file}: lacks {', '.join(repr(name) for name in lacking)}; expected the "
            f"columns that the mapping names; the file has "
            f"{', '.join(repr(name) for name in list(grid.columns)[:12])}: mend the mapping"
        )
    columns = {indicator: by_fold[folded(name)] for indicator, name in wanted.items()}
    return Wanted(columns, by_fold[folded(codes)])


CONDITIONS = PublisherSource(
    code="conditions",
    publisher="Ministerie van BZK / CBS",
    title="Leefbaarometer, Nabijheid voorzieningen",
    licence="CC BY 4.0",
    files=(
        "The Leefbaarometer (kscore, afw, won, fys, vrz, soc, onv) or Nabijheid voorzieningen by "
        "area; other figures with a mapping file"
    ),
    sample="leefbaarometer_2024.csv",
    fits=fits,
    read=read,
)
