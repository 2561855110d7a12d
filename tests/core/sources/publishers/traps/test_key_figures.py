"""Key figures beyond StatLine: yearly workbooks, and what goes with maps of neighbourhoods."""

import math
from collections.abc import Sequence
from pathlib import Path

import pytest
import shapely

from core.sources.publishers.area_codes import COMPLETED
from core.sources.publishers.findings import Findings
from tests.core.sources.publishers.traps.invented import (
    IN_DEGREES,
    IN_METRES,
    TEN,
    drawn,
    figure,
    found_in,
    geojson,
    old_workbook,
    refusal,
    workbook,
)

HEADING = ["gwb_code_10", "gwb_code_8", "regio", "gm_naam", "recs", "gwb_code", "ind_wbi", "a_inw"]
NEW = ["a_nl_all", "a_eur_al", "a_neu_al", "a_geb_eu", "a_geb_ne", "a_gbl_eu", "a_gbl_ne"]
AREAS = [("GM0344", "Gemeente  "), ("WK034401", "Wijk      ")]
AREAS += [(f"BU034401{n:02d}", "Buurt     ") for n in range(11, 19)]


def kwb(cells: Sequence[Sequence[object]]) -> list[list[object]]:
    rows: list[list[object]] = [[*HEADING, *NEW]]
    for (code, kind), counts in zip(AREAS, cells, strict=True):
        rows.append([code, code[2:], f"Plek {code[-2:]}", "Utrecht", kind, code, 1, *counts])
    return rows


def test_cells_of_mixed_types_are_the_same_numbers(tmp_path: Path) -> None:
    """10, 10.0 and '10' stand below each other; ``.`` is not known, empty can't be."""
    cells: list[list[object]] = [[367_947, "222298", 38274.0, 107_375, 1, 2, 3, 4]]
    cells += [[1_000, "600", 150.0, 250, "50", 100, 100.0, "150"] for _ in range(7)]
    cells += [[20, ".", ".", ".", ".", ".", ".", "."], [0, *[None] * 7]]
    found = found_in(workbook(tmp_path / "kwb-2023.xlsx", kwb(cells), "kwb-2023"))
    assert figure(found, "GM0344", "netherlands").value == 222_298
    assert figure(found, "WK034401", "europe").value == 150
    assert figure(found, "WK034401", "europe", "first").value == 100
    assert figure(found, "BU03440117", "netherlands").mask == "secret"
    assert figure(found, "BU03440118", "netherlands").mask == "impossible"
    assert figure(found, "GM0344", "netherlands").margin == 0
    assert figure(found, "BU03440111", "netherlands").margin == 4.0


def test_a_first_version_with_residents_alone_keeps_all_else_unknown(tmp_path: Path) -> None:
    cells = [[1_000, *["."] * 7]] * 10
    found = found_in(workbook(tmp_path / "kwb-2024.xlsx", kwb(cells), "kwb-2024"))
    assert {one.value for one in found.figures if one.category == "all"} == {1_000}
    assert {one.mask for one in found.figures if one.category != "all"} == {"secret"}


def test_parts_rounded_by_themselves_need_not_add_up(tmp_path: Path) -> None:
    cells = [[1_000, 605, 150, 250, 50, 100, 100, 150]] * 10
    found = found_in(workbook(tmp_path / "kwb-2023.xlsx", kwb(cells), "kwb-2023"))
    assert figure(found, "WK034401", "netherlands").value == 605
    assert found.reports[0].repaired == {}


SHARES = ["P_WEST_AL", "P_N_W_AL", "P_MAROKKO", "P_ANT_ARU", "P_SURINAM", "P_TURKIJE", "P_OVER_NW"]
KINDS = {2010: ("G", "W", "B"), 2012: ("G", "W", "B"), 2013: ("Gemeente", "Wijk", "Buurt")}


def percentages(kinds: tuple[str, str, str], secret: str) -> list[list[object]]:
    """Ten areas of which the last is too small: percentages from fifty residents on."""
    rows: list[list[object]] = [["GWB_CODE", "GWB_NAAM", "RECS", "AANT_INW", *SHARES]]
    codes = ["0344", "034401", *(f"034401{n:02d}" for n in range(11, 19))]
    for n, code in enumerate(codes):
        of_row = [10, 20, 6, 1, 4, 5, 4] if n < 9 else [secret] * 7
        rows.append([code, f"Plek {n}", kinds[min(n, 2)], 1_000 if n < 9 else 40, *of_row])
    return rows


@pytest.mark.parametrize(("year", "secret"), [(2010, "x"), (2012, "."), (2013, ".")])
def test_old_workbooks_give_whole_percentages_and_codes_without_letters(
    year: int, secret: str, tmp_path: Path
) -> None:
    rows = percentages(KINDS[year], secret)
    found = found_in(old_workbook(tmp_path / f"kwb-{year}.xls", rows, "kwb"))
    expect_percentages(found, year)
    assert found.reports[0].repaired == {COMPLETED: 10}


def expect_percentages(found: Findings, year: int) -> None:
    """10 % western and 20 % non-western, each to half a point; the tenth area is masked."""
    dutch = figure(found, "BU03440111", "dutch")
    assert dutch.value == pytest.approx(0.70)
    assert dutch.margin == pytest.approx(0.01)
    assert figure(found, "GM0344", "turkish").value == pytest.approx(0.05)
    assert figure(found, "WK034401", "moroccan").margin == pytest.approx(0.005)
    hidden = figure(found, "BU03440118", "dutch")
    assert hidden.mask == "secret"
    assert math.isnan(hidden.value)
    assert {one.year for one in found.figures} == {year}


