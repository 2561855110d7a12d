"""Files as their publishers made them are read whole."""

import pytest
import shapely

from core.sources.publishers.findings import Findings
from core.sources.publishers.reading import read_published
from tests.shared import shared


def read(*parts: str) -> Findings:
    reading = read_published([shared("data", *parts)])
    assert reading.problems == []
    return reading.findings


def native(found: Findings, place: str, scheme: str) -> float:
    (value,) = [
        one.value
        for one in found.figures
        if (one.place, one.scheme, one.generation) == (place, scheme, "all")
        and one.category in ("dutch", "netherlands")
    ]
    return value


def test_the_statline_export_of_amsterdam_has_its_residents() -> None:
    """862,965 residents in 2019, of whom 161,884 western and 308,231 non-western."""
    found = read("amsterdam-2019", "KWB2019_84583NED_Amsterdam_full.csv")
    assert native(found, "GM0363", "origin_2005") == 862_965 - 161_884 - 308_231


def test_countries_become_eighteen_groups_without_counting_a_sum_beside_its_parts() -> None:
    """Suriname 64,629 with the former Antilles and Aruba 12,183."""
    found = read("amsterdam-2019", "84910NED_2019_Amsterdam.csv")
    groups = {one.category: one.value for one in found.figures if one.scheme == "origin_18"}
    assert groups["west_indies"] == 64_629 + 12_183
    assert groups["netherlands"] == 392_850
    shown = [value for name, value in groups.items() if name != "all" and value > 0]
    assert 0 <= groups["all"] - sum(shown) < 0.07 * groups["all"]


def test_the_workbook_of_utrecht_is_read_though_its_cells_are_of_mixed_types() -> None:
    found = read("utrecht-2023", "CBS-Utrecht-kwb-2023.xlsx")
    assert native(found, "GM0344", "origin_2022") == 222_298
    assert {one.year for one in found.figures} == {2023}


@pytest.mark.slow
def test_the_workbook_of_postcode_areas_is_read_past_its_ten_heading_rows() -> None:
    found = read("pc4-2023", "pc4_2023_v2.xlsx")
    assert len({one.place for one in found.figures}) >= 4068
    assert native(found, "PC1011", "origin_2022") == pytest.approx(0.5)


def test_postcode_areas_in_metres_come_out_in_degrees() -> None:
    found = read("pc4-2023", "pc4_2023_origin_rd.gpkg")
    assert len(found.shapes) == 4067
    first = next(one for one in found.shapes if one.code == "PC1011")
    assert shapely.get_x(shapely.centroid(first.geometry)) == pytest.approx(4.90, abs=0.02)


def test_whole_percentages_stay_percentages_of_half_a_point() -> None:
    found = read("gemeenten-2017", "gem_2017.csv")
    shares = [one for one in found.figures if one.unit == "share" and one.category == "western"]
    assert len(shares) == 388
    assert {one.margin for one in shares} == {0.005}


def test_pupils_of_the_whole_country_are_those_that_duo_counted() -> None:
    """1,504,901 pupils at 7,190 branches on 1 October 2017, homes abroad included."""
    found = read("duo-po-2017", "duo_po_school_pc4_2017.parquet")
    assert len(found.units) == pytest.approx(7_190, abs=5)
    assert sum(one.people for one in found.flows) == pytest.approx(1_504_901, rel=0.01)
