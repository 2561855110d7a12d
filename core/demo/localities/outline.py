"""Makes the outline of the country from Natural Earth and the hand-made shores.

Like make.py, which calls it, no part of the product.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Polygon, shape
from shapely.geometry.base import BaseGeometry

from core.demo.geography.arrays import Floats
from core.demo.geography.draws import uniform

LON_BY_LAT = 0.62
"""A degree of longitude is that much of a degree of latitude here."""

_HERE = Path(__file__).parent
_ROUGHNESS = 0.11
_SMOOTH_BELOW = 0.006


def _arc(topology: dict[str, Any], index: int) -> Floats:
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    steps = np.array(topology["arcs"][index if index >= 0 else ~index])
    points = np.cumsum(steps, axis=0) * scale + shift
    return np.asarray(points if index >= 0 else points[::-1])


def _ring(topology: dict[str, Any], indices: list[int]) -> Floats:
    arcs = [_arc(topology, index) for index in indices]
    return np.vstack([arcs[0], *(arc[1:] for arc in arcs[1:])])


def _stretched_east(points: Floats) -> Floats:
    """Natural Earth draws the east of the country about a kilometre too far west."""
    eastward = 0.016 * np.clip((points[:, 0] - 4.6) / 1.4, 0, 1)
    return points + np.column_stack([eastward, np.zeros(len(points))])


def outline(path: Path) -> MultiPolygon:
    """The European Netherlands without its large waters; islets without inhabitants left out."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    countries = topology["objects"]["countries"]["geometries"]
    arcs = next(c["arcs"] for c in countries if c["properties"]["name"] == "Netherlands")
    land: BaseGeometry = MultiPolygon(
        [Polygon(_stretched_east(_ring(topology, polygon[0]))) for polygon in arcs]
    ).intersection(shapely.box(3, 50, 8, 54))
    shores = json.loads((_HERE / "shores.geojson").read_text(encoding="utf-8"))["features"]
    for feature in sorted(shores, key=lambda each: str(each["properties"]["kind"])):
        piece = shape(feature["geometry"])
        is_land = feature["properties"]["kind"] == "land"
        land = land.union(piece) if is_land else land.difference(piece)
    inhabited = [part for part in shapely.get_parts(land) if part.area > 0.001]
    rough = MultiPolygon([_roughened(part) for part in inhabited])
    return MultiPolygon(shapely.get_parts(shapely.set_precision(rough, 1e-4)))


def _roughened(part: Polygon) -> Polygon:
    """The polygon with the straight lines between its far corners broken up a little."""
    points = np.asarray(shapely.get_coordinates(part.exterior)) * (LON_BY_LAT, 1.0)
    for round_ in range(6):
        step = np.diff(points, axis=0)
        length = np.hypot(*step.T)
        key = np.round(points[:-1] * 1e5).astype(np.int64)
        aside = _ROUGHNESS * (2 * uniform(round_, key[:, 0], key[:, 1]) - 1)
        middle = (
            points[:-1] + step / 2 + aside[:, None] * np.column_stack([-step[:, 1], step[:, 0]])
        )
        long = length > _SMOOTH_BELOW
        points = np.insert(points, np.flatnonzero(long) + 1, middle[long], axis=0)
    return Polygon(points / (LON_BY_LAT, 1.0))