def test_workbooks_from_2013_on_give_counts(tmp_path: Path) -> None:
    names = ["a_w_all", "a_nw_all", "a_marok", "a_antaru", "a_suri", "a_tur", "a_ov_nw"]
    rows: list[list[object]] = [[*HEADING, *names]]
    for code, kind in AREAS:
        rows.append([code, code[2:], "Plek", "Utrecht", kind, code, 1, 1000, *[100, 200, 60, 10]])
        rows[-1] += [40, 50, 40]
    found = found_in(old_workbook(tmp_path / "kwb-2016.xls", rows, "kwb-2016"))
    assert figure(found, "GM0344", "dutch").value == 700
    assert figure(found, "GM0344", "turkish").unit == "people"
    assert found.reports[0].repaired == {}


def test_a_document_that_is_no_workbook_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "kwb-2012.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000))
    told = refusal(tmp_path / "kwb-2012.xls")
    assert told.startswith("kwb-2012.xls: ")
    assert "an XLS workbook" in told


BUURTEN = [f"BU034401{n:02d}" for n in range(11, 21)]


def map_columns(secret: float) -> dict[str, Sequence[object]]:
    columns: dict[str, Sequence[object]] = {"BU_CODE": BUURTEN, "BU_NAAM": ["Plek"] * 10}
    columns["AANT_INW"] = [1_000] * 9 + [40]
    for name, share in zip(SHARES, (10, 20, 6, 1, 4, 5, 4), strict=True):
        columns[name] = [float(share)] * 9 + [secret]
    return columns


@pytest.mark.parametrize("secret", [-1e8, -99_999_997.0, -99_999_999.0])
def test_a_shapefile_hides_shares_behind_a_large_negative_number(
    secret: float, tmp_path: Path
) -> None:
    file = drawn(tmp_path / "buurt_2010.shp", map_columns(secret), IN_METRES)
    found = found_in(file)
    assert figure(found, "BU03440111", "dutch").value == pytest.approx(0.70)
    assert figure(found, "BU03440120", "dutch").mask == "secret"
    assert {one.source for one in found.reports} == {"key_figures", "boundaries"}
    assert len(found.shapes) == 10


def test_the_service_of_maps_writes_its_names_in_camels_and_states_no_system(
    tmp_path: Path,
) -> None:
    """``web_gemeenten.json``: metres, which readers take for degrees if nothing is stated."""
    columns: dict[str, Sequence[object]] = {
        "gemeentecode": [f"GM{n:04d}" for n in (344, 363, 518, 599, 14, 34, 50, 59, 60, 72)],
        "gemeentenaam": ["Plaats"] * 10,
        "water": ["NEE"] * 10,
        "aantalInwoners": [1_000] * 10,
        "percentageWesterseMigratieachtergrond": [10] * 10,
        "percentageNietWesterseMigratieachtergrond": [20] * 9 + [-99_999_999],
        "percentageUitMarokko": [6.0] * 9 + [-99_999_999.0],
    }
    found = found_in(geojson(tmp_path / "gemeenten_2020.json", columns, IN_METRES))
    assert figure(found, "GM0344", "dutch").value == pytest.approx(0.70)
    assert figure(found, "GM0072", "dutch").mask == "secret"
    (report,) = [one for one in found.reports if one.source == "boundaries"]
    assert any("EPSG:28992" in note for note in report.notes)
    assert 4 < shapely.get_x(shapely.centroid(found.shapes[0].geometry)) < 6


def test_the_geopackage_writes_them_with_strokes_and_the_scheme_of_2022(tmp_path: Path) -> None:
    columns: dict[str, Sequence[object]] = {
        "buurtcode": BUURTEN,
        "buurtnaam": ["Plek"] * 10,
        "aantal_inwoners": [1_000] * 9 + [-99_999_999.0],
        "percentage_met_herkomstland_nederland": [60.0] * 9 + [-99_999_999.0],
        "percentage_met_herkomstland_uit_europa_excl_nl": [15.0] * 9 + [-99_999_999.0],
        "percentage_met_herkomstland_buiten_europa": [25.0] * 9 + [-99_999_999.0],
    }
    found = found_in(drawn(tmp_path / "wijkenbuurten_2023.gpkg", columns, IN_METRES))
    assert figure(found, "BU03440111", "netherlands").value == pytest.approx(0.60)
    assert figure(found, "BU03440120", "all").mask == "secret"


@pytest.mark.parametrize("water", ["JA", "B"])
def test_water_is_left_out_also_where_it_stands_before_the_land_of_its_code(
    water: str, tmp_path: Path
) -> None:
    columns: dict[str, Sequence[object]] = {
        "gemeentecode": [
            "GM0363",
            *(f"GM{n:04d}" for n in (363, 344, 518, 599, 14, 34, 50, 59, 72)),
        ],
        "gemeentenaam": ["Plaats"] * 10,
        "water": [water, *["NEE"] * 9],
        "aantal_inwoners": [-99_999_999, *[1_000] * 9],
        "percentage_westerse_migratieachtergrond": [-99_999_999, *[10] * 9],
        "percentage_niet_westerse_migratieachtergrond": [-99_999_999, *[20] * 9],
    }
    found = found_in(drawn(tmp_path / "gemeenten_2020.gpkg", columns, IN_DEGREES, "EPSG:4326"))
    assert figure(found, "GM0363", "dutch").value == pytest.approx(0.70)
    assert [one.dropped for one in found.reports] == [{"water": 1}, {"water": 1}]
    amsterdam = next(one for one in found.shapes if one.code == "GM0363")
    assert shapely.equals_exact(amsterdam.geometry, IN_DEGREES[1], 1e-9)


def test_ten_rows_are_ten() -> None:
    assert len(AREAS) == len(BUURTEN) == len(TEN)
