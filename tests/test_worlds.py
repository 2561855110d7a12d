from pathlib import Path

import pyarrow.parquet as pq

from core.groups.origin import ORIGIN_2005
from core.groups.setting import LEVEL
from tests.worlds import draw_world, place_id

RESIDENTS = """
    year  home    origin   generation  people
    2006  PC1441  western  first       4
    2005  PC1011  dutch    -           5
"""
PUPILS = """
    home    school  municipality  origin  level  people
    PC1011  A       GM0034        dutch   havo   2
    PC1011  B       -             dutch   -      1
"""
JOBS = """
    home    organisation  municipality  origin
    PC1011  shop          GM0363        dutch
    PC1011  shop          GM0034        dutch
"""


def test_a_drawn_world_holds_what_was_drawn(tmp_path: Path) -> None:
    bundle = draw_world(tmp_path, residents=RESIDENTS, pupils=PUPILS, jobs=JOBS)
    assert bundle.years == (2005, 2006)
    residents = pq.read_table(bundle.file("residents")).to_pylist()
    assert [row["people"] for row in residents] == [5, 4]
    assert residents[1]["home_area"] == place_id("PC1441")
    assert residents[1]["origin_2005"] == ORIGIN_2005.leaves.index("western")
    school = pq.read_table(bundle.file("school")).to_pylist()
    assert [row["unit"] for row in school] == [0, 0, 1]
    assert school[0]["stratum"] == LEVEL.leaves.index("havo")
    assert school[2]["unit_municipality"] == place_id("GM0363")


def test_one_organisation_in_two_municipalities_is_two_workplaces(tmp_path: Path) -> None:
    bundle = draw_world(tmp_path, residents=RESIDENTS, jobs=JOBS)
    assert set(pq.read_table(bundle.file("work"))["unit"].to_pylist()) == {0, 1}


def test_keys_repeat_from_run_to_run_and_are_zero_unless_asked_for(tmp_path: Path) -> None:
    first, second, without = (
        pq.read_table(
            draw_world(tmp_path, residents=RESIDENTS, pupils=PUPILS, keyed=keyed, name=name).file(
                "school"
            )
        )["record_key"].to_pylist()
        for name, keyed in (("a", True), ("b", True), ("c", False))
    )
    assert first == second
    assert len(set(first)) == 3
    assert without == [0, 0, 0]
