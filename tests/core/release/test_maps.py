"""A release keeps maps beside its tables, and refuses them when a byte differs."""

import gzip
import json
import shutil
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from core.errors import ReleaseError
from core.release import Release, open_release
from core.release.build import build
from core.release.drawing import map_files
from core.release.schema import TABLES
from tests.areas import read_areas
from tests.worlds import EXACT, draw_world

RESIDENTS = """
    home    origin   people
    PC1011  dutch    3
    PC1012  turkish  1
"""


def boundaries() -> dict[str, gpd.GeoDataFrame]:
    boxes = [shapely.box(4.9, 52.3, 5.0, 52.4), shapely.box(5.0, 52.3, 5.1, 52.4)]
    codes = {"code": ["PC1011", "PC1012"]}
    return {"postcode_area": gpd.GeoDataFrame(codes, geometry=boxes, crs="EPSG:4326")}


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    folder = tmp_path_factory.mktemp("maps")
    bundle = draw_world(folder, residents=RESIDENTS)
    return build(bundle, folder / "releases", boundaries=boundaries(), protection=EXACT)


def test_shapes_and_names_stand_in_the_order_of_codes(release: Release) -> None:
    drawn = release.maps["postcode_area"]
    names = json.loads(gzip.decompress((release.path / drawn.names).read_bytes()))
    areas = read_areas((release.path / drawn.geometry).read_bytes())
    assert names["code"] == ["PC1011", "PC1012", "PC1181", "PC1311", "PC1312", "PC1441"]
    assert names["municipality"][:2] == ["GM0363", "GM0363"]
    assert [area.is_empty for area in areas] == [False, False, True, True, True, True]
    assert drawn.places == 6
    assert drawn.approximate


@pytest.mark.parametrize("kind", ["geometry", "names"])
def test_a_changed_map_is_refused(release: Release, tmp_path: Path, kind: str) -> None:
    copy = shutil.copytree(release.path, tmp_path / release.id)
    file = copy / getattr(release.maps["postcode_area"], kind)
    file.write_bytes(file.read_bytes()[:-1] + b"!")
    with pytest.raises(ReleaseError, match="differ from what was written"):
        open_release(copy)


def test_boundaries_of_an_unknown_level_are_refused(release: Release) -> None:
    places = release.store.select("places", list(TABLES["places"].names), {})
    with pytest.raises(ReleaseError, match="got street"):
        list(map_files(places, {"street": boundaries()["postcode_area"]}, True))
