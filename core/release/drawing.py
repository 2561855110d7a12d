"""Makes the files from which a browser draws a map; no part of what runs online."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import pyarrow as pa
import pyarrow.compute as pc

from core.errors import ReleaseError
from core.release.geometry import LEVELS_DRAWN, geometry_file, names_file

FOLDER = "geo"
NAMED = ("code", "name_nl", "name_en", "municipality")


@dataclass(frozen=True)
class MapFiles:
    """A map that is about to be written."""

    name: str
    vintage: int
    places: int
    approximate: bool
    geometry: bytes
    names: bytes

    def write(self, folder: Path) -> dict[str, Any]:
        """Write both files; what the manifest says of them."""
        (folder / FOLDER).mkdir(exist_ok=True)
        written: dict[str, Any] = {
            "vintage": self.vintage,
            "places": self.places,
            "approximate": self.approximate,
        }
        for kind, ending, content in (
            ("geometry", "areas.gz", self.geometry),
            ("names", "names.json.gz", self.names),
        ):
            path = f"{FOLDER}/{self.name}.{ending}"
            (folder / path).write_bytes(content)
            written |= {kind: path, f"{kind}_sha256": hashlib.sha256(content).hexdigest()}
        return written


def map_files(
    places: pa.Table, boundaries: Mapping[str, gpd.GeoDataFrame], approximate: bool
) -> Iterator[tuple[str, MapFiles]]:
    """The files of every level whose boundaries are known, with the level."""
    if unknown := sorted(boundaries.keys() - set(LEVELS_DRAWN)):
        raise ReleaseError(
            f"boundaries: got {', '.join(unknown)}; expected some of {', '.join(LEVELS_DRAWN)}"
        )
    for level, drawn in boundaries.items():
        of_level = places.filter(pc.equal(places["level"], level)).sort_by("code")
        codes = of_level["code"].to_pylist()
        vintage = max(of_level["vintage"].to_pylist(), default=0)
        named = {column: of_level[column].to_pylist() for column in NAMED}
        yield (
            level,
            MapFiles(
                name=f"{level}-{vintage}",
                vintage=vintage,
                places=len(codes),
                approximate=approximate,
                geometry=geometry_file(drawn, codes),
                names=names_file(named),
            ),
        )
