"""Residents of municipalities or postcode areas by origin, as StatLine exports them.

One row per category. Tables 85458NED (from 2022), 84910NED (to 2022), 70648ned, 83503NED (of
postcode areas) and their like: dimensions ``RegioS`` or ``Postcode``, ``Perioden``, and
``Herkomstland`` or ``Migratieachtergrond`` with keys of Statistics Netherlands. Where countries
are told apart, they make up the eighteen groups of the HHI.
"""

from collections import defaultdict
from collections.abc import Mapping

from core.errors import InputError
from core.groups.origin import ORIGIN_18
from core.groups.scheme import ALL
from core.places.levels import level_of
from core.sources.publishers.cells import people_cell, place_code, year_in
from core.sources.publishers.eighteen import complete_groups, eighteen
from core.sources.publishers.findings import Cell, FileReport, Findings, Key
from core.sources.publishers.grid import Grid
from core.sources.publishers.key_figures import EXACT_LEVELS, ROUNDED_BY
from core.sources.publishers.source import PublisherSource
from core.sources.publishers.wide import readable, started

ORIGINS = ("herkomstland", "migratieachtergrond", "herkomstgroepering", "herkomst")
REGIONS = ("regios", "regio", "postcode")
TOTALS = {
    "geslacht": ("T001038", "1100"),
    "leeftijd": ("10000", "T009002"),
    "generatie": ("T001040", "T001638", "1050055"),
    "burgerlijkestaat": ("T001019",),
}
"""Dimensions of which only the total counts, with its keys."""
BIRTHPLACE = {"T001638": ALL, "A051735": "second", "A051736": "first"}
"""Key of the country of birth → generation, for who has an origin outside the Netherlands."""
EVERYONE = "T001040"
OUTSIDE = "2012605"
SUMS = {
    "origin_2022": {"1012600": "netherlands", "H007933": "europe", "H008859": "outside_europe"},
    "origin_2005": {
        "1012600": "dutch",
        "2012655": "western",
        "2012657": "non_western",
        "H008766": "turkish",
        "H008673": "moroccan",
        "H008751": "surinamese",
        "H007119": "antillean",
    },
}
"""Keys that are categories of a scheme as they are."""
Counts = dict[str, Cell]
Counted = tuple[int, str, str]
"""Year, place, generation."""


def fits(grid: Grid) -> bool:
    """Whether a table has a row per region, period and category of origin."""
    return grid.has(*ORIGINS) and grid.has(*REGIONS) and grid.has("perioden", "periode")


def read(grid: Grid, _year: int | None) -> Findings:
    """Residents of every region and year by origin, in each scheme that the keys allow."""
    findings, report = started(grid, MUNICIPAL_ORIGIN.code)
    for (year, place, generation), counts in _counted(grid, report).items():
        for scheme, keys in SUMS.items():
            _add_sums(findings, Key(year, place, scheme, generation), counts, keys)
        if generation == ALL:
            _add_eighteen(findings, report, Key(year, place, ORIGIN_18.code), counts)
    if not findings.figures:
        raise InputError(
            f"{grid.file}: has no row for all ages and both sexes with a known key of origin; "
            f"expected keys such as 1012600 (Netherlands): export the table with its totals"
        )
    return findings


def _counted(grid: Grid, report: FileReport) -> Mapping[Counted, Counts]:
    origins, regions = grid.column(*ORIGINS) or (), grid.column(*REGIONS) or ()
    periods = grid.column("perioden", "periode") or ()
    values = grid.columns[list(grid.columns)[-1]]
    births = grid.column("geboorteland")
    is_total = [
        (cells, TOTALS[name]) for name in TOTALS if (cells := grid.column(name)) is not None
    ]
    found: dict[Counted, Counts] = defaultdict(dict)
    for row in range(grid.rows):
        place, year = place_code(regions[row]), year_in(periods[row])
        generation = BIRTHPLACE.get(births[row]) if births is not None else ALL
        if any(cells[row] not in keys for cells, keys in is_total) or generation is None:
            report.dropped["part of a total (one sex, age, generation or birthplace)"] += 1
        elif place is None or year is None:
            report.dropped["row without an official code or a year"] += 1
        elif not values[row]:
            report.dropped["area without figures in that year, as abolished municipalities"] += 1
        else:
            found[year, place, generation][origins[row]] = readable(
                values[row], people_cell, report
            )
    return found


def _add_sums(
    findings: Findings,
    key: Key,
    counts: Counts,
    keys: Mapping[str, str],
) -> None:
    """The categories of a scheme; only where all of its large parts are there."""
    large = [one for one in keys if one[0] != "H" or key.scheme == "origin_2022"]
    if any(one not in counts for one in (*large, EVERYONE)):
        return
    margin = 0.0 if level_of(key.place) in EXACT_LEVELS else ROUNDED_BY
    if key.generation == ALL:
        findings.add_figure(key, ALL, "people", counts[EVERYONE], margin)
    for one, category in keys.items():
        is_native = category in ("netherlands", "dutch")
        if one in counts and not (is_native and key.generation != ALL):
            findings.add_figure(key, category, "people", counts[one], margin)


def _add_eighteen(findings: Findings, report: FileReport, key: Key, counts: Counts) -> None:
    """The eighteen groups, where the table tells countries apart."""
    everyone = counts.get(EVERYONE)
    if everyone is None or everyone.mask:
        return
    found = eighteen(counts, everyone.value)
    if found is None:
        return
    cells, rest = found
    complete = complete_groups(counts)
    _note_rest(report, key, rest, round(everyone.value))
    findings.add_figure(key, ALL, "people", everyone, 0.0)
    for group, cell in cells.items():
        findings.add_figure(key, group, "people", cell, 0.0 if group in complete else float(rest))


def _note_rest(report: FileReport, key: Key, rest: int, everyone: int) -> None:
    share = 100 * rest / max(everyone, 1)
    report.note(
        f"{key[1]} {key[0]}: {rest:,} residents ({share:.1f} %) are of countries that the table "
        f"doesn't name; the eighteen groups leave them out"
    )


MUNICIPAL_ORIGIN = PublisherSource(
    code="municipal_origin",
    publisher="Centraal Bureau voor de Statistiek",
    title="Bevolking naar herkomst en gemeente",
    licence="CC BY 4.0",
    files=(
        "Residents of municipalities by origin (85458NED, 84910NED, 70648ned): columns RegioS, "
        "Perioden, and Herkomstland or Migratieachtergrond with the keys of StatLine"
    ),
    sample="85458NED.csv",
    fits=fits,
    read=read,
)
