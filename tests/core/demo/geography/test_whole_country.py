"""The whole demo country has the make-up of the real one."""

import numpy as np
import pytest
import shapely

from core.demo.geography import DemoGeography, demo_geography
from core.demo.geography.gazetteer import outline
from core.demo.geography.projection import to_metres
from core.places.place import validated_places
from tests.shared import shared

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def country() -> DemoGeography:
    return demo_geography()


def test_it_has_393_municipalities_and_about_4000_zones_and_12000_neighbourhoods(
    country: DemoGeography,
) -> None:
    assert len(country.selection.municipalities) == 393
    assert 3_800 < len(country.postcode_areas) < 4_200
    assert 11_500 < len(country.neighbourhoods) < 12_500
    validated_places(country.places)


@pytest.mark.parametrize("level", ["neighbourhood", "postcode_area", "municipality", "province"])
def test_areas_fit_without_gap_or_overlap(country: DemoGeography, level: str) -> None:
    shapes = country.boundaries(level).geometry.to_numpy()
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)
    metres = shapely.transform(shapes, to_metres)
    assert shapely.area(metres).sum() == pytest.approx(outline().area, rel=1e-4)


def test_hardly_any_area_is_in_pieces(country: DemoGeography) -> None:
    shapes = country.boundaries("neighbourhood").geometry
    assert (shapes.geom_type == "MultiPolygon").mean() < 0.005


def test_postcodes_of_the_cities_are_in_their_regions(country: DemoGeography) -> None:
    areas = country.postcode_areas.groupby("municipality_code")["postcode_area_code"]
    lowest = areas.min()
    assert lowest[["GM0363", "GM0599", "GM0518", "GM0344"]].tolist() == [
        "PC1011",
        "PC3011",
        "PC2511",
        "PC3511",
    ]


def test_most_land_is_in_the_municipality_it_was_really_in(country: DemoGeography) -> None:
    """Cells around localities come close to the map of 2017, which is not used to draw them."""
    import geopandas as gpd  # noqa: PLC0415 - only where the map is there

    from core.places.crosswalk import carried  # noqa: PLC0415 - idem

    real = gpd.read_file(shared("data", "gemeenten-2017", "gem_2017.geojson")).to_crs("EPSG:4326")
    table = country.neighbourhoods
    points = gpd.GeoDataFrame(
        {"code": table["municipality_code"], "people": table["inhabitants"]},
        geometry=gpd.points_from_xy(table["lon"], table["lat"]),
        crs="EPSG:4326",
    )
    found = points.sjoin(real[["gm_code", "geometry"]], predicate="within")
    agree = np.array([carried(r.code, 2015, 2017) == (r.gm_code,) for r in found.itertuples()])
    assert found["people"][agree].sum() / table["inhabitants"].sum() > 0.85
