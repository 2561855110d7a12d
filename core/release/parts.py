"""Tables of a release on their way from the process that makes them to the one that writes."""

import os
from collections.abc import Iterator
from concurrent.futures import Future, wait
from io import BufferedWriter, FileIO
from pathlib import Path
from struct import Struct
from types import TracebackType
from typing import Self

import pyarrow as pa

from core.errors import ReleaseError
from core.protection.release_table import ReleaseTable

_TABLE = b"table"
_PACKED = pa.ipc.IpcWriteOptions(compression="lz4", use_threads=False)
_READ_HERE = pa.ipc.IpcReadOptions(use_threads=False)
"""Columns of a few thousand rows are packed sooner than they are handed to other threads."""
_LENGTH = Struct("<q")
"""Before each table: how many bytes it takes."""
_LOOKED_AGAIN_S = 0.02


def require_profile(table: ReleaseTable, protection: str) -> None:
    """Refuse whatever core.protection did not make under this profile."""
    if not isinstance(table, ReleaseTable) or table.profile.name != protection:
        raise ReleaseError(
            f"rows under another protection than {protection}; expected a ReleaseTable of that "
            f"profile"
        )


class PartFile:
    """The protected tables of one part, in the order and the portions in which they came.

    It stands in the folder of the unfinished release, and holds nothing that the release won't.
    Its tables can be taken while it is written.
    """

    def __init__(self, path: Path, protection: str) -> None:
        self._path, self._protection = path, protection
        self._path.touch()
        self._file: BufferedWriter | None = None

    def __enter__(self) -> Self:
        self._file = self._path.open("wb")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is not None:
            self._file.close()

    def add_protected(self, table: ReleaseTable) -> None:
        """Add figures that core.protection made, under the profile of the release."""
        require_profile(table, self._protection)
        if self._file is None:
            raise ReleaseError(f"{self._path.name}: not open; expected a block that writes it")
        # A stream for each table, for every one has its own lists of names.
        schema = table.rows.schema.with_metadata({_TABLE: table.name.encode()})
        packed = pa.BufferOutputStream()
        with pa.ipc.new_stream(packed, schema, options=_PACKED) as stream:
            stream.write_table(table.rows.replace_schema_metadata(schema.metadata))
        told = packed.getvalue()
        self._file.write(_LENGTH.pack(told.size))
        self._file.write(told)
        self._file.flush()

    def taken(self, made: Future[None]) -> Iterator[tuple[str, pa.Table]]:
        """The tables with their names, until the part is made; afterwards the file is gone."""
        with self._path.open("rb", buffering=0) as source:
            is_last_look = False
            while not is_last_look:
                is_last_look = made.done()
                yield from _whole_tables(source)
                wait([made], timeout=_LOOKED_AGAIN_S)
        made.result()
        self._path.unlink()


def _whole_tables(source: FileIO) -> Iterator[tuple[str, pa.Table]]:
    """The tables from where a file is on, without one that is still being written."""
    size = os.fstat(source.fileno()).st_size
    while size - source.tell() > _LENGTH.size:
        (length,) = _LENGTH.unpack(source.read(_LENGTH.size))
        if size - source.tell() < length:
            source.seek(-_LENGTH.size, os.SEEK_CUR)
            return
        rows = pa.ipc.open_stream(source.read(length), options=_READ_HERE).read_all()
        yield rows.schema.metadata[_TABLE].decode(), rows.replace_schema_metadata(None)
