"""What the demo country is made from: real municipalities and localities, and the outline."""

import csv
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import shapely
from shapely.geometry import MultiPolygon, shape

from core.demo.geography.arrays import Floats, Integers
from core.demo.geography.projection import to_metres

_GRID_M = 4.0
VINTAGE = 2015
"""Boundary year: the municipalities are the 393 of 1 January 2015, those of the HHI figures."""


@dataclass(frozen=True, slots=True)
class Municipality:
    """A real municipality of the vintage with its inhabitants around 2012."""

    code: str
    name: str
    corop: str
    inhabitants: int
    first_postcode: int


@dataclass(frozen=True, eq=False, slots=True)
class Localities:
    """Villages, towns and quarters, one per row; ``municipality`` is a position in a list."""

    name: tuple[str, ...]
    municipality: Integers
    metres: Floats
    inhabitants: Floats


def _rows(file_name: str) -> list[dict[str, str]]:
    text = files("core.demo.localities").joinpath(file_name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def all_municipalities() -> tuple[Municipality, ...]:
    """Every municipality in order of code."""
    return tuple(
        Municipality(
            row["code"],
            row["name"],
            f"CR{int(row['corop']):02d}",
            int(row["inhabitants"]),
            int(row["postcode"]),
        )
        for row in _rows("municipalities.csv")
    )


def localities_of(municipalities: tuple[Municipality, ...]) -> Localities:
    """The localities of some municipalities, in the order of the committed list."""
    position = {each.code: i for i, each in enumerate(municipalities)}
    rows = [row for row in _rows("localities.csv") if row["municipality_code"] in position]
    lon_lat = np.array([(float(row["lon"]), float(row["lat"])) for row in rows])
    return Localities(
        name=tuple(row["name"] for row in rows),
        municipality=np.array([position[row["municipality_code"]] for row in rows]),
        metres=np.round(to_metres(lon_lat), 1),
        inhabitants=np.array([float(row["inhabitants"]) for row in rows]),
    )


@cache
def outline() -> MultiPolygon:
    """The land of the country in metres, one polygon per island."""
    text = files("core.demo.localities").joinpath("outline.geojson").read_text(encoding="utf-8")
    land = shapely.transform(shape(json.loads(text)["geometry"]), to_metres)
    return MultiPolygon(shapely.get_parts(shapely.set_precision(land, _GRID_M)))
