"""From a bundle of published figures to a release, under the profile ``open``."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from core.bundle.published import PublishedBundle
from core.errors import BundleError
from core.places.crosswalk import carried
from core.places.levels import level_of
from core.protection.profiles import OPEN
from core.protection.published import published_rows
from core.release.published.atlas import REGIONS, Atlas, atlas, places_table
from core.release.published.carrying import carried_cells
from core.release.published.composition import Cells, cells_of, composition_rows, level_at
from core.release.published.drawn import maps
from core.release.published.estimates import (
    carried_flows,
    estimates,
    native_shares,
    opportunity_rows,
    unit_rows,
)
from core.release.published.rollup import with_larger_places
from core.release.published.series_breaks import series_breaks
from core.release.release import Release, open_current
from core.release.writer import ReleaseWriter, writing_release
from core.sources.progress import Progress, no_progress
from core.sources.publishers.findings import Condition, Findings, Flow

HOME_LEVEL = {"school": "postcode_area", "work": "municipality"}
STEPS = ("places", "figures", "larger places", "estimates", "maps")
_STATE = {
    "": ("value", "none"),
    "no_data": ("missing", "no_data"),
    "impossible": ("not_applicable", "impossible"),
}
SMALL = ("neighbourhood", "district", "postcode_area")


def build_published(
    bundle: PublishedBundle, releases: Path, progress: Progress = no_progress
) -> Release:
    """The release made of published figures, which from then on is the current one."""
    findings = bundle.findings()
    progress(STEPS[0], 0, len(STEPS))
    found = atlas(findings)
    progress(STEPS[1], 1, len(STEPS))
    cells = cells_of(findings.figures)
    progress(STEPS[2], 2, len(STEPS))
    carried_over, reports = carried_cells(cells, found)
    broken = series_breaks(cells, carried_over)
    cells = cells | with_larger_places(cells, found) | carried_over
    settings = {"school": _years(findings, "school"), "work": _years(findings, "work")}
    description = _description(bundle, found, cells, settings)
    notes = [*bundle.report, *(one.line() for one in reports)]
    with writing_release(
        releases, {**description, "notes": notes, "series_breaks": broken}
    ) as writer:
        places = places_table(found)
        writer.add("places", places)
        writer.add_protected(published_rows("composition", composition_rows(cells)))
        writer.add_protected(published_rows("conditions", _condition_rows(findings.conditions)))
        progress(STEPS[3], 3, len(STEPS))
        _add_estimates(writer, findings, cells, found)
        progress(STEPS[4], 4, len(STEPS))
        for level, files, former in maps(found, places):
            writer.add_map(level, files, former=former)
    return open_current(releases)


def _description(
    bundle: PublishedBundle, found: Atlas, cells: Cells, settings: Mapping[str, list[int]]
) -> dict[str, Any]:
    years = sorted({one.year for one in cells})
    if not years:
        raise BundleError(
            f"{bundle.path}: holds no figures on origin, so there is nothing to show; expected "
            f"at least one table of residents by origin: import one too"
        )
    return {
        "basis": "published",
        "protection": OPEN.name,
        "protected_by": {"treatment": OPEN.treatment.value},
        "years": years,
        "setting_years": settings,
        "homes_of": _homes_of(cells, settings),
        "setting_basis": {setting: "estimated" for setting, known in settings.items() if known},
        "vintage": found.newest("municipality") or max(years),
        "sources": _sources(bundle),
        "linkage": {},
        "vintages": _vintages(found),
        "covered": covered(found, cells),
    }


def _homes_of(cells: Cells, settings: Mapping[str, list[int]]) -> dict[str, dict[str, int]]:
    """By setting and year of its flows, the year of the shares at home that go with them."""
    return {
        setting: {str(year): native_shares(cells, HOME_LEVEL[setting], year)[0] for year in years}
        for setting, years in settings.items()
    }


def _sources(bundle: PublishedBundle) -> list[dict[str, str]]:
    """Each publication once, with its files together."""
    files: dict[tuple[str, str], dict[str, str]] = {}
    for source in bundle.sources:
        key = (source.publisher, source.title)
        if key in files:
            files[key]["file"] += f", {source.file}"
        else:
            files[key] = dict(vars(source))
    return list(files.values())


def _vintages(found: Atlas) -> dict[str, dict[str, int]]:
    years: dict[str, dict[str, int]] = defaultdict(dict)
    for (level, year), vintage in sorted(found.vintage.items()):
        if level not in REGIONS:
            years[level][str(year)] = vintage
    return years


def covered(found: Atlas, cells: Cells) -> dict[str, dict[str, list[str]]]:
    """By small level and year the municipalities within which origin is known."""
    inside: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in cells:
        level = level_at(one.place)
        if level in (*SMALL, "municipality"):
            line = (one.place, *found.line(one.place))
            inside[level][str(one.year)] |= {code for code in line if code.startswith("GM")}
    everywhere = found.codes["municipality"].get(found.newest("municipality"), set())
    return {
        level: {
            year: sorted(codes)
            for year, codes in years.items()
            if len(codes) < 0.9 * len(everywhere)
        }
        for level, years in inside.items()
    }


def _years(findings: Findings, setting: str) -> list[int]:
    return sorted({flow.year for flow in findings.flows if flow.setting == setting})


def _condition_rows(conditions: Iterable[Condition]) -> pa.Table:
    rows = []
    for one in sorted(conditions, key=lambda kept: (kept.indicator, kept.year, kept.place)):
        state, reason = _STATE.get(one.mask, ("withheld", "masked_by_publisher"))
        value = None if math.isnan(one.value) else one.value
        judged = {"value": value, "state": state, "reason": reason}
        place = {"level": level_of(one.place), "place": one.place}
        rows.append({"year": one.year, "indicator": one.indicator, **place, **judged})
    return pa.Table.from_pylist(rows, schema=_CONDITIONS)


_CONDITIONS = pa.schema(
    {
        "year": pa.int16(),
        "indicator": pa.string(),
        "level": pa.string(),
        "place": pa.string(),
        "value": pa.float64(),
        "state": pa.string(),
        "reason": pa.string(),
    }
)


def _add_estimates(writer: ReleaseWriter, findings: Findings, cells: Cells, found: Atlas) -> None:
    for setting, level in HOME_LEVEL.items():
        for year in _years(findings, setting):
            flows = [one for one in findings.flows if (one.setting, one.year) == (setting, year)]
            of_year, homes = native_shares(cells, level, year)
            if setting == "work":
                flows = list(carried_flows(flows, _heirs(flows, year, of_year)))
            known = estimates(flows, homes)
            if not known:
                continue
            rows = opportunity_rows(setting, year, known, found)
            writer.add_protected(published_rows("opportunity", rows))
            units = [one for one in findings.units if one.setting == setting]
            if units:
                rows = unit_rows(setting, year, known, units)
                writer.add_protected(published_rows("units", rows))


def _heirs(flows: Iterable[Flow], year: int, to: int) -> dict[str, str]:
    """What each municipality has become by another year, where that is one municipality."""
    codes = {code for flow in flows for code in (flow.home, flow.unit)}
    return dict(_whole_heirs(codes, year, to))


def _whole_heirs(codes: Iterable[str], year: int, to: int) -> Iterator[tuple[str, str]]:
    for code in codes:
        became = carried(code, year, to)
        if len(became) == 1:
            yield code, became[0]
