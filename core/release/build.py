"""From a bundle to a release: count, protect, keep."""

from collections.abc import Mapping
from contextlib import ExitStack, nullcontext
from pathlib import Path
from typing import Any

import geopandas as gpd
import pyarrow as pa
import pyarrow.parquet as pq

from core.bundle import Bundle
from core.cube.cube import Cube, cube
from core.cube.engine import DuckDbEngine, Engine
from core.cube.geography import Geography
from core.cube.schools import mostly_non_western
from core.groups.setting import SETTINGS
from core.protection.protection import Protection
from core.protection.unit_shares import told_parts
from core.release.drawing import map_files
from core.release.making import made_beside, made_here, processes_for, steps_of
from core.release.release import Release, open_current
from core.release.writer import writing_release
from core.sources.progress import Progress, no_progress


def build(  # noqa: PLR0913 (each is a choice of whoever builds)
    bundle: Bundle,
    releases: Path,
    engine: Engine | None = None,
    progress: Progress = no_progress,
    boundaries: Mapping[str, gpd.GeoDataFrame] | None = None,
    *,
    protection: Protection,
) -> Release:
    """The release made of a bundle, which from then on is the current one.

    ``protection`` is the profile, and the seed by which the bundle's record keys were made.
    ``boundaries`` has for some levels the areas in WGS84: columns ``code`` and ``geometry``,
    common edges with equal points; they may be worked out when they are asked for. Without an
    ``engine`` the embedded one counts, in several processes where that pays.
    """
    protection.require_keys(bundle.keys)
    number = 1 if engine is not None else processes_for(bundle)
    if engine is None and number == 1:
        with DuckDbEngine() as own:
            return build(bundle, releases, own, progress, boundaries, protection=protection)
    with nullcontext(engine) if engine is not None else DuckDbEngine() as asked:
        counted = cube(bundle, asked)
        steps, description = steps_of(counted), _description(counted, protection)
    with writing_release(releases, description) as writer, ExitStack() as stack:
        # Processes are begun before anything is written: they should inherit no open file.
        made = stack.enter_context(
            made_beside(bundle, number, protection, writer, steps)
            if engine is None
            else made_here(bundle, engine, protection, writer)
        )
        places = _places(bundle, counted.geography)
        writer.add("places", places)
        for level, files in map_files(places, boundaries or {}, bundle.basis == "synthetic"):
            writer.add_map(level, files)
        for position, step in enumerate(steps):
            progress(step.name, position, len(steps))
            made(step)
    return open_current(releases)


def _description(counted: Cube, protection: Protection) -> dict[str, Any]:
    """What the manifest says of a release, beside its files."""
    schools = mostly_non_western(counted.bundle, counted.engine)
    return {
        "basis": counted.bundle.basis,
        "protection": protection.profile.name,
        "protected_by": protection.told(),
        "years": counted.bundle.years,
        "setting_years": {setting.code: counted.years_of(setting) for setting in SETTINGS},
        "vintage": counted.bundle.vintage,
        "sources": [vars(source) for source in counted.bundle.sources],
        "linkage": dict(counted.bundle.linkage),
        "schools_mostly_non_western": told_parts(schools, coded=protection.draws_noise),
    }


def _places(bundle: Bundle, geography: Geography) -> pa.Table:
    """The places, with the groupings of their municipality."""
    places = pq.read_table(bundle.file("places"))
    codes = [code for _, code in geography.nodes]
    lines = {number: line for line in geography.ancestry.values() for number in line.values()}
    of_municipality = {line["municipality"]: line for line in lines.values()}
    parents = dict(zip(places["code"].to_pylist(), places["parent"].to_pylist(), strict=True))
    levels = dict(zip(places["code"].to_pylist(), places["level"].to_pylist(), strict=True))
    number = {code: position for position, code in enumerate(codes)}

    def municipality(code: str | None) -> str | None:
        while code is not None and levels[code] != "municipality":
            code = parents[code]
        return code

    inside = [municipality(code) for code in levels]

    def grouping(level: str) -> list[str | None]:
        return [
            codes[of_municipality[number[code]][level]]
            if code and level in of_municipality.get(number[code], {})
            else None
            for code in inside
        ]

    return (
        places.drop_columns(["place_id"])
        .append_column("municipality", pa.array(inside, pa.string()))
        .append_column("cluster", pa.array(grouping("cluster"), pa.string()))
        .append_column("municipality_type", pa.array(grouping("municipality_type"), pa.string()))
    )
