"""A release with noise: rounded figures of ten or more, and words for all the rest."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.cube.classes import Classes
from core.cube.cube import cube
from core.cube.engine import DuckDbEngine
from core.errors import ProtectionError
from core.protection.profiles import PUBLIC
from core.protection.protection import Protection
from core.questions.accumulation import Accumulation
from core.questions.compensation import Compensation
from core.questions.composition import Composition
from core.questions.opportunities import Opportunities
from core.release import Release
from core.release.build import build
from tests.core.protection.samples import SEED
from tests.worlds import NOISY, draw_world

RESIDENTS = """
    home    origin      people
    PC1011  dutch       1000
    PC1011  turkish     1500
    PC1012  dutch       900
    PC1012  moroccan    4
    PC1311  dutch       2000
    PC1311  surinamese  300
"""
PUPILS = """
    home    school  municipality  origin      people
    PC1011  A       GM0363        turkish     140
    PC1011  A       GM0363        dutch       60
    PC1012  B       GM0363        dutch       90
    PC1012  B       GM0363        moroccan    4
    PC1311  C       GM0034        dutch       200
    PC1311  C       GM0034        surinamese  40
"""


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    folder = tmp_path_factory.mktemp("noisy")
    world = draw_world(folder, residents=RESIDENTS, pupils=PUPILS, keyed=True)
    return build(world, folder / "releases", protection=NOISY)


def test_counts_are_ten_or_more_in_fives(release: Release) -> None:
    for table, columns in (
        ("composition", ["people"]),
        ("opportunity", ["people", "same_municipality"]),
        ("accumulation", ["people", "both", "neighbourhood_only", "setting_only", "neither"]),
        ("compensation", ["people", "much_less", "less", "equal", "more", "much_more"]),
    ):
        for column in release.store.select(table, columns, {}).columns:
            counts = column.drop_null().to_numpy()
            assert (counts >= PUBLIC.threshold).all()
            assert not (counts % PUBLIC.rounding).any()


def test_four_people_and_nobody_are_told_alike(release: Release) -> None:
    question = Opportunities(places=("GM0363",), origin=("moroccan", "antillean"))
    rows = question.answer(release).rows()
    assert [(row["state"], row["reason"]) for row in rows] == [("withheld", "below_ten")] * 2
    assert {row["people"] for row in rows} == {None}


def test_figures_stay_near_what_was_counted(release: Release) -> None:
    (row,) = Opportunities(places=("NL01",), origin=("all",)).answer(release).rows()
    assert row["people"] == pytest.approx(534, abs=PUBLIC.table.max_noise + 2)
    home = (200 * 0.4 + 94 * 900 / 904 + 240 * 2000 / 2300) / 534
    assert row["neighbourhood_share"] == pytest.approx(home, abs=0.02)


def test_shares_of_withheld_parts_are_intervals(release: Release) -> None:
    question = Accumulation(places=("GM0034",), origin=("all",), threshold=50)
    (row,) = question.answer(release).rows()
    assert row["both"] is None
    assert row["both_reason"] == "below_ten"
    assert row["both_share_low"] == 0
    assert 0.03 < row["both_share_high"] <= 0.06
    assert "hoogstens" in question.answer(release).sentence("nl")


def test_every_question_says_something_true_in_both_languages(release: Release) -> None:
    questions = (
        *(Accumulation(threshold=limit) for limit in (5, 50, 95)),
        *(Compensation(residents=kind) for kind in ("all", "contact_poor", "above_average")),
        Opportunities(by="generation"),
        Composition(indicator="native_share", level="postcode_area"),
    )
    for question in questions:
        answer = question.answer(release)
        assert answer.sentence("nl")
        assert answer.sentence("en")
        for row in answer.rows():
            assert row["state"] in ("value", "low_reliability", "withheld", "not_applicable")


def test_the_manifest_tells_the_method_and_never_the_seed(release: Release) -> None:
    manifest = (release.path / "manifest.json").read_text()
    assert PUBLIC.table.sha256 in manifest
    assert NOISY.secret.fingerprint not in manifest
    assert release.is_protected


def test_records_without_keys_or_with_those_of_another_seed_are_refused(tmp_path: Path) -> None:
    bare = draw_world(tmp_path, residents=RESIDENTS)
    with pytest.raises(ProtectionError, match="no record keys"):
        build(bare, tmp_path / "r", protection=NOISY)
    keyed = replace(bare, keys=NOISY.secret.fingerprint)
    with pytest.raises(ProtectionError, match="another seed"):
        build(keyed, tmp_path / "r", protection=Protection(PUBLIC, SEED))
    with pytest.raises(ProtectionError, match="key"):
        build(keyed, tmp_path / "r", protection=NOISY)


def test_key_sums_of_classes_are_those_of_the_people_in_them(tmp_path: Path) -> None:
    world = draw_world(tmp_path, residents=RESIDENTS, pupils=PUPILS, keyed=True)
    with DuckDbEngine() as engine:
        counted = cube(world, engine, with_keys=True)
        part = next(iter(counted.parts()))
        counts, thresholds = part.counts, counted.lattice.thresholds
        sums, people = (Classes(counts.binned[one], thresholds) for one in ("key_sum", "people"))
        country = part.counts.moments["place"].to_pylist().index(0)
        classes = sorted(counted.lattice.thresholds)
        at = classes.index(50)
        for name, condition in (
            ("both_50", f"x_class <= {at} AND y_class <= {at}"),
            ("neighbourhood_only_50", f"x_class <= {at} AND y_class > {at}"),
            ("setting_only_50", f"x_class > {at} AND y_class <= {at}"),
            ("neither_50", f"x_class > {at} AND y_class > {at}"),
            ("contact_poor_equal", f"x_class <= {at} AND gap = 2"),
            ("all_much_less", "gap = 0"),
        ):
            found = engine.rows(
                f"SELECT SUM(key_sum) AS keys, SUM(people) AS people FROM cells WHERE {condition}"
            )
            expected = int(found["keys"][0].as_py() or 0) % 2**64
            assert sums.of(name)[country] == np.uint64(expected)
            assert people.of(name)[country] == int(found["people"][0].as_py() or 0)
