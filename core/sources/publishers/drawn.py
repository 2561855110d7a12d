"""Opens files with shapes: geopackage, GeoJSON, TopoJSON, shapefile."""

import json
import logging
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely

from core.errors import InputError
from core.sources import problems
from core.sources.publishers.grid import Grid
from core.sources.publishers.workbooks import written

KIND = "a map file (geopackage, GeoJSON, TopoJSON or shapefile)"


def open_drawn(path: Path, file: str) -> list[Grid]:
    """The layers of a file with shapes."""
    logging.getLogger("pyogrio").setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            # What the library remarks on is looked at again, and said in our own words.
            warnings.simplefilter("ignore")
            layers = [str(name) for name, kind in pyogrio.list_layers(path) if kind is not None]
            return [_layer(path, layer, file, several=len(layers) > 1) for layer in layers]
    except Exception as error:
        wrong = error
    raise InputError(problems.damaged(file, KIND)) from wrong


def _layer(path: Path, layer: str, file: str, several: bool) -> Grid:
    rows = gpd.read_file(path, layer=layer)
    attributes = {str(name): rows[name].tolist() for name in rows.columns if name != "geometry"}
    columns = {name: texts(cells) for name, cells in unfolded(attributes).items()}
    epsg = rows.crs.to_epsg() if rows.crs is not None else None
    return Grid(
        f"{file} ({layer})" if several else file,
        columns,
        list(rows.geometry),
        f"EPSG:{epsg}" if epsg else "",
        f"{layer} {Path(file).name}",
    )


def unfolded(columns: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """The same columns, with attributes that lie within an attribute beside the others."""
    found = dict(columns)
    for name, cells in columns.items():
        inside = [_attributes(cell) for cell in cells]
        if not any(inside):
            continue
        del found[name]
        for inner in dict.fromkeys(key for row in inside for key in row):
            found.setdefault(inner, [row.get(inner) for row in inside])
    return found


def _attributes(cell: object) -> dict[str, Any]:
    """The attributes within one, which some kinds of files give as text."""
    if isinstance(cell, str) and cell.startswith("{"):
        try:
            cell = json.loads(cell)
        except (ValueError, RecursionError):
            return {}
    return cell if isinstance(cell, dict) else {}


def texts(values: Sequence[Any]) -> list[str]:
    """Attributes as text; what is absent is empty."""
    return ["" if pd.isna(value) else written(value) for value in values]


def shapes_of_text(cells: Sequence[str], file: str) -> tuple[list[shapely.Geometry | None], str]:
    """The shapes in a column of well-known text, and the system it states (``SRID=28992;``)."""
    srid = cells[0].split(";")[0].removeprefix("SRID=") if cells[0].startswith("SRID=") else ""
    plain = [cell.rsplit(";", 1)[-1] or None for cell in cells]
    shapes = list(shapely.from_wkt(plain, on_invalid="ignore"))
    if not any(shape is not None for shape in shapes):
        raise InputError(
            f"{file}: its column of shapes can't be read; expected well-known text such as "
            f"POLYGON ((…)): export it anew"
        )
    return shapes, f"EPSG:{srid}" if srid else ""
