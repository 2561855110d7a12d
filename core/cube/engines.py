"""The engines by name, for ``--engine``."""

from contextlib import AbstractContextManager
from importlib import import_module

from core.cube.engine import DuckDbEngine, Engine

ENGINES = ("duckdb", "spark")


def engine(name: str) -> AbstractContextManager[Engine]:
    """The engine of this name; Spark is an extra, imported only when asked for."""
    if name == "spark":
        spark: AbstractContextManager[Engine] = import_module("core.cube.spark").SparkEngine()
        return spark
    return DuckDbEngine()
