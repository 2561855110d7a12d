"""The same text counts the same on Spark as on DuckDB."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from numpy.testing import assert_allclose
from pyspark.errors import AnalysisException, ArithmeticException
from pyspark.sql import SparkSession

from core.bench.records import Size, write_records
from core.bundle import Bundle, open_bundle
from core.cube.arrays import table_of
from core.cube.engine import DuckDbEngine
from core.cube.geography import PLACE_LEVELS
from core.cube.lattice import PAPER, Lattice
from core.cube.spark import SparkEngine, spark_sql
from core.groups.setting import SETTINGS, WORK, Setting
from core.settings import Settings
from tests.core.cube.counting import counted, whole_cube
from tests.worlds import draw_world

ROOT = Path(__file__).resolve().parents[3]
PART_OF_FULL = Lattice(
    levels=PLACE_LEVELS,
    breakdowns=(("gender", "stratum"),),
    country_breakdowns=(("origin", "generation", "stratum"),),
    thresholds=(30, 50, 80),
    cell_level="municipality",
    home_areas=True,
)
BIG = 1 << 62

RESIDENTS = """
    home    origin    people
    PC1011  dutch     3
    PC1011  turkish   1
    PC1012  moroccan  7
    PC1012  dutch     3
    PC1311  dutch     1
    PC1441  western   2
"""
PUPILS = """
    home    school  municipality  origin    generation  gender  level  people
    PC1011  A       GM0363        dutch     -           women   havo   2
    PC1011  A       GM0363        turkish   first       men     vwo    2
    PC1012  A       GM0034        moroccan  -           women   -      1
    PC1311  B       GM0034        dutch     -           men     havo   3
    PC1441  B       GM0363        western   -           women   -      1
    PC1181  B       GM0362        dutch     -           women   -      1
"""
"""Amstelveen's PC1181 has a pupil and no residents."""


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkEngine]:
    if not shutil.which("java") and "JAVA_HOME" not in os.environ:
        pytest.skip("Spark runs on Java 17 or newer, and there is none; .ci/run installs it")
    with pytest.MonkeyPatch.context() as patch:
        # Compiled quickly rather than well, planned once: nothing here runs long enough to gain.
        patch.setenv("SPARK_SUBMIT_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        options = "--conf spark.sql.adaptive.enabled=false pyspark-shell"
        patch.setenv("PYSPARK_SUBMIT_ARGS", options)
        limits = Settings(engine_threads=2, engine_memory_mb=1024)
        patch.setattr("core.cube.spark.settings", lambda: limits)
        with SparkEngine(tmp_path_factory.mktemp("spark")) as engine:
            yield engine


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    folder = tmp_path_factory.mktemp("drawn")
    return draw_world(folder, residents=RESIDENTS, pupils=PUPILS, keyed=True)


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    size = Size(jobs=20_000, pupils=5_000, residents=20_000, areas=60)
    return open_bundle(write_records(tmp_path_factory.mktemp("generated") / "bundle", size))


def require_equal(theirs: dict[str, pa.Table], ours: dict[str, pa.Table]) -> None:
    """Counts and keys equal to the last bit, means and moments to 1e-9."""
    assert theirs.keys() == ours.keys()
    for name, rows in ours.items():
        assert rows.num_rows, name
        assert theirs[name].schema == rows.schema, name
        for field in rows.schema:
            if pa.types.is_floating(field.type):
                assert_allclose(theirs[name][field.name], rows[field.name], rtol=1e-9, atol=0)
            else:
                assert theirs[name][field.name].equals(rows[field.name]), (name, field.name)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("lattice", "settings"),
    [(PAPER, SETTINGS), (PART_OF_FULL, (WORK,))],
    ids=["paper", "part-of-full"],
)
def test_both_engines_count_the_same_people(
    spark: SparkEngine, generated: Bundle, lattice: Lattice, settings: tuple[Setting, ...]
) -> None:
    with DuckDbEngine() as duckdb:
        ours = counted(duckdb, generated.path, lattice, settings)
    require_equal(counted(spark, generated.path, lattice, settings), ours)


