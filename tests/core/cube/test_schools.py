"""Schools are counted by what most of their pupils have in common, and leave the core rounded."""

from pathlib import Path

import pytest

from core.cube.engine import DuckDbEngine
from core.cube.schools import mostly_non_western
from core.protection.unit_shares import told_parts
from core.release.build import build
from tests.small_world import RESIDENTS
from tests.worlds import EXACT, draw_world

PUPILS = """
    home    school  municipality  origin    people
    PC1011  A       GM0363        dutch     2
    PC1011  A       GM0363        turkish   1
    PC1012  A       GM0363        moroccan  1
    PC1012  B       GM0363        dutch     1
    PC1012  B       GM0363        western   1
    PC1012  B       GM0363        turkish   1
    PC1311  C       GM0034        dutch     4
"""


def test_half_of_the_pupils_is_enough_and_western_ones_do_not_count(tmp_path: Path) -> None:
    bundle = draw_world(tmp_path, residents=RESIDENTS, pupils=PUPILS)
    with DuckDbEngine() as engine:
        assert mostly_non_western(bundle, engine) == {2005: (1, 3)}
    release = build(bundle, tmp_path / "releases", protection=EXACT)
    assert release.mostly_non_western == {2005: pytest.approx(1 / 3)}


def test_under_protection_the_part_is_a_whole_percent_of_enough_schools() -> None:
    counted = {2005: (121, 1500), 2010: (20, 49), 2015: (2, 500), 2020: (499, 500)}
    assert told_parts(counted, coded=True) == {"2005": 0.08, "2015": 0.05, "2020": 0.95}
