"""Every municipality is in exactly one cluster."""

import csv

import pytest

from core.errors import InputError
from core.places.clusters import CLUSTERS, G4, G28, cluster_of
from tests.shared import shared


def test_the_g4_are_four_and_the_g28_are_twenty_seven_cities_and_almere() -> None:
    assert len(G4) == 4
    assert len(G28) == 27 + 1
    assert "GM0034" in G28
    assert not G4.keys() & G28.keys()


@pytest.mark.parametrize(
    ("code", "cluster"),
    [("GM0344", "g4"), ("GM0606", "g28"), ("GM0513", "other"), ("GM0637", "other")],
)
def test_utrecht_is_g4_and_gouda_and_zoetermeer_are_other(code: str, cluster: str) -> None:
    assert cluster_of(code) == cluster
    assert cluster in CLUSTERS


def test_only_municipalities_have_a_cluster() -> None:
    with pytest.raises(InputError, match="WK036300"):
        cluster_of("WK036300")


def test_the_codes_are_those_of_the_official_list_of_2017() -> None:
    with shared("data", "gemeenten-2017", "gem_2017.csv").open(encoding="utf-8") as lines:
        official = {row["gm_code"]: row["gm_naam"] for row in csv.DictReader(lines)}
    assert official.pop("GM0518") == "'s-Gravenhage"
    official["GM0518"] = "Den Haag"
    assert {code: official.get(code) for code in G4 | G28} == G4 | G28