@pytest.mark.slow
def test_a_release_is_made_of_the_same_numbers_on_both_engines(
    spark: SparkEngine, drawn: Bundle
) -> None:
    with DuckDbEngine() as duckdb:
        ours = whole_cube(duckdb, drawn, PART_OF_FULL)
    require_equal(whole_cube(spark, drawn, PART_OF_FULL), ours)


@pytest.mark.slow
def test_a_sum_of_whole_numbers_outgrows_64_bits(spark: SparkEngine) -> None:
    spark.give("numbers", table_of({"big": np.full(8, BIG)}))
    found = spark.rows("SELECT SUM(big) AS whole, SUM(big) // 16 AS part FROM numbers")
    assert found.to_pylist() == [{"whole": 8 * BIG, "part": BIG // 2}]


@pytest.mark.slow
def test_a_product_that_does_not_fit_is_refused_and_never_wrapped(spark: SparkEngine) -> None:
    spark.give("numbers", table_of({"big": np.array([BIG])}))
    with pytest.raises(ArithmeticException):
        spark.rows("SELECT big * 4 AS wrapped FROM numbers")


@pytest.mark.slow
def test_a_kept_table_is_replaced_by_a_newer_one_and_forgotten_when_dropped(
    spark: SparkEngine,
) -> None:
    for number in (1, 2):
        spark.keep("kept", f"SELECT {number} AS number")
        assert spark.rows("SELECT number FROM kept").to_pylist() == [{"number": number}]
    spark.drop("kept")
    with pytest.raises(AnalysisException):
        spark.rows("SELECT number FROM kept")


@pytest.mark.slow
def test_a_session_that_runs_already_is_left_running_and_knows_nothing_of_our_tables(
    spark: SparkEngine,
) -> None:
    with SparkEngine() as other:
        other.keep("ours", "SELECT 1 AS number")
        assert other.rows("SELECT number FROM ours").num_rows == 1
        with pytest.raises(AnalysisException):
            spark.rows("SELECT number FROM ours")
    assert spark.rows("SELECT 1 AS number").num_rows == 1


@pytest.mark.slow
def test_spark_keeps_to_this_machine_and_to_its_scratch_folder(spark: SparkEngine) -> None:
    session = SparkSession.getActiveSession()
    assert session is not None
    assert session.sparkContext.master == "local[2]"
    assert session.sparkContext.uiWebUrl is None
    assert session.conf.get("spark.driver.host") == "127.0.0.1"
    spark.keep("kept", "SELECT 1 AS number")
    for name in ("derby.log", "metastore_db", "spark-warehouse"):
        assert not [folder for folder in (ROOT, Path.cwd()) if (folder / name).exists()]


@pytest.mark.slow
def test_without_java_the_message_says_what_to_install() -> None:
    program = """
from core.cube.engines import engine
from core.errors import CoreError
try:
    engine("spark")
except CoreError as error:
    print(error)
"""
    environment = os.environ | {"JAVA_HOME": str(ROOT / "no-java-here")}
    ended = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "install Java" in ended.stdout


def test_what_spark_has_another_name_for_is_written_its_way() -> None:
    written = spark_sql("SELECT CAST(a AS HUGEINT) * b // c, CAST(d AS UBIGINT) FROM t")
    assert written == "SELECT CAST(a AS DECIMAL(38, 0)) * b DIV c, CAST(d AS DECIMAL(20, 0)) FROM t"


def test_every_sum_is_given_room() -> None:
    written = spark_sql("SELECT COALESCE(SUM(a) FILTER (WHERE b), 0) AS a FROM t")
    assert "SUM(CAST(a AS DECIMAL(38, 0))) FILTER(WHERE b)" in written
