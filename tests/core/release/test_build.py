"""A release can be built of any world, however little lives in it."""

from pathlib import Path

import pytest

from core.errors import NotInReleaseError
from core.questions.composition import Composition
from core.questions.opportunities import Opportunities
from core.questions.places import Places
from core.release.build import build
from tests.counted import JOBS, PUPILS, RESIDENTS
from tests.worlds import EXACT, draw_world

COUNTRY = ("NL01",)


def test_a_world_without_employees_has_no_answers_about_work(tmp_path: Path) -> None:
    release = build(
        draw_world(tmp_path, residents=RESIDENTS, pupils=PUPILS), tmp_path / "r", protection=EXACT
    )
    assert release.rows["opportunity"] > 0
    (row,) = Opportunities(places=COUNTRY, origin=("all",)).answer(release).rows()
    assert row["people"] == 10
    with pytest.raises(NotInReleaseError) as refused:
        Opportunities(setting="work").answer(release)
    assert refused.value.parameter == "year"


def test_a_world_of_residents_alone_still_has_places_and_compositions(tmp_path: Path) -> None:
    release = build(draw_world(tmp_path, residents=RESIDENTS), tmp_path / "r", protection=EXACT)
    assert release.rows["opportunity"] == release.rows["relation"] == 0
    assert Places(search="gm0363").answer(release).rows()
    assert Composition().answer(release).rows()


def test_people_whose_area_has_no_residents_are_left_out_but_count_as_members(
    tmp_path: Path,
) -> None:
    """Three of four at school A live where nobody is counted; the fourth meets them all."""
    pupils = """
        home    school  origin   people
        PC1181  A       turkish  3
        PC1011  A       dutch    1
    """
    release = build(
        draw_world(tmp_path, residents=RESIDENTS, pupils=pupils), tmp_path / "r", protection=EXACT
    )
    (row,) = Opportunities(places=COUNTRY, origin=("all",)).answer(release).rows()
    assert (row["people"], row["setting_share"]) == (1, 0.25)


def test_a_setting_of_which_everyone_is_left_out_has_no_rows(tmp_path: Path) -> None:
    pupils = "home school origin\nPC1181 A dutch"
    world = draw_world(tmp_path, residents=RESIDENTS, pupils=pupils, jobs=JOBS)
    release = build(world, tmp_path / "r", protection=EXACT)
    assert Opportunities(places=COUNTRY).answer(release).rows() == []
    assert Opportunities(places=COUNTRY, setting="work").answer(release).rows()


def test_a_world_of_one_person_has_means_and_no_line(tmp_path: Path) -> None:
    residents, pupils = "home origin\nPC1011 dutch", "home school origin\nPC1011 A dutch"
    release = build(
        draw_world(tmp_path, residents=residents, pupils=pupils), tmp_path / "r", protection=EXACT
    )
    (row,) = Opportunities(places=COUNTRY, origin=("all",)).answer(release).rows()
    assert (row["people"], row["neighbourhood_share"], row["setting_share"]) == (1, 1.0, 1.0)
    lines = release.store.select("relation", ("slope", "state"), {"place": "NL01"}).to_pylist()
    assert lines
    assert {(line["slope"], line["state"]) for line in lines} == {(None, "not_applicable")}
