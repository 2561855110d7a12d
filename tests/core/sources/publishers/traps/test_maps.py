"""Maps in every kind of file: where they lie, what is broken in them, and whose they are."""

import json
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
import shapely

from tests.core.sources.publishers.traps.invented import (
    IN_DEGREES,
    IN_METRES,
    TEN,
    drawn,
    found_in,
    geojson,
    plain,
    refusal,
    text,
)

CODES = [f"BU0363{n:04d}" for n in TEN]
COLUMNS = {"buurtcode": CODES, "buurtnaam": [f"Plek {n}" for n in TEN]}


def are_in_amsterdam(shapes: list[shapely.Geometry]) -> bool:
    west, south, east, north = shapely.total_bounds(shapes)
    return bool(4.7 < west < east < 5.1 and 52.2 < south < north < 52.5)


@pytest.mark.parametrize("ending", ["gpkg", "shp", "geojson"])
@pytest.mark.parametrize("metres", [True, False])
def test_shapes_come_out_in_degrees_whatever_they_came_in(
    ending: str, metres: bool, tmp_path: Path
) -> None:
    shapes, crs = (IN_METRES, "EPSG:28992") if metres else (IN_DEGREES, "EPSG:4326")
    found = found_in(drawn(tmp_path / f"buurten_2023.{ending}", COLUMNS, shapes, crs))
    assert [one.code for one in found.shapes] == CODES
    assert are_in_amsterdam([one.geometry for one in found.shapes])
    assert found.reports[0].repaired == {}


def topology() -> dict[str, object]:
    """Ten squares in two rows, every border once: the arcs are those of TopoJSON, in steps."""
    arcs = [[list(point) for point in shape.exterior.coords] for shape in IN_DEGREES]
    places = [
        {"type": "Polygon", "arcs": [[n]], "properties": {"statcode": code, "statnaam": "Plek"}}
        for n, code in enumerate(CODES)
    ]
    objects = {"buurt_2023": {"type": "GeometryCollection", "geometries": places}}
    return {"type": "Topology", "objects": objects, "arcs": arcs}


def test_topojson_is_read_with_its_shared_borders(tmp_path: Path) -> None:
    found = found_in(text(tmp_path / "buurt_2023.topojson", json.dumps(topology())))
    assert [one.code for one in found.shapes] == CODES
    assert shapely.equals_exact(found.shapes[0].geometry, IN_DEGREES[0], 1e-9)


def test_topojson_in_steps_is_unfolded(tmp_path: Path) -> None:
    """Quantised: whole numbers, each the difference with the one before."""
    content = topology()
    west, south, step = 4.80, 52.30, 0.001
    arcs = []
    for shape in IN_DEGREES:
        points = [
            (round((x - west) / step), round((y - south) / step)) for x, y in shape.exterior.coords
        ]
        steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points)]
        arcs.append([list(points[0]), *map(list, steps)])
    content |= {"arcs": arcs, "transform": {"scale": [step, step], "translate": [west, south]}}
    found = found_in(text(tmp_path / "buurt_2023.topojson", json.dumps(content)))
    assert shapely.equals_exact(found.shapes[9].geometry, IN_DEGREES[9], 1e-6)


def test_a_shapefile_is_read_out_of_its_archive_with_what_lies_beside_it(tmp_path: Path) -> None:
    drawn(tmp_path / "buurten_2023.shp", COLUMNS, IN_METRES)
    with zipfile.ZipFile(tmp_path / "buurten_2023.zip", "w") as archive:
        for part in tmp_path.glob("buurten_2023.*"):
            if part.suffix != ".zip":
                archive.write(part, f"map/{part.name}")
                part.unlink()
    found = found_in(tmp_path / "buurten_2023.zip")
    assert [one.code for one in found.shapes] == CODES
    assert are_in_amsterdam([one.geometry for one in found.shapes])


def test_a_shapefile_without_a_system_beside_it_is_found_by_its_coordinates(
    tmp_path: Path,
) -> None:
    file = drawn(tmp_path / "buurten_2023.shp", COLUMNS, IN_METRES)
    (tmp_path / "buurten_2023.prj").unlink()
    found = found_in(file)
    assert are_in_amsterdam([one.geometry for one in found.shapes])
    assert found.reports[0].repaired == {"coordinate system, found from the coordinates": 1}


