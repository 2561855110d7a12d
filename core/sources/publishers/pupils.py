"""Pupils by school branch and postcode area of their home, as DUO publishes them.

Primary and secondary education, older files and those of the new portal. Postcodes that are no
place (abroad, unknown) are left out and counted; fewer than five pupils are an interval.
"""

import re

from core.errors import InputError
from core.sources.publishers.cells import (
    municipality_code,
    postcode_area,
    pupils_cell,
    require_year,
    year_in,
)
from core.sources.publishers.findings import (
    ONE_TO_FOUR,
    Cell,
    FileReport,
    Findings,
    Flow,
    Unit,
)
from core.sources.publishers.grid import Grid, folded
from core.sources.publishers.source import PublisherSource
from core.sources.publishers.wide import readable, started

HOMES = ("postcodeleerling", "postcode4deelnemer", "pc4leerling", "postcode4leerling", "pc4")
BRANCH = ("brin6", "vestigingscode")
SCHOOL = ("brinnummer", "instellingscode", "brin")
NUMBER = ("vestigingsnummer", "vestigingsnr")
TOTALS = ("totaal", "aantalleerlingen", "aantaldeelnemers", "leerlingen")
YEARS = ("peildatum", "peiljaar", "teldatum", "schooljaar")
SPECIAL_HOMES = {
    "10": "home in Belgium",
    "20": "home in Germany",
    "30": "home in another country",
    "40": "home unknown",
    "0000": "home unknown",
    "0": "home unknown",
    "": "home unknown",
}
_BRIN6 = re.compile(r"\d{2}[A-Z]{2}\d{2}")
_BRIN4 = re.compile(r"\d{2}[A-Z]{2}")
Branch = tuple[int, str, str]
"""Year, branch and home."""


def fits(grid: Grid) -> bool:
    """Whether a table has school branches, homes of pupils and their number."""
    return grid.has(*HOMES) and grid.has(*BRANCH, *SCHOOL) and bool(_counts(grid))


def _counts(grid: Grid) -> list[str]:
    """The columns that together count a row's pupils."""
    total = grid.name_of(*TOTALS)
    if total is not None:
        return [total]
    return [name for name in grid.columns if folded(name).startswith("leerofverblijfsjaar")]


def read(grid: Grid, year: int | None) -> Findings:
    """Pupils of every branch by home, and the branches."""
    findings, report = started(grid, PUPILS.code)
    reader = _Reader(grid, year, report)
    counted: dict[Branch, tuple[float, float]] = {}
    for row in range(grid.rows):
        found = reader.row(row)
        if found is not None:
            key, low, high = found
            before = counted.get(key, (0.0, 0.0))
            counted[key] = (before[0] + low, before[1] + high)
            if key in counted and before != (0.0, 0.0):
                report.repaired["rows of one branch and home added up"] += 1
    for (of_year, branch, home), (low, high) in counted.items():
        where = reader.places[branch]
        findings.flows.append(
            Flow("school", of_year, home, branch, where, (low + high) / 2, low, high)
        )
    findings.units += reader.units()
    return findings


class _Reader:
    """Reads row after row and remembers the branches."""

    def __init__(self, grid: Grid, year: int | None, report: FileReport) -> None:
        self._report = report
        self._homes = grid.column(*HOMES) or ()
        self._branches = branches_of(grid)
        self._municipalities = grid.column("gemeentenummer", "gemeentenummervestiging") or ()
        self._names = grid.column("instellingsnaamvestiging", "vestigingsnaam", "naam") or ()
        self._postcodes = grid.column("postcodevestiging") or ()
        self._counts = [grid.columns[name] for name in _counts(grid)]
        years = grid.column(*YEARS)
        self._year = year or (0 if years else require_year(grid.title, file=grid.file))
        self._years = years or ()
        self.places: dict[str, str] = {}
        self._first: dict[str, tuple[int, int]] = {}

    def row(self, row: int) -> tuple[Branch, float, float] | None:
        """Branch and home of a row, and between what its number of pupils lies."""
        home, branch = postcode_area(self._homes[row]), self._branches[row]
        if home is None:
            self._report.dropped[_why_no_home(self._homes[row])] += 1
            return None
        year = self._year or year_in(self._years[row]) or 0
        if branch is None or not year:
            self._report.dropped["row without a branch number (such as 16AH00) or a year"] += 1
            return None
        cells = [readable(column[row], pupils_cell, self._report) for column in self._counts]
        bounds = [_bounds(one) for one in cells]
        low, high = sum(one for one, _ in bounds), sum(one for _, one in bounds)
        if high <= 0:
            self._report.dropped["row without pupils"] += 1
            return None
        if branch not in self._first:
            self._first[branch] = (row, year)
            written = self._municipalities[row] if self._municipalities else ""
            self.places[branch] = municipality_code(written) or ""
        return (year, branch, home), low, high

    def units(self) -> list[Unit]:
        """The branches that were met."""
        nan = float("nan")
        return [
            Unit(
                "school",
                year,
                branch,
                self._names[row] if self._names else branch,
                self.places[branch],
                (postcode_area(self._postcodes[row]) or "") if self._postcodes else "",
                nan,
                nan,
            )
            for branch, (row, year) in self._first.items()
        ]


def _why_no_home(written: str) -> str:
    return SPECIAL_HOMES.get(written.strip(), "home that is no postcode of four digits")


def _bounds(cell: Cell) -> tuple[float, float]:
    if cell.mask == ONE_TO_FOUR:
        return 1.0, 4.0
    return (0.0, 0.0) if cell.mask else (cell.value, cell.value)


def branches_of(grid: Grid) -> list[str | None]:
    """The branch number of every row: six signs, or school and branch put together."""
    whole = grid.column(*BRANCH)
    if whole is not None and any(_BRIN6.fullmatch(one.upper()) for one in whole[:50]):
        return [one.upper() if _BRIN6.fullmatch(one.upper()) else None for one in whole]
    schools, numbers = grid.column(*SCHOOL), grid.column(*NUMBER)
    if schools is None or numbers is None:
        raise InputError(
            f"{grid.file}: has no branch numbers; expected BRIN_NUMMER and VESTIGINGSNUMMER, or "
            f"VESTIGINGSCODE such as 16AH00: take the publisher's own file"
        )
    return [_joined(one, two) for one, two in zip(schools, numbers, strict=True)]


def _joined(school: str, number: str) -> str | None:
    brin, branch = school.strip().upper(), number.strip().removesuffix(".0")
    if branch.upper().startswith(brin) and _BRIN6.fullmatch(branch.upper()):
        return branch.upper()
    if not _BRIN4.fullmatch(brin) or not branch.isdecimal() or int(branch) > 99:
        return None
    return f"{brin}{int(branch):02d}"


PUPILS = PublisherSource(
    code="pupils",
    publisher="Dienst Uitvoering Onderwijs (DUO)",
    title="Leerlingen per vestiging en postcode",
    licence="CC0 1.0",
    files=(
        "Pupils by school branch and home postcode: columns BRIN_NUMMER and VESTIGINGSNUMMER (or "
        "VESTIGINGSCODE), POSTCODE_LEERLING (or POSTCODE4_DEELNEMER), TOTAAL (or "
        "AANTAL_LEERLINGEN, or LEER- OF VERBLIJFSJAAR 1 to 6)"
    ),
    sample="po_2017.csv",
    fits=fits,
    read=read,
)
