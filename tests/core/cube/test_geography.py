"""Every home area counts for the places around it, and for the groupings of its municipality."""

import pytest

from core.cube.geography import COUNTRY, PLACE_LEVELS, Geography, geography
from core.errors import BundleError
from core.places.levels import level_of
from tests.worlds import FOUR_MUNICIPALITIES, place_id, rows_of

Places = list[tuple[str, str, str | None]]


def drawn(table: str = FOUR_MUNICIPALITIES) -> Places:
    return [
        (row["code"], level_of(row["code"]), None if row["parent"] == "-" else row["parent"])
        for row in rows_of(table)
    ]


@pytest.fixture(scope="module")
def places() -> Geography:
    return geography(drawn())


def around(places: Geography, home: str) -> dict[str, str]:
    """The codes of the places around a drawn home area, by level."""
    line = places.ancestry[place_id(home)]
    return {level: places.nodes[number][1] for level, number in line.items()}


def test_a_home_area_lies_in_a_place_of_every_level_above_it(places: Geography) -> None:
    assert around(places, "PC1181") == {
        "postcode_area": "PC1181",
        "municipality": "GM0362",
        "corop": "CR23",
        "province": "PV27",
        "landsdeel": "LD03",
        "country": "NL01",
        "cluster": "other",
        "municipality_type": "expat",
    }


def test_only_home_areas_have_people_of_their_own(places: Geography) -> None:
    homes = {place_id(code) for code, level, _ in drawn() if level == "postcode_area"}
    assert set(places.ancestry) == homes


def test_a_place_is_numbered_as_it_came_and_groupings_come_after(places: Geography) -> None:
    codes = [code for code, _, _ in drawn()]
    assert [code for _, code in places.nodes[: len(codes)]] == codes
    groupings = places.nodes[len(codes) :]
    assert {level for level, _ in groupings} == {"cluster", "municipality_type"}
    assert len(set(groupings)) == len(groupings)


def test_municipalities_of_one_cluster_share_it(places: Geography) -> None:
    clusters = {home: around(places, home)["cluster"] for home in ("PC1011", "PC1181", "PC1311")}
    assert clusters == {"PC1011": "g4", "PC1181": "other", "PC1311": "g28"}
    lines = [places.ancestry[place_id(home)] for home in ("PC1181", "PC1441")]
    assert lines[0]["cluster"] == lines[1]["cluster"]


def test_a_municipality_of_no_type_counts_for_none(places: Geography) -> None:
    assert "municipality_type" not in around(places, "PC1441")
    at_types = places.memberships("municipality", ["municipality_type"])
    assert place_id("GM0439") not in at_types["cell_place"].to_pylist()


def test_home_areas_are_listed_with_municipality_and_cluster(places: Geography) -> None:
    for row in places.home_areas().to_pylist():
        line = places.ancestry[row["home_area"]]
        assert (row["municipality"], row["cluster"]) == (line["municipality"], line["cluster"])
    assert places.home_areas().num_rows == len(places.ancestry)


def test_a_place_counts_once_for_each_place_around_it(places: Geography) -> None:
    found = places.memberships("municipality", places.levels).to_pylist()
    amsterdam = [row["place"] for row in found if row["cell_place"] == place_id("GM0363")]
    line = places.ancestry[place_id("PC1011")]
    assert sorted(amsterdam) == sorted(line[level] for level in places.levels)
    assert {row["cluster"] for row in found if row["cell_place"] == place_id("GM0363")} == {
        line["cluster"]
    }


def test_every_cluster_counts_for_the_country(places: Geography) -> None:
    found = places.memberships("cluster", [COUNTRY]).to_pylist()
    assert {row["place"] for row in found} == {place_id("NL01")}
    assert len(found) == 3
    assert all(row["cell_place"] == row["cluster"] for row in found)


def test_levels_that_do_not_occur_are_left_out(places: Geography) -> None:
    assert places.levels == PLACE_LEVELS
    lines = [("NL01", None), ("GM0439", "NL01"), ("PC1441", "GM0439")]
    small = geography([(code, level_of(code), parent) for code, parent in lines])
    assert small.levels == (COUNTRY, "cluster", "municipality")
    assert small.memberships("municipality", ["province"]).num_rows == 0


@pytest.mark.parametrize("lost", ["GM0362", "PV27", "LD03"])
def test_a_home_area_outside_the_country_or_any_municipality_is_refused(lost: str) -> None:
    torn = [(code, level, None if code == lost else parent) for code, level, parent in drawn()]
    if lost == "GM0362":
        torn = [(code, level, "NL01" if parent == lost else parent) for code, level, parent in torn]
    with pytest.raises(BundleError, match="home areas lie in no municipality or no country"):
        geography(torn)
