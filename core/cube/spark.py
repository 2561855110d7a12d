"""The same counting on Spark, for a register that is larger than one machine.

The text of every query is DuckDB's, written in Spark's dialect by sqlglot. What
a translation alone would not carry over is that whole numbers get room when they
are summed; ``spark_sql`` gives them DuckDB's. Started under ``spark-submit`` it
uses the cluster that was asked for there, and otherwise this machine.
"""

import os
import warnings
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

import pyarrow as pa
from pyspark.errors import PySparkRuntimeError
from pyspark.sql import DataFrame, SparkSession
from sqlglot import ErrorLevel, exp, parse_one

from core.errors import CoreError
from core.settings import settings

WIDE = exp.DataType.build("DECIMAL(38, 0)")
"""Spark's widest whole number; it holds every sum of ``fixed_point``, as HUGEINT does."""
WHOLE_NUMBERS = {
    exp.DataType.Type.INT128: WIDE,
    # What Spark reads unsigned numbers of 64 bits as.
    exp.DataType.Type.UBIGINT: exp.DataType.build("DECIMAL(20, 0)"),
}
"""DuckDB's whole numbers that Spark has under another name."""

ALONE = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.log.level": "ERROR",
    "spark.sql.catalogImplementation": "in-memory",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
"""On this machine alone: nothing listens to others, and no metastore is written."""


class SparkEngine:
    """The engine on Spark; a ``session`` that runs already is used, and left running."""

    def __init__(self, scratch: Path | None = None, session: SparkSession | None = None) -> None:
        running = session or SparkSession.getActiveSession()
        self._lent = running is not None
        self._folder = TemporaryDirectory(prefix="spark-", dir=scratch, ignore_cleanup_errors=True)
        found = running or _started(self._folder)
        # A session of our own, so that our tables and settings stay out of the other's way.
        self._session = found.newSession()
        self._session.conf.set("spark.sql.ansi.enabled", "true")
        self._kept: dict[str, DataFrame] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for name in tuple(self._kept):
            self.drop(name)
        if not self._lent:
            self._session.stop()
        self._folder.cleanup()

    def parquet(self, name: str, file: Path) -> None:
        """Make a Parquet file known as the table ``name``."""
        self._session.read.parquet(str(file)).createOrReplaceTempView(name)

    def give(self, name: str, rows: pa.Table) -> None:
        """Make rows in memory known as the table ``name``."""
        self._session.createDataFrame(rows).createOrReplaceTempView(name)

    def keep(self, name: str, query: str) -> None:
        """Run a query and keep its result as the table ``name``, replacing an older one.

        Spark runs it when it is first read, and again for a part that a lost machine held.
        """
        result = self._session.sql(spark_sql(query)).persist()
        self.drop(name)
        result.createOrReplaceTempView(name)
        self._kept[name] = result

    def drop(self, name: str) -> None:
        """Forget a kept table."""
        self._session.catalog.dropTempView(name)
        if name in self._kept:
            self._kept.pop(name).unpersist()

    def rows(self, query: str) -> pa.Table:
        """Run a query and bring its result here."""
        found = self._session.sql(spark_sql(query)).toArrow()
        return found.cast(pa.schema([_as_in_duckdb(field) for field in found.schema]))


def spark_sql(query: str) -> str:
    """A query in DuckDB's dialect, written for Spark with equal room for whole numbers."""
    written = parse_one(query, dialect="duckdb").transform(_roomy)
    return str(written.sql(dialect="spark", unsupported_level=ErrorLevel.RAISE))


def _roomy(node: exp.Expression) -> exp.Expression:
    """DuckDB's whole numbers by their name in Spark; and every sum of them is a wide one."""
    if isinstance(node, exp.DataType) and node.this in WHOLE_NUMBERS:
        return WHOLE_NUMBERS[node.this].copy()
    if isinstance(node, exp.Sum):
        node.set("this", exp.cast(node.this, WIDE.copy()))
    return node


def _as_in_duckdb(field: pa.Field) -> pa.Field:
    """A column as DuckDB gives it: unsigned where it is, and never promised to have no gaps."""
    unsigned = field.type == pa.decimal128(20, 0)
    return pa.field(field.name, pa.uint64() if unsigned else field.type)


def _started(folder: "TemporaryDirectory[str]") -> SparkSession:
    try:
        with warnings.catch_warnings():
            # Said at every start, though nothing here goes by way of pandas.
            warnings.filterwarnings("ignore", "PySpark does not yet fully support", FutureWarning)
            return _builder(Path(folder.name)).getOrCreate()
    except PySparkRuntimeError as error:
        folder.cleanup()
        raise CoreError(
            "engine spark: Spark did not start, most often for want of Java 17 or newer; "
            "install Java, or set JAVA_HOME to it, or count with --engine duckdb"
        ) from error


def _builder(folder: Path) -> SparkSession.Builder:
    """What spark-submit chose where it started us; else as many threads as are allowed here."""
    builder = SparkSession.builder.appName("contactatlas")
    if "PYSPARK_GATEWAY_PORT" in os.environ:
        return builder
    limits = settings()
    threads = limits.engine_threads or os.cpu_count() or 1
    options = ALONE | {
        "spark.local.dir": str(folder),
        "spark.master": f"local[{threads}]",
        "spark.sql.shuffle.partitions": str(threads),
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
    }
    if limits.engine_memory_mb:
        options["spark.driver.memory"] = f"{limits.engine_memory_mb}m"
    for name, value in options.items():
        builder = builder.config(name, value)
    return builder
