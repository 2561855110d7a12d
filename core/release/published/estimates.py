"""Opportunities estimated from flows: whom one would meet if each school mirrored its homes.

A school's share is the mean over its pupils of the native share where each of them lives; what
a pupil meets is the share of the own school. The same for employees and the municipality where
they work. By construction the mean over all pupils of the estimated share equals that of their
neighbourhoods, so a mean gap says nothing; what is seen is how catchments mix neighbourhoods.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pyarrow as pa

from core.groups.scheme import ALL
from core.places.clusters import cluster_of
from core.places.types import labels_at
from core.release.published.atlas import Atlas
from core.release.published.composition import Cells, level_at
from core.sources.publishers.findings import Flow, Unit

NATIVE = {"origin_18": "netherlands", "origin_2022": "netherlands", "origin_2005": "dutch"}
Share = tuple[float, float, float]
"""Most likely, and between what it lies."""


class Estimate(NamedTuple):
    """People of one home in one unit, with both shares."""

    flow: Flow
    home: Share
    unit: Share


def native_shares(cells: Cells, level: str, year: int) -> tuple[int, dict[str, Share]]:
    """The nearest year with native shares of a level, and these."""
    years: dict[int, dict[str, Share]] = defaultdict(dict)
    for one, cell in cells.items():
        is_native = one.category == NATIVE.get(one.scheme) and one.generation == ALL
        if is_native and level_at(one.place) == level and cell.total > 0:
            if math.isnan(cell.people):
                continue
            total = cell.total
            low, high = cell.lower / total, min(cell.upper / total, 1.0)
            years[one.year].setdefault(one.place, (min(cell.people / total, 1.0), low, high))
    nearest = min(years, key=lambda one: (abs(one - year), one), default=year)
    return nearest, years.get(nearest, {})


def mean_share(flows: Sequence[Flow], homes: Mapping[str, Share]) -> Share:
    """The mean native share over people whose homes are known, and between what it lies."""
    people = sum(one.people for one in flows)
    middle = sum(one.people * homes[one.home][0] for one in flows) / people
    lower = _extreme([(one.lower, one.upper, homes[one.home][1]) for one in flows], sign=1)
    upper = _extreme([(one.lower, one.upper, homes[one.home][2]) for one in flows], sign=-1)
    return middle, min(lower, middle), max(upper, middle)


def _extreme(parts: list[tuple[float, float, float]], sign: int) -> float:
    """The least (1) or greatest (-1) mean, when each weight may lie between its two bounds."""
    ordered = sorted(parts, key=lambda part: sign * part[2])
    weight = sum(low for low, _, _ in ordered)
    total = sum(low * share for low, _, share in ordered)
    best = total / weight if weight else math.inf * sign
    for low, high, share in ordered:
        weight += high - low
        total += (high - low) * share
        if weight:
            best = min(best, total / weight) if sign > 0 else max(best, total / weight)
    return best


def estimates(flows: Iterable[Flow], homes: Mapping[str, Share]) -> list[Estimate]:
    """Every flow whose home is known, with the share at home and in its unit."""
    of_unit: dict[str, list[Flow]] = defaultdict(list)
    for flow in flows:
        if flow.home in homes:
            of_unit[flow.unit].append(flow)
    shares = {unit: mean_share(kept, homes) for unit, kept in of_unit.items()}
    return [
        Estimate(flow, homes[flow.home], shares[unit])
        for unit, kept in of_unit.items()
        for flow in kept
    ]


def opportunity_rows(setting: str, year: int, found: Sequence[Estimate], atlas: Atlas) -> pa.Table:
    """People, their mean share at home and in their unit, for every place they live in."""
    groups: dict[str, list[Estimate]] = defaultdict(list)
    around: dict[str, tuple[str, ...]] = {}
    for one in found:
        if one.flow.home not in around:
            around[one.flow.home] = _around(atlas, one.flow.home)
        for place in around[one.flow.home]:
            groups[place].append(one)
    rows = [_row(setting, year, place, kept, atlas) for place, kept in sorted(groups.items())]
    return pa.Table.from_pylist(rows)


def _around(atlas: Atlas, home: str) -> tuple[str, ...]:
    line = (home, *atlas.line(home))
    municipality = next((one for one in line if one.startswith("GM")), None)
    if municipality is None:
        return line
    labels = labels_at(municipality, atlas.newest("municipality"))[:1]
    return (*line, cluster_of(municipality), *(one[2] for one in labels))


def _row(
    setting: str, year: int, place: str, kept: Sequence[Estimate], atlas: Atlas
) -> dict[str, Any]:
    people = sum(one.flow.people for one in kept)

    def mean(shares: Iterable[float]) -> float:
        return (
            sum(one.flow.people * share for one, share in zip(kept, shares, strict=True)) / people
        )

    same = sum(
        one.flow.people
        for one in kept
        if one.flow.municipality in (one.flow.home, *atlas.line(one.flow.home))
    )
    return {
        "setting": setting,
        "year": year,
        "breakdown": "none",
        "level": level_at(place),
        "place": place,
        "origin": ALL,
        "generation": ALL,
        "gender": ALL,
        "stratum": ALL,
        "people": round(people),
        "same_municipality": round(same),
        "same_municipality_reason": "none",
        "neighbourhood_share": mean(one.home[0] for one in kept),
        "setting_share": mean(one.unit[0] for one in kept),
        "setting_lower": mean(one.unit[1] for one in kept),
        "setting_upper": mean(one.unit[2] for one in kept),
        "state": "value",
        "reason": "none",
    }


def unit_rows(
    setting: str, year: int, found: Sequence[Estimate], units: Iterable[Unit]
) -> pa.Table:
    """Every school branch with its pupils and estimated share; unknown where no home is known."""
    known = _merged_units(units)
    shares = {one.flow.unit: one.unit for one in found}
    people: dict[str, float] = defaultdict(float)
    for one in found:
        people[one.flow.unit] += one.flow.people
    return pa.Table.from_pylist(
        [
            _unit_row(setting, year, unit, shares.get(code), people.get(code, 0.0))
            for code, unit in sorted(known.items())
            if unit.year == year
        ]
    )


def _unit_row(
    setting: str, year: int, unit: Unit, share: Share | None, people: float
) -> dict[str, Any]:
    middle, lower, upper = share or (None, None, None)
    return {
        "setting": setting,
        "year": year,
        "unit": unit.code,
        "name": unit.name,
        "municipality": unit.municipality,
        "postcode_area": unit.postcode_area,
        "longitude": None if math.isnan(unit.longitude) else unit.longitude,
        "latitude": None if math.isnan(unit.latitude) else unit.latitude,
        "people": round(people) if share else None,
        "share": middle,
        "share_lower": lower,
        "share_upper": upper,
        "state": "value" if share else "missing",
        "reason": "none" if share else "no_data",
    }


def _merged_units(units: Iterable[Unit]) -> dict[str, Unit]:
    """Each branch once: those with pupils, completed with coordinates from lists of addresses."""
    found: dict[str, Unit] = {}
    places: dict[str, Unit] = {}
    for unit in units:
        if math.isnan(unit.longitude):
            found.setdefault(unit.code, unit)
        else:
            places.setdefault(unit.code, unit)
    return {
        code: unit._replace(longitude=places[code].longitude, latitude=places[code].latitude)
        if code in places
        else unit
        for code, unit in found.items()
    }


def carried_flows(flows: Iterable[Flow], heir: Mapping[str, str]) -> Iterator[Flow]:
    """Flows between municipalities with each end at the municipality it has become."""
    for flow in flows:
        home, unit = heir.get(flow.home, flow.home), heir.get(flow.unit, flow.unit)
        yield flow._replace(home=home, unit=unit, municipality=unit)
