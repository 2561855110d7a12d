"""The engine that counts: every expression is written once, as DuckDB SQL.

``DuckDbEngine`` runs it embedded and is the default; ``core.cube.spark`` runs the
same text on a cluster. Whole numbers only are summed (see ``fixed_point``), so
both give the same sums to the last bit, in any order of the rows.
"""

import os
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

import duckdb
import pyarrow as pa

from core.bundle.requests_to_stop import telling_of_interruptions
from core.settings import settings


class Engine(Protocol):
    """What the counting asks of an engine."""

    def parquet(self, name: str, file: Path) -> None:
        """Make a Parquet file known as the table ``name``."""

    def give(self, name: str, rows: pa.Table) -> None:
        """Make rows in memory known as the table ``name``."""

    def keep(self, name: str, query: str) -> None:
        """Run a query and keep its result as the table ``name``, replacing an older one."""

    def drop(self, name: str) -> None:
        """Forget a kept table."""

    def rows(self, query: str) -> pa.Table:
        """Run a query and bring its result here."""


class DuckDbEngine:
    """The embedded engine; spills to ``scratch`` when memory runs out.

    Where processes have one each, processors and memory are ``shared_by`` so many.
    """

    def __init__(self, scratch: Path | None = None, shared_by: int = 1) -> None:
        limits = settings()
        options: dict[str, str | bool | int | float | list[str]] = {
            "preserve_insertion_order": False,
        }
        if limits.engine_threads or shared_by > 1:
            options["threads"] = max(1, (limits.engine_threads or processors()) // shared_by)
        if limits.engine_memory_mb:
            options["memory_limit"] = f"{limits.engine_memory_mb // shared_by}MB"
        if scratch is not None:
            options["temp_directory"] = str(scratch)
        self._connection = duckdb.connect(config=options)
        # Standard output is for results; whoever watches gets a bar of our own.
        self._connection.execute("SET enable_progress_bar = false")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()

    def parquet(self, name: str, file: Path) -> None:
        """Make a Parquet file known as the table ``name``."""
        quoted = str(file).replace("'", "''")
        with telling_of_interruptions():
            self._connection.execute(
                f"CREATE OR REPLACE VIEW {name} AS SELECT * FROM read_parquet('{quoted}')"
            )

    def give(self, name: str, rows: pa.Table) -> None:
        """Make rows in memory known as the table ``name``."""
        self._connection.register("_given", rows)
        self.keep(name, "SELECT * FROM _given")
        self._connection.unregister("_given")

    def keep(self, name: str, query: str) -> None:
        """Run a query and keep its result as the table ``name``, replacing an older one."""
        with telling_of_interruptions():
            self._connection.execute(f"CREATE OR REPLACE TABLE {name} AS {query}")

    def drop(self, name: str) -> None:
        """Forget a kept table."""
        with telling_of_interruptions():
            self._connection.execute(f"DROP TABLE IF EXISTS {name}")

    def rows(self, query: str) -> pa.Table:
        """Run a query and bring its result here."""
        with telling_of_interruptions():
            # Not by execute(), whose rows are copied once more and lose the order asked for.
            return self._connection.sql(query).to_arrow_table()


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
