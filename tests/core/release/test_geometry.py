"""Boundaries survive the way to the browser, and their common edges travel once."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from core.errors import ReleaseError
from core.release.geometry import geometry_file, varints
from core.release.topology import topology
from tests.areas import read_areas, whole_numbers


def square(x: float, y: float, size: float = 0.1) -> shapely.Polygon:
    return shapely.box(x, y, x + size, y + size)


def with_hole(x: float, y: float) -> shapely.Polygon:
    inner = square(x + 0.1, y + 0.1).exterior.coords
    return shapely.Polygon(square(x, y, 0.3).exterior.coords, [inner])


AREAS: dict[str, shapely.Geometry] = {
    "PC1011": square(4.9, 52.3),
    "PC1012": square(5.0, 52.3),
    "PC1013": with_hole(4.0, 51.0),
    "PC1014": square(4.1, 51.1),
    "PC1015": shapely.MultiPolygon([square(6.0, 53.0), square(6.5, 53.0)]),
}


def drawn(areas: dict[str, shapely.Geometry], crs: str = "EPSG:4326") -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"code": list(areas)}, geometry=list(areas.values()), crs=crs)


def assert_equal_areas(areas: dict[str, shapely.Geometry]) -> None:
    codes = sorted(areas)
    for code, read in zip(codes, read_areas(geometry_file(drawn(areas), codes)), strict=True):
        rounded = shapely.transform(areas[code], lambda points: np.round(points, 5))
        again = shapely.transform(read, lambda points: np.round(points, 5))
        assert shapely.equals(again, rounded)


def test_what_was_drawn_is_read_back() -> None:
    assert_equal_areas(AREAS)


def test_an_edge_that_two_areas_share_is_kept_once() -> None:
    found = topology([AREAS["PC1011"], AREAS["PC1012"]])
    assert len(found.arcs) == 3
    lengths = sum(len(arc) - 1 for arc in found.arcs)
    assert lengths == 7  # two squares of four sides, one of them common


def test_an_enclave_and_the_hole_around_it_are_one_line() -> None:
    found = topology([AREAS["PC1013"], AREAS["PC1014"]])
    assert len(found.arcs) == 2


def test_a_place_that_is_not_drawn_keeps_its_position() -> None:
    content = geometry_file(drawn({"PC1012": AREAS["PC1012"]}), ["PC1011", "PC1012"])
    first, second = read_areas(content)
    assert first.is_empty
    assert shapely.equals(second, AREAS["PC1012"])


def test_many_areas_that_meet_are_read_back() -> None:
    places = [(3 + column / 10, 51 + row / 10) for column in range(20) for row in range(10)]
    assert_equal_areas({f"PC{1000 + i}": square(*place) for i, place in enumerate(places)})


def test_the_same_areas_give_the_same_bytes() -> None:
    codes = sorted(AREAS)
    assert geometry_file(drawn(AREAS), codes) == geometry_file(drawn(AREAS), codes)


def test_areas_of_another_year_are_refused() -> None:
    with pytest.raises(ReleaseError, match="1 areas are no places of this release"):
        geometry_file(drawn({"PC9999": AREAS["PC1011"]}), ["PC1011"])


def test_coordinates_in_metres_are_refused() -> None:
    with pytest.raises(ReleaseError, match="to_crs"):
        geometry_file(drawn(AREAS).to_crs("EPSG:28992"), sorted(AREAS))


def test_numbers_of_every_length_are_read_back() -> None:
    values = np.array([0, 1, 127, 128, 16_383, 16_384, 2**31, 2**35 - 1])
    assert list(whole_numbers(varints([values]))) == values.tolist()
