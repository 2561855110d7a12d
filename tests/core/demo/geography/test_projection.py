"""Metres and degrees convert as an independent library does."""

import numpy as np
import pyproj

from core.demo.geography.projection import to_degrees, to_metres

CORNERS = np.array([[3.4, 51.3], [6.02, 50.76], [7.2, 53.2], [5.0, 53.3], [4.9, 52.37]])


def test_the_tower_of_amersfoort_is_the_centre_of_the_grid() -> None:
    tower = np.array([[5.38720621, 52.15517440]])
    np.testing.assert_allclose(to_metres(tower), [[155_000, 463_000]], atol=0.01)


def test_metres_agree_with_proj_within_a_metre() -> None:
    transformer = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:28992", always_xy=True)
    expected = np.column_stack(transformer.transform(*CORNERS.T))
    np.testing.assert_allclose(to_metres(CORNERS), expected, atol=1.0)


def test_there_and_back_is_where_one_began() -> None:
    np.testing.assert_allclose(to_degrees(to_metres(CORNERS)), CORNERS, atol=1e-6)
