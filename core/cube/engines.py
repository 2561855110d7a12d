"""The engines by name, for ``--engine``."""

from contextlib import AbstractContextManager
from importlib import import_module

from core.cube.engine import DuckDbEngine, Engine
from core.errors import CoreError

ENGINES = ("duckdb", "spark")
"""The first is the default."""


def engine(name: str) -> AbstractContextManager[Engine]:
    """The engine of this name; Spark is an extra, imported only when asked for."""
    if name == "duckdb":
        return DuckDbEngine()
    if name != "spark":
        raise CoreError(f"engine {name}: there is none; choose one of {', '.join(ENGINES)}")
    try:
        spark: AbstractContextManager[Engine] = import_module("core.cube.spark").SparkEngine()
    except ModuleNotFoundError as error:
        raise CoreError(
            f"engine spark: the package {error.name} is missing; install the extra with "
            f"pip install '.[spark]', or count with --engine duckdb"
        ) from error
    return spark
