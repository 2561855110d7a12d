"""A level of school or a sector in a place needs schools or workplaces enough to hide one."""

from pathlib import Path

import pytest

from core.audit.units import standing_out
from core.bundle import open_bundle
from core.cube.cube import cube
from core.cube.engine import DuckDbEngine
from core.release import Release
from core.release.build import build
from tests.worlds import NOISY, draw_world

RESIDENTS = """
    home    origin  people
    PC1011  dutch   3000
    PC1011  turkish 2000
    PC1012  dutch   2000
    PC1012  turkish 400
    PC1311  dutch   4000
    PC1311  turkish 1000
"""
PUPILS = """
    home    school  municipality  origin   level  people
    PC1011  A       GM0363        dutch    havo   100
    PC1011  B       GM0363        dutch    havo   100
    PC1011  C       GM0363        turkish  havo   100
    PC1311  A       GM0363        dutch    havo   50
    PC1011  A       GM0363        dutch    vwo    100
    PC1011  B       GM0363        turkish  vwo    100
"""
JOBS = """
    home    organisation  municipality  origin   sector       people
    PC1011  A             GM0363        dutch    industry     100
    PC1011  B             GM0363        dutch    industry     100
    PC1011  C             GM0363        turkish  industry     100
    PC1011  D             GM0363        turkish  industry     100
    PC1011  E             GM0363        turkish  industry     100
    PC1012  A             GM0363        dutch    industry     40
    PC1311  A             GM0363        dutch    industry     40
    PC1011  F             GM0363        turkish  retail       600
    PC1011  G             GM0363        dutch    retail       100
    PC1011  H             GM0363        dutch    retail       100
    PC1011  I             GM0363        dutch    retail       100
    PC1011  J             GM0363        dutch    retail       100
    PC1311  K             GM0034        dutch    agriculture  200
    PC1311  L             GM0034        dutch    agriculture  200
    PC1311  M             GM0034        dutch    agriculture  200
    PC1311  N             GM0034        dutch    agriculture  200
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Release]:
    folder = tmp_path_factory.mktemp("units")
    world = draw_world(folder, residents=RESIDENTS, pupils=PUPILS, jobs=JOBS, keyed=True)
    return world.path, build(world, folder / "releases", protection=NOISY)


def reason(release: Release, place: str, stratum: str, origin: str = "all") -> str:
    columns = {"generation": "all", "gender": "all", "origin": origin, "stratum": stratum}
    found = release.store.select("opportunity", ("reason",), {"place": place, **columns})
    (one,) = found["reason"].to_pylist()
    return str(one)


def test_three_schools_are_enough_and_two_are_not(built: tuple[Path, Release]) -> None:
    _, release = built
    assert reason(release, "NL01", "havo") == "none"
    assert reason(release, "GM0363", "vwo") == "too_few_units"
    assert reason(release, "NL01", "vwo") == "too_few_units"


@pytest.mark.parametrize(
    ("place", "sector", "expected"),
    [
        ("NL01", "industry", "none"),
        ("PC1011", "industry", "none"),
        ("GM0363", "retail", "dominated"),
        ("PC1011", "retail", "dominated"),
        ("GM0034", "agriculture", "too_few_units"),
        ("NL01", "agriculture", "too_few_units"),
    ],
)
def test_five_employers_without_a_giant_are_enough(
    built: tuple[Path, Release], place: str, sector: str, expected: str
) -> None:
    assert reason(built[1], place, sector) == expected


def test_what_lies_within_a_refused_cell_is_refused_with_it(built: tuple[Path, Release]) -> None:
    _, release = built
    assert reason(release, "GM0363", "retail", "dutch") == "ancestor_withheld"
    found = release.store.select(
        "accumulation", ("people", "neither"), {"place": "GM0363", "stratum": "retail"}
    )
    assert found["people"].null_count == found["neither"].null_count == found.num_rows > 0


def test_the_audit_finds_none_shown_and_some_withheld(built: tuple[Path, Release]) -> None:
    bundle, release = built
    with DuckDbEngine() as engine:
        counted = cube(open_bundle(bundle), engine, with_keys=True)
        findings = list(standing_out(release, counted, NOISY))
    assert [finding.ok for finding in findings] == [True, True]
    for finding in findings:
        assert finding.control is not None
        assert finding.control.figure > 0
