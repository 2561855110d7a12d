"""Boundaries made light for the browser, with every shared edge still shared."""

from collections.abc import Iterator

import geopandas as gpd
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import shapely

from core.release.drawing import MapFiles, map_files
from core.release.geometry import LEVELS_DRAWN
from core.release.published.atlas import Atlas
from core.sources.publishers.boundaries import RD, WGS84

TOLERANCE_M = {
    "country": 300.0,
    "province": 300.0,
    "corop": 200.0,
    "municipality": 100.0,
    "district": 40.0,
    "postcode_area": 50.0,
    "neighbourhood": 25.0,
}
"""How far a line may move, by level."""
SNAP_M = 5.0
"""Lines nearer to each other than this are one: files round their coordinates apart."""


def maps(atlas: Atlas, places: pa.Table) -> Iterator[tuple[str, MapFiles, bool]]:
    """The files of every level and boundary year with shapes, and whether that year is former."""
    for level in LEVELS_DRAWN:
        for vintage in sorted(atlas.codes.get(level, {}), reverse=True):
            shapes = atlas.shapes.get((level, vintage))
            if not shapes:
                continue
            codes = atlas.codes[level][vintage]
            kept = places.filter(pc.is_in(places["code"], pa.array(sorted(codes), pa.string())))
            if vintage:
                year = pa.array([vintage] * kept.num_rows, pa.int16())
                kept = kept.set_column(kept.column_names.index("vintage"), "vintage", year)
            inside = {code: shape for code, shape in shapes.items() if code in codes}
            for _, files in map_files(kept, {level: simplified(inside, level)}, False):
                yield level, files, vintage != atlas.newest(level)


def simplified(shapes: dict[str, shapely.Geometry], level: str) -> gpd.GeoDataFrame:
    """The areas with fewer points, in WGS84; neighbours keep their common edges."""
    codes = sorted(shapes)
    metres = gpd.GeoSeries([shapes[code] for code in codes], crs=WGS84).to_crs(RD)
    exact = np.array(metres, dtype=object)
    joined = exact
    if not shapely.coverage_is_valid(exact):
        clean = shapely.coverage_clean  # type: ignore[attr-defined]  # newer than its types
        joined = clean(exact, snapping_distance=SNAP_M, gap_width=SNAP_M)
    light = shapely.coverage_simplify(joined, TOLERANCE_M[level])
    # An area that would vanish keeps its shape.
    kept = np.where(shapely.is_empty(light), exact, light)
    drawn = gpd.GeoSeries(kept, crs=RD).to_crs(WGS84)
    return gpd.GeoDataFrame({"code": codes}, geometry=drawn, crs=WGS84)
