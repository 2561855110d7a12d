"""A14: compare two releases of one city, between which one to three people came to each area.

Both are really built, with the seed of the release under attack: of the employees of a city,
and of the same employees but for a few.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa

from core.audit.records import City
from core.bundle import Bundle, write_bundle
from core.cube.engine import DuckDbEngine
from core.groups.setting import WORK
from core.protection.attacks.finding import Control, Finding
from core.protection.profiles import WORKBENCH
from core.protection.protection import Protection
from core.release import Release
from core.release.build import build

NODE = ("place", "origin", "generation", "gender", "stratum")
MOST = 3
SEEN, EXACT = 0.50, 0.0


@dataclass(frozen=True)
class Update:
    """A release, the one that replaces it, and both without protection."""

    before: Release
    after: Release
    exact_before: Release
    exact_after: Release


def built_twice(bundle: Bundle, city: City, protection: Protection, folder: Path) -> Update:
    """The city's employees of its newest year, before and after the last few came."""
    releases = []
    for name, come in (("before", False), ("after", True)):
        part = _part(bundle, city, folder / name, come=come)
        releases += [
            build(part, folder / name / one.profile.name, protection=one)
            for one in (protection, Protection(WORKBENCH))
        ]
    before, exact_before, after, exact_after = releases
    return Update(before, after, exact_before, exact_after)


def updates(update: Update) -> Iterator[Finding]:
    """How much of who came can be read from the two releases."""
    before, after = _people(update.before), _people(update.after)
    exact_before, exact_after = _people(update.exact_before), _people(update.exact_after)
    cells = [node for node in before if node in after and node in exact_before]
    came = np.array([exact_after[node] - exact_before[node] for node in cells])
    seen = np.array([after[node] - before[node] for node in cells])
    same, few = came == 0, (came > 0) & (came <= MOST)
    control = Control(1.0 if few.any() else 0.0, 1.0)
    exact = _share(seen[few] == came[few])
    yield Finding("A14 exact number who came", exact, "share", EXACT, control)
    yield Finding("A14 that anybody came", _share(seen[few] > 0), "share", SEEN, control)
    yield Finding("A14 other figure for the same people", _share(seen[same] != 0), "share", 0.0)


def _part(bundle: Bundle, city: City, target: Path, *, come: bool) -> Bundle:
    """A bundle of the city alone; a few of every area are left out until they have come."""
    with DuckDbEngine() as engine:
        for table in ("places", "residents", WORK.code):
            engine.parquet(table, bundle.file(table))
        areas = [
            int(place)
            for place, level in zip(city.places, city.levels, strict=True)
            if level == "postcode_area"
        ]
        engine.give("areas", pa.table({"home_area": pa.array(areas, pa.int32())}))
        some = "late > 1 + home_area % 3" if not come else "TRUE"
        newest = f"(SELECT MAX(year) FROM {WORK.code})"
        residents = engine.rows(
            f"""SELECT residents.* FROM residents JOIN areas USING (home_area)
                WHERE year = {newest} ORDER BY home_area"""
        )
        jobs = engine.rows(
            f"""SELECT * EXCLUDE (late)
                    REPLACE (CAST(DENSE_RANK() OVER (ORDER BY unit) - 1 AS INTEGER) AS unit)
                FROM (SELECT *, ROW_NUMBER() OVER (
                          PARTITION BY home_area ORDER BY record_key) AS late
                      FROM {WORK.code} JOIN areas USING (home_area) WHERE year = {newest})
                WHERE {some} ORDER BY unit"""
        )
        places = engine.rows("SELECT * FROM places ORDER BY place_id")
    tables = {"places": places, "residents": residents, WORK.code: jobs}
    return write_bundle(target, bundle.basis, tables, keys=bundle.keys)


def _people(release: Release) -> dict[tuple[str, ...], int]:
    """The people of every node of a home area that are shown."""
    found = release.store.select("opportunity", (*NODE, "people"), {"level": "postcode_area"})
    rows = zip(*(found[name].to_pylist() for name in found.column_names), strict=True)
    return {tuple(node): people for *node, people in rows if people is not None}


def _share(hits: "np.ndarray[tuple[int], np.dtype[np.bool_]]") -> float:
    return float(np.mean(hits)) if len(hits) else float("nan")
