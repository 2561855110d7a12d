"""Every kind of published file is recognised by its content and read as its publisher writes it."""

import math
from collections import Counter

import pytest
import shapely

from core.sources.publishers import PUBLISHED, PublisherSource
from core.sources.publishers.findings import Findings
from core.sources.publishers.opening import open_tables
from core.sources.publishers.own_figures import figures_with_mappings
from core.sources.publishers.reading import read_published
from core.sources.source import SAMPLES

EVERY = pytest.mark.parametrize("source", PUBLISHED, ids=lambda source: source.code)
SHARES_A_FILE = {"key_figures": {"conditions"}}
"""Publishers put several kinds of figures into one table."""


def sample(code: str) -> Findings:
    (source,) = [one for one in PUBLISHED if one.code == code]
    (grid,) = open_tables(source.sample_path, source.sample)
    return source.read(grid, None)


def people(found: Findings, place: str, category: str) -> float:
    (value,) = [
        one.value
        for one in found.figures
        if (one.place, one.category, one.generation) == (place, category, "all")
    ]
    return value


@EVERY
def test_every_source_says_what_it_is(source: PublisherSource) -> None:
    assert source.publisher
    assert source.title
    assert source.licence
    assert source.files


@EVERY
def test_every_sample_has_ten_rows_and_is_recognised_by_its_content(
    source: PublisherSource,
) -> None:
    (grid,) = open_tables(source.sample_path, "unnamed")
    assert grid.rows == 10
    fitting = {one.code for one in PUBLISHED if one.fits(grid)}
    assert fitting == {source.code} | SHARES_A_FILE.get(source.code, set())


@EVERY
def test_every_row_of_a_sample_is_accounted_for(source: PublisherSource) -> None:
    (report,) = sample(source.code).reports
    assert report.read == 10
    assert report.source == source.code


def test_key_figures_keep_what_is_masked_masked() -> None:
    found = sample("key_figures")
    assert people(found, "GM0363", "all") == 2115
    assert people(found, "GM0363", "dutch") == 2115 - 450 - 800
    secret = [one for one in found.figures if one.place == "BU03630100"]
    assert {one.mask for one in secret if one.category != "all"} == {"secret"}
    assert all(math.isnan(one.value) for one in secret if one.category != "all")


def test_nobody_has_no_origin() -> None:
    empty = [one for one in sample("key_figures").figures if one.place == "BU03630102"]
    assert {one.mask for one in empty if one.category != "all"} == {"impossible"}


def test_a_remainder_below_nothing_is_nothing_and_is_counted() -> None:
    found = sample("key_figures")
    assert people(found, "BU03630103", "dutch") == 0
    assert found.reports[0].repaired == {"remainder below 0 through rounding, taken as 0": 1}


def test_counts_of_small_areas_are_known_to_four_people_and_larger_ones_exactly() -> None:
    margins = {
        (one.place[:2], one.margin)
        for one in sample("key_figures").figures
        if one.category == "western"
    }
    assert margins == {("GM", 0.0), ("WK", 4.0), ("BU", 4.0)}


def test_only_totals_of_the_other_dimensions_count_and_abolished_municipalities_are_left_out() -> (
    None
):
    found = sample("municipal_origin")
    assert people(found, "GM0363", "netherlands") == 420
    assert sum(found.reports[0].dropped.values()) == 2
    assert {one.place for one in found.figures} == {"GM0363", "GM0344"}


def test_shares_in_tens_are_shares_with_five_points_of_doubt() -> None:
    found = sample("postcode_areas")
    native = [one for one in found.figures if one.category == "netherlands"]
    assert native[0].value == pytest.approx(0.5)
    assert {one.margin for one in native} == {0.05}
    assert Counter(one.mask for one in native) == {"": 8, "zero_to_four": 2}


def test_metres_without_a_stated_system_are_found_to_be_rd() -> None:
    found = sample("boundaries")
    assert any("EPSG:28992" in note for note in found.reports[0].notes)
    west, south, east, north = shapely.bounds(found.shapes[0].geometry)
    assert 4 < west < east < 6
    assert 51 < south < north < 53


def test_fewer_than_five_pupils_are_an_interval_and_homes_abroad_are_left_out() -> None:
    found = sample("pupils")
    few = [one for one in found.flows if one.lower != one.upper]
    assert {(one.lower, one.upper) for one in few} == {(1.0, 4.0)}
    assert found.reports[0].dropped == {"home in Belgium": 1, "home unknown": 1}
    assert {one.code for one in found.units} == {"16AH00", "16BX01", "16CC00"}


def test_schools_stand_where_their_coordinates_say() -> None:
    first = sample("schools").units[0]
    assert (first.code, first.municipality, first.postcode_area) == ("16AH00", "GM0363", "PC1011")
    assert first.latitude == pytest.approx(52.36)
    assert first.longitude == pytest.approx(4.88)


def test_commuters_are_counted_in_persons_though_published_in_thousands() -> None:
    (inside,) = [
        one for one in sample("commuting").flows if (one.home, one.unit) == ("GM0363", "GM0363")
    ]
    assert inside.people == pytest.approx(301_200)
    assert (inside.lower, inside.upper) == (301_150, 301_250)


def test_the_leefbaarometer_is_read_as_conditions() -> None:
    found = sample("conditions")
    assert len(found.conditions) == 70
    assert {one.year for one in found.conditions} == {2024}


def test_the_example_of_own_figures_is_read_as_its_mapping_says() -> None:
    paths, own = figures_with_mappings([SAMPLES / "own_figures"])
    reading = read_published(paths, own=own)
    assert reading.problems == []
    benefits = [one for one in reading.findings.conditions if one.indicator == "benefit_percent"]
    assert len(benefits) == 10
    assert {one.year for one in benefits} == {2019}
    assert Counter(one.mask for one in benefits) == {"": 9, "secret": 1}