def test_a_system_that_the_coordinates_contradict_is_not_believed(tmp_path: Path) -> None:
    file = drawn(tmp_path / "buurten_2023.gpkg", COLUMNS, IN_METRES, "EPSG:4326")
    found = found_in(file)
    assert are_in_amsterdam([one.geometry for one in found.shapes])
    assert any("states EPSG:4326" in note for note in found.reports[0].notes)


@pytest.mark.parametrize("side", [1, 1_000])
def test_swapped_and_foreign_coordinates_are_refused(side: int, tmp_path: Path) -> None:
    swapped = [shapely.transform(one, lambda points: points[:, ::-1] * side) for one in IN_DEGREES]
    told = refusal(geojson(tmp_path / "buurten_2023.geojson", COLUMNS, swapped))
    assert "lie outside the Netherlands in both systems" in told
    assert "aren't swapped" in told


def test_a_shape_that_crosses_itself_is_mended_and_counted(tmp_path: Path) -> None:
    bow = shapely.Polygon([(4.80, 52.30), (4.81, 52.31), (4.81, 52.30), (4.80, 52.31)])
    found = found_in(geojson(tmp_path / "buurten_2023.geojson", COLUMNS, [bow, *IN_DEGREES[1:]]))
    assert found.reports[0].repaired["invalid shape"] == 1
    assert all(shapely.is_valid(one.geometry) for one in found.shapes)
    assert shapely.area(found.shapes[0].geometry) == pytest.approx(0.01**2 / 2)


def test_shapes_may_be_words_in_a_column(tmp_path: Path) -> None:
    """Amsterdam's own file: well-known text in metres."""
    rows = [[code, one.wkt] for code, one in zip(CODES, IN_METRES, strict=True)]
    found = found_in(text(tmp_path / "buurten_2015.csv", plain(["Code", "geometrie"], rows)))
    assert are_in_amsterdam([one.geometry for one in found.shapes])
    assert {one.vintage for one in found.shapes} == {2015}


def test_codes_with_letters_are_neighbourhoods_of_their_own_time(tmp_path: Path) -> None:
    codes = [f"BU0363A{letter}01" for letter in "ABCDEFGHJK"]
    columns = {"buurtcode": codes, "buurtnaam": [f"Plek {n}" for n in TEN]}
    found = found_in(drawn(tmp_path / "buurten_2022.gpkg", columns, IN_DEGREES, "EPSG:4326"))
    assert [one.code for one in found.shapes] == codes


def test_municipalities_bear_the_boundary_year_that_their_codes_tell(tmp_path: Path) -> None:
    """Meierijstad (GM1948) came in 2017 of Schijndel, Sint-Oedenrode and Veghel."""
    before = ["GM0844", "GM0846", "GM0860", *(f"GM{n:04d}" for n in (363, 344, 518, 599, 772))]
    before += ["GM0855", "GM0796"]
    columns = {"gemeentecode": before, "naam": ["Plaats"] * 10}
    found = found_in(drawn(tmp_path / "gemeenten_2019.gpkg", columns, IN_DEGREES, "EPSG:4326"))
    assert {one.vintage for one in found.shapes} == {2016}
    assert any("codes are those of 2016" in note for note in found.reports[0].notes)


def test_provinces_are_known_by_name_where_no_code_is_given(tmp_path: Path) -> None:
    names = ["Groningen", "Friesland", "Drenthe", "Overijssel", "Flevoland", "Gelderland"]
    names += ["Utrecht", "Noord-Holland", "Zuid-Holland", "Zeeland"]
    found = found_in(geojson(tmp_path / "nl_provincie.geojson", {"name": names}, IN_DEGREES))
    assert [one.code for one in found.shapes] == [f"PV{n}" for n in range(20, 30)]


def test_neighbourhoods_without_a_year_are_refused_with_the_way_out(tmp_path: Path) -> None:
    told = refusal(geojson(tmp_path / "buurten.geojson", COLUMNS, IN_DEGREES))
    assert "does not say of which year its boundaries are" in told
    assert "--year" in told
