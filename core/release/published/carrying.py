"""Carries figures of municipalities to a later boundary year, so that a series can be followed.

Mergers add up. A municipality that was divided goes to its heirs by the land they took over.
Only municipalities that weren't there yet get figures so; the others keep what was published.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
import shapely

from core.errors import InputError
from core.groups.scheme import ALL
from core.places.crosswalk import carried
from core.release.published.atlas import Atlas
from core.release.published.composition import Cells, PeopleCell, Subject
from core.release.published.rollup import added_up


class Carried(NamedTuple):
    """What carrying one year to the newest boundaries did."""

    year: int
    vintage: int
    before: float
    """Residents before, of all municipalities."""
    after: float
    divided: int
    """Municipalities that had to be divided."""
    new: int
    """Municipalities that got figures of before they were there."""

    def line(self) -> str:
        """The report in words."""
        off = abs(self.after - self.before) / max(self.before, 1)
        return (
            f"municipalities of {self.year} carried to the boundaries of {self.vintage}: "
            f"{self.before:,.0f} residents before, {self.after:,.0f} after (difference "
            f"{100 * off:.3f} %); {self.divided} divided by area; {self.new} that were not there "
            f"yet got figures; the borders of others may have moved too, which is a break"
        )


Weights = Mapping[str, Mapping[str, float]]
"""Code of before → heir → share of its residents."""


def heirs(atlas: Atlas, year: int) -> dict[str, dict[str, float]]:
    """To whom each municipality of a year went; the shares of each add up to one."""
    source = atlas.vintage.get(("municipality", year), year)
    target = atlas.newest("municipality")
    found: dict[str, dict[str, float]] = {}
    for code in sorted(atlas.in_year("municipality", year)):
        codes = carried(code, source, target)
        found[code] = _by_land(atlas, code, (source, target), codes)
    return found


def _by_land(
    atlas: Atlas, code: str, vintages: tuple[int, int], codes: tuple[str, ...]
) -> dict[str, float]:
    if len(codes) == 1:
        return {codes[0]: 1.0}
    land = atlas.shapes.get(("municipality", vintages[0]), {}).get(code)
    around = atlas.shapes.get(("municipality", vintages[1]), {})
    areas = [
        float(shapely.area(shapely.intersection(land, around[one])))
        if land is not None and one in around
        else 0.0
        for one in codes
    ]
    if not sum(areas):
        areas = [1.0] * len(codes)
    return {one: area / sum(areas) for one, area in zip(codes, areas, strict=True)}


def carried_cells(cells: Cells, atlas: Atlas) -> tuple[Cells, list[Carried]]:
    """Figures of former years for municipalities that came later, and a report per year."""
    found: Cells = {}
    reports = []
    for year in sorted({year for level, year in atlas.vintage if level == "municipality"}):
        newest = atlas.newest("municipality")
        if atlas.vintage["municipality", year] == newest:
            continue
        try:
            weights = heirs(atlas, year)
        except InputError:
            continue  # before the first change that the crosswalk knows
        added, report = _carried_year(cells, weights, year, newest)
        found |= added
        if report.before:
            reports.append(report)
    return found, reports


def _carried_year(cells: Cells, weights: Weights, year: int, vintage: int) -> tuple[Cells, Carried]:
    sources: dict[str, dict[str, float]] = defaultdict(dict)
    for code, shares in weights.items():
        for heir, share in shares.items():
            sources[heir][code] = share
    of_year = {one: cell for one, cell in cells.items() if one.year == year}
    kinds = {(one.scheme, one.category, one.generation) for one in of_year}
    found: Cells = {}
    new = sorted(heir for heir in sources if heir not in weights)
    for scheme, category, generation in kinds:
        for heir in new:
            added = _of_heir(of_year, year, (scheme, category, generation), sources[heir])
            if added is not None:
                found[Subject(year, scheme, heir, category, generation)] = added
    before = list(_totals(of_year, weights))
    after = sum(people * sum(weights[code].values()) for code, people in before)
    divided = sum(len(shares) > 1 for shares in weights.values())
    whole = sum(people for _, people in before)
    return found, Carried(year, vintage, whole, after, divided, len(new))


def _totals(of_year: Cells, weights: Weights) -> Iterator[tuple[str, float]]:
    seen: set[str] = set()
    for subject, cell in of_year.items():
        is_total = subject.category == ALL and subject.place in weights
        if is_total and subject.place not in seen and not math.isnan(cell.people):
            seen.add(subject.place)
            yield subject.place, cell.people


def _of_heir(
    of_year: Cells, year: int, kind: tuple[str, str, str], sources: Mapping[str, float]
) -> PeopleCell | None:
    scheme, category, generation = kind

    def scaled(code: str, which: str, of_generation: str) -> PeopleCell | None:
        cell = of_year.get(Subject(year, scheme, code, which, of_generation))
        share = sources[code]
        if cell is None:
            return None
        numbers = np.array([cell.people, cell.lower, cell.upper, cell.total]) * share
        people, lower, upper, total = numbers.tolist()
        return cell._replace(people=people, lower=lower, upper=upper, total=total)

    members = {c: one for c in sources if (one := scaled(c, category, generation)) is not None}
    everyone = {c: one for c in sources if (one := scaled(c, ALL, ALL)) is not None}
    added = added_up(tuple(sources), members, everyone)
    is_divided = any(share < 1 for share in sources.values())
    if added is None or not is_divided or added.state != "value":
        return added
    return added._replace(state="low_reliability", reason="incomplete")
