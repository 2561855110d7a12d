"""Whose share is whose: of all residents of a home area, of all members of a unit."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from core.cube.arrays import table_of
from core.cube.engine import DuckDbEngine
from core.cube.fixed_point import ONE
from core.cube.shares import area_shares, class_sql, gap_band_sql, members, unit_shares
from core.groups.bands import GAP_BANDS, GAP_EDGES, THRESHOLDS_PERCENT
from tests.core.cube.counting import YEAR, geography_of, make_known
from tests.worlds import draw_world, place_id

RESIDENTS = """
    year  home    origin    people
    2005  PC1011  dutch     1
    2005  PC1011  turkish   1
    2005  PC1012  dutch     4
    2005  PC1012  western   1
    2006  PC1011  dutch     1
    2006  PC1181  dutch     1
"""
PUPILS = """
    year  home    school  origin   people
    2005  PC1011  A       dutch    2
    2005  PC1012  A       turkish  1
    2005  PC1181  A       dutch    1
    2005  PC1011  B       western  1
    2006  PC1011  B       dutch    1
"""
"""PC1181 has no residents in 2005, and a pupil who is a member of school A all the same."""


@pytest.fixture
def duckdb(tmp_path: Path) -> Iterator[DuckDbEngine]:
    bundle = draw_world(tmp_path, residents=RESIDENTS, pupils=PUPILS).path
    with DuckDbEngine() as opened:
        make_known(opened, bundle)
        opened.give("home_areas", geography_of(bundle).home_areas())
        opened.keep("area_shares", area_shares(YEAR, (50, 80)))
        opened.keep("unit_shares", unit_shares("school", YEAR, (50, 80)))
        yield opened


def test_a_home_area_has_the_native_share_of_all_its_residents_of_the_year(
    duckdb: DuckDbEngine,
) -> None:
    query = "SELECT home_area, residents, natives, x, x_class FROM area_shares ORDER BY home_area"
    found = duckdb.rows(query)
    assert [tuple(row.values()) for row in found.to_pylist()] == [
        (place_id("PC1011"), 2, 1, ONE // 2, 1),
        (place_id("PC1012"), 5, 4, round(Fraction(4 * ONE, 5)), 2),
    ]


def test_a_home_area_knows_its_municipality_and_cluster(duckdb: DuckDbEngine) -> None:
    rows = duckdb.rows("SELECT DISTINCT municipality, cluster FROM area_shares").to_pylist()
    assert [row["municipality"] for row in rows] == [place_id("GM0363")]
    assert rows[0]["cluster"] > place_id("PC1441")


def test_everyone_counts_in_the_own_unit_wherever_they_live(duckdb: DuckDbEngine) -> None:
    found = duckdb.rows("SELECT y, y_class FROM unit_shares ORDER BY unit").to_pylist()
    assert found == [{"y": 3 * ONE // 4, "y_class": 1}, {"y": 0, "y_class": 0}]


def test_who_lives_where_nobody_was_counted_is_left_out(duckdb: DuckDbEngine) -> None:
    found = duckdb.rows(f"SELECT home_area, year FROM {members('school', YEAR)}")
    assert sorted(found["home_area"].to_pylist()) == [place_id("PC1011")] * 3 + [place_id("PC1012")]
    assert set(found["year"].to_pylist()) == {YEAR}


def test_a_class_is_the_number_of_thresholds_reached_ties_included() -> None:
    shares = [(part, whole) for whole in range(1, 41) for part in range(whole + 1)]
    part, whole = np.array(shares).T
    with DuckDbEngine() as engine:
        engine.give(
            "shares", table_of({"part": part, "whole": whole, "position": np.arange(len(part))})
        )
        # In disorder: a class counts them from low to high however they are given.
        reached = class_sql("part", "whole", THRESHOLDS_PERCENT[::-1])
        found = engine.rows(f"SELECT {reached} AS reached FROM shares ORDER BY position")
    assert found["reached"].to_pylist() == [
        sum(Fraction(*share) >= Fraction(threshold, 100) for threshold in THRESHOLDS_PERCENT)
        for share in shares
    ]


def band(gap: Fraction) -> str:
    """The band of a gap as the paper words it."""
    lower, low, high, higher = GAP_EDGES
    if gap <= lower:
        return "much_less"
    if gap <= low:
        return "less"
    if gap < high:
        return "equal"
    return "more" if gap < higher else "much_more"


def test_a_gap_on_an_edge_falls_where_the_definition_says() -> None:
    """Every pair of shares of up to twenty people; 700 of them lie on an edge exactly."""
    shares = [(part, whole) for whole in (*range(1, 13), 20) for part in range(whole + 1)]
    pairs = [(home, there) for home in shares for there in shares]
    gaps = [Fraction(*there) - Fraction(*home) for home, there in pairs]
    assert len([gap for gap in gaps if gap in GAP_EDGES]) > 700
    with DuckDbEngine() as engine:
        _give_people(engine, shares)
        engine.keep("area_shares", area_shares(YEAR, (50,)))
        engine.keep("unit_shares", unit_shares("school", YEAR, (50,)))
        pairs_of = "FROM area_shares, unit_shares ORDER BY home_area, unit"
        found = engine.rows(f"SELECT {gap_band_sql()} AS band {pairs_of}")
    assert [GAP_BANDS[position] for position in found["band"].to_pylist()] == [
        band(gap) for gap in gaps
    ]


def _give_people(engine: DuckDbEngine, shares: list[tuple[int, int]]) -> None:
    """A home area and a school with each of the shares."""
    people = [
        (number, number_of)
        for number, (_, whole) in enumerate(shares)
        for number_of in range(whole)
    ]
    group = np.array([number for number, _ in people])
    origin = np.array([int(position >= shares[number][0]) for number, position in people])
    columns = {"year": np.full(len(people), YEAR), "home_area": group, "unit": group}
    engine.give(
        "residents",
        table_of(columns | {"origin_2005": origin, "people": np.ones(len(people), np.int32)}),
    )
    engine.give("school", table_of(columns | {"origin": origin}))
    places = np.arange(len(shares))
    engine.give(
        "home_areas", table_of({"home_area": places, "municipality": places, "cluster": places})
    )
