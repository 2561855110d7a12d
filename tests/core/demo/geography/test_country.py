"""The small demo country is one whole, the same every time."""

import hashlib
import os
import subprocess
import sys
from collections import Counter
from itertools import pairwise

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from core.demo.geography import (
    VINTAGE,
    DemoGeography,
    demo_boundaries,
    demo_geography,
    demo_inhabitants,
    demo_places,
)
from core.demo.geography.country import generated
from core.demo.geography.gazetteer import outline
from core.demo.geography.projection import to_degrees, to_metres
from core.errors import InputError
from core.places.levels import LEVELS, level_of
from core.places.place import validated_places
from core.places.types import TYPE_LABELS

SCALE = 0.05
NESTED = ("neighbourhood", "postcode_area", "district", "municipality", "corop", "province")
FINGERPRINT = """
import hashlib
from core.demo.geography.country import generated
country = generated(0.05)
digest = hashlib.sha256(country.neighbourhoods.to_csv().encode())
digest.update(country.boundaries("neighbourhood").to_wkb().to_csv().encode())
print(digest.hexdigest())
"""


@pytest.fixture(scope="module")
def country() -> DemoGeography:
    return demo_geography(SCALE)


def in_metres(level: str) -> np.ndarray:
    shapes = demo_boundaries(level, SCALE).geometry.to_numpy()
    return np.asarray(shapely.transform(shapes, to_metres))


def test_another_run_on_its_own_gives_the_same_bytes(country: DemoGeography) -> None:
    digest = hashlib.sha256(country.neighbourhoods.to_csv().encode())
    digest.update(country.boundaries("neighbourhood").to_wkb().to_csv().encode())
    elsewhere = subprocess.run(
        [sys.executable, "-c", FINGERPRINT],
        env=os.environ | {"PYTHONHASHSEED": "4"},
        capture_output=True,
        check=True,
        text=True,
    )
    assert elsewhere.stdout.strip() == digest.hexdigest()


def test_generating_again_starts_from_nothing(country: DemoGeography) -> None:
    again = generated(SCALE)
    assert again is not country
    pd.testing.assert_frame_equal(again.neighbourhoods, country.neighbourhoods)


def test_places_form_one_hierarchy_with_every_level() -> None:
    places = validated_places(demo_places(SCALE))
    assert {place.level for place in places} == set(LEVELS)
    assert {place.vintage for place in places} == {VINTAGE}
    assert all(level_of(place.code) == place.level for place in places)


def test_places_have_names_of_their_own() -> None:
    for language in ("name_nl", "name_en"):
        names = Counter((p.level, getattr(p, language)) for p in demo_places(SCALE))
        assert max(names.values()) == 1


def test_every_municipality_named_in_the_sources_is_there() -> None:
    names = {place.name_nl for place in demo_places(SCALE) if place.level == "municipality"}
    assert {label.name for label in TYPE_LABELS} - names == {"Beekdaelen"}


def test_the_small_country_has_a_few_hundred_postcode_areas(country: DemoGeography) -> None:
    assert 200 < len(country.postcode_areas) < 500
    assert 2 < len(country.neighbourhoods) / len(country.postcode_areas) < 4


def test_inhabitants_add_up_to_those_of_each_municipality(country: DemoGeography) -> None:
    found = country.neighbourhoods.groupby("municipality_code")["inhabitants"].sum()
    wanted = dict(
        zip(
            [each.code for each in country.selection.municipalities],
            country.selection.inhabitants.tolist(),
            strict=True,
        )
    )
    assert found.to_dict() == wanted
    assert demo_inhabitants(SCALE).sum() == sum(wanted.values())
    assert country.postcode_areas["inhabitants"].sum() == sum(wanted.values())


def test_tables_and_places_tell_of_the_same_areas(country: DemoGeography) -> None:
    by_level: dict[str, set[str]] = {}
    for place in country.places:
        by_level.setdefault(place.level, set()).add(place.code)
    for level in ("neighbourhood", "postcode_area", "district", "municipality"):
        assert set(country.neighbourhoods[f"{level}_code"]) == by_level[level]
        assert set(country.boundaries(level)["code"]) == by_level[level]


