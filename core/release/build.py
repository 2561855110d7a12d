"""From a bundle to a release: count, protect, keep."""

from collections.abc import Mapping
from pathlib import Path

import geopandas as gpd
import pyarrow as pa
import pyarrow.parquet as pq

from core.bundle import Bundle
from core.cube.cube import Cube, Part, cube
from core.cube.engine import DuckDbEngine, Engine
from core.cube.geography import Geography
from core.cube.unit_counts import UnitCounter
from core.groups.setting import SETTINGS
from core.protection.unprotected import PROFILE, composition_table, tables_of
from core.release.drawing import map_files
from core.release.release import Release, open_current
from core.release.segregation import EXACT, segregation_tables
from core.release.writer import ReleaseWriter, writing_release
from core.sources.progress import Progress, no_progress


def build(
    bundle: Bundle,
    releases: Path,
    engine: Engine | None = None,
    progress: Progress = no_progress,
    boundaries: Mapping[str, gpd.GeoDataFrame] | None = None,
) -> Release:
    """The release made of a bundle, which from then on is the current one.

    ``boundaries`` has for some levels the areas in WGS84: columns ``code`` and ``geometry``,
    common edges with equal points.
    """
    if engine is None:
        with DuckDbEngine() as own:
            return build(bundle, releases, own, progress, boundaries)
    counted = cube(bundle, engine)
    description = {
        "basis": bundle.basis,
        "protection": PROFILE,
        "years": bundle.years,
        "setting_years": {setting.code: counted.years_of(setting) for setting in SETTINGS},
        "vintage": bundle.vintage,
        "sources": [vars(source) for source in bundle.sources],
        "linkage": dict(bundle.linkage),
    }
    with writing_release(releases, description) as writer:
        places = _places(bundle, counted.geography)
        writer.add("places", places)
        for level, files in map_files(places, boundaries or {}, bundle.basis == "synthetic"):
            writer.add_map(level, files)
        units = UnitCounter(counted.places)
        for composition in counted.compositions():
            writer.add("composition", composition_table(composition, counted.geography))
            units.take(composition)
        for name, rows in segregation_tables(tuple(units.counts()), EXACT):
            writer.add(name, rows)
        for part in counted.parts(progress):
            _add(writer, counted, part)
    return open_current(releases)


def _add(writer: ReleaseWriter, counted: Cube, part: Part) -> None:
    for name, table in tables_of(part, counted.geography, counted.lattice.thresholds):
        writer.add(name, table)


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
