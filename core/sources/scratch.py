"""A database on disk for the time of one import: all work on records is done in it.

The engine's own errors may quote a row. They end here: what comes out has counts at most.
"""

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import pyarrow as pa

from core.errors import CoreError
from core.settings import settings

T = TypeVar("T")
Configuration = dict[str, str | bool | int | float | list[str]]

MEMORY_MB = 1500
"""Memory of the engine unless the settings say otherwise; the rest spills to disk."""

OUT_OF_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
OUT_OF_ROOM_WORDS = ("no space left", "disk quota", "file too large", "max_temp_directory_size")


class EngineError(CoreError):
    """The engine gave up on a statement; what it said is kept from the reader."""


class ShortOfMemory(CoreError):  # noqa: N818  # what is short is named, not a failure
    """The engine may not take as much memory as the work needs."""


def is_out_of_room(error: BaseException) -> bool:
    """Whether an error means that the disk, the quota or the file size is used up."""
    if isinstance(error, OSError) and error.errno in OUT_OF_ROOM:
        return True
    return any(words in str(error).lower() for words in OUT_OF_ROOM_WORDS)


def quoted(text: str) -> str:
    """Text as a string of the engine."""
    return "'" + text.replace("'", "''") + "'"


def named(name: str) -> str:
    """A name as an identifier of the engine."""
    return '"' + name.replace('"', '""') + '"'


class Scratch:
    """The database, and the folder in which files may stand beside it.

    The engine works in a thread of its own, so that the one that waits can be interrupted
    at any moment; in the engine's own keeping an interruption waits for the statement.
    """

    def __init__(self, folder: Path, connection: duckdb.DuckDBPyConnection) -> None:
        self.folder = folder
        self.connection = connection
        self._worker = ThreadPoolExecutor(1, "scratch")
        self._files = 0

    def run(self, statement: str) -> list[tuple[Any, ...]]:
        """The rows a statement gives."""
        return self._wait_for(lambda: self.connection.execute(statement).fetchall())

    def chunks(self, query: str, rows: int) -> Iterator[pa.Table]:
        """What a query gives, as Arrow tables of at most so many rows."""
        reader: Any = self._wait_for(lambda: self.connection.sql(query).to_arrow_reader(rows))
        while (batch := self._wait_for(lambda: next(reader, None))) is not None:
            yield pa.Table.from_batches([batch])

    def keep(self, name: str, rows: pa.Table) -> None:
        """Keeps rows as a table of the database."""
        self.connection.register("offered", rows)
        self.run(f"CREATE TABLE {named(name)} AS FROM offered")
        self.connection.unregister("offered")

    def close(self) -> None:
        """Ends what still runs and lets go of the database."""
        self._worker.shutdown()
        self.connection.close()

    def _wait_for(self, work: Callable[[], T]) -> T:
        """What work on the engine gives; its errors become ours, without words or traceback."""
        job = self._worker.submit(work)
        try:
            failure = job.exception()
        except BaseException:
            # The engine forgets an interruption that comes before its statement begins.
            while not job.done():
                self.connection.interrupt()
                wait([job], 0.05)
            raise
        if failure is None:
            return job.result()
        raise _ours(failure)

    def file(self, suffix: str) -> Path:
        """The path of a new file, free of characters that the engine reads as a pattern."""
        self._files += 1
        return self.folder / f"file-{self._files}{suffix}"

    def linked(self, path: Path) -> Path:
        """The same file under a name without surprises."""
        link = self.file(path.suffix.lower())
        link.symlink_to(path.resolve())
        return link


def _ours(error: BaseException) -> Exception:
    if is_out_of_room(error):
        return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    if isinstance(error, duckdb.OutOfMemoryException):
        return ShortOfMemory(
            "the engine has too little memory for this import; expected more: set "
            "CONTACTATLAS_ENGINE_MEMORY_MB higher, or CONTACTATLAS_ENGINE_THREADS lower"
        )
    return EngineError(f"the engine gave up ({type(error).__name__})")


def _connected(file: str, configuration: Configuration) -> duckdb.DuckDBPyConnection:
    try:
        return duckdb.connect(file, config=configuration)
    except duckdb.Error as error:
        failure = _ours(error)
    raise failure


@contextmanager
def scratch_in(folder: Path) -> Iterator[Scratch]:
    """A database within a folder of its own, both gone when the block ends."""
    folder.mkdir()
    chosen = settings()
    configuration: Configuration = {
        "temp_directory": str(folder / "spill"),
        "memory_limit": f"{chosen.engine_memory_mb or MEMORY_MB}MB",
        "threads": chosen.engine_threads or os.cpu_count() or 1,
        "preserve_insertion_order": False,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    file = str(folder / "scratch.duckdb")
    scratch = Scratch(folder, _connected(file, configuration))
    try:
        scratch.run("SET enable_progress_bar = false")
        # The database is thrown away: tidying it first would only keep who interrupts waiting.
        scratch.run("PRAGMA disable_checkpoint_on_shutdown")
        yield scratch
    finally:
        scratch.close()
        shutil.rmtree(folder, ignore_errors=True)