def test_each_area_lies_in_one_larger_area(country: DemoGeography) -> None:
    for smaller, larger in pairwise(
        ("neighbourhood_code", "postcode_area_code", "district_code", "municipality_code")
    ):
        assert country.neighbourhoods.groupby(smaller)[larger].nunique().max() == 1
    table = country.neighbourhoods
    parents = {place.code: place.parent for place in country.places}
    for smaller, larger in pairwise(("neighbourhood_code", "district_code", "municipality_code")):
        assert [parents[code] for code in table[smaller]] == table[larger].tolist()


@pytest.mark.parametrize("level", [*NESTED, "landsdeel", "country"])
def test_areas_of_a_level_fit_without_gap_or_overlap(level: str) -> None:
    shapes = demo_boundaries(level, SCALE).geometry.to_numpy()
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)
    land = outline()
    assert shapely.area(in_metres(level)).sum() == pytest.approx(land.area, rel=1e-4)


def test_together_they_are_the_country_itself() -> None:
    (union,) = in_metres("country")
    assert shapely.hausdorff_distance(union, outline()) < 10
    assert union.symmetric_difference(outline()).area < 1e-4 * outline().area


@pytest.mark.parametrize(("smaller", "larger"), list(pairwise(NESTED[2:])))
def test_larger_areas_are_made_of_exactly_the_smaller_ones(smaller: str, larger: str) -> None:
    parents = {place.code: place.parent for place in demo_places(SCALE)}
    pieces = demo_boundaries(smaller, SCALE)
    pieces["larger"] = [parents[code] for code in pieces["code"]]
    joined = pieces.dissolve("larger", method="coverage").geometry
    whole = demo_boundaries(larger, SCALE).set_index("code").geometry
    assert shapely.equals(joined.loc[whole.index].to_numpy(), whole.to_numpy()).all()


def test_no_area_is_a_sliver() -> None:
    shapes = in_metres("neighbourhood")
    roundness = 4 * np.pi * shapely.area(shapes) / shapely.length(shapes) ** 2
    assert shapely.area(shapes).min() > 10_000
    assert roundness.min() > 0.05


def test_points_lie_in_their_own_area(country: DemoGeography) -> None:
    table = country.neighbourhoods
    areas = country.boundaries("neighbourhood").set_index("code").geometry
    points = gpd.points_from_xy(table["lon"], table["lat"])
    within = shapely.contains(areas.loc[table["neighbourhood_code"]].to_numpy(), points)
    assert within.mean() > 0.99
    degrees = to_degrees(table[["x_m", "y_m"]].to_numpy())
    assert np.abs(degrees - table[["lon", "lat"]].to_numpy()).max() < 2e-5


def test_cells_are_small_in_cities_and_large_in_the_countryside(country: DemoGeography) -> None:
    areas = country.boundaries("neighbourhood").set_index("code").geometry
    surface_m2 = pd.Series(shapely.area(in_metres("neighbourhood")), index=areas.index)
    of = country.neighbourhoods.set_index("neighbourhood_code")["municipality_code"]
    median = surface_m2.groupby(of).median()
    assert median["GM0363"] * 10 < median["GM1690"]


def test_the_hague_has_the_five_districts_that_figures_are_about(country: DemoGeography) -> None:
    simulated = [p for p in demo_places(SCALE) if p.name_nl.endswith("(nagebootst)")]
    assert {p.name_en.removesuffix(" (simulated)") for p in simulated} == {
        "Zorgvliet",
        "Vogelwijk",
        "Schilderswijk",
        "Transvaal",
        "Laak en Spoorwijk",
    }
    assert {(p.level, p.parent) for p in simulated} == {("district", "GM0518")}
    assert set(country.hague_districts.values()) == {p.code for p in simulated}


def test_an_unknown_level_is_refused(country: DemoGeography) -> None:
    with pytest.raises(InputError, match="street"):
        country.boundaries("street")
