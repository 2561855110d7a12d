"""Tables of a release on their way from the process that makes them to the one that writes."""

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import pyarrow as pa

from core.errors import ReleaseError
from core.protection.release_table import ReleaseTable

_TABLE = b"table"
_PACKED = pa.ipc.IpcWriteOptions(compression="lz4")


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
    """

    def __init__(self, path: Path, protection: str) -> None:
        self._path, self._protection = path, protection
        self._file: pa.NativeFile | None = None

    def __enter__(self) -> Self:
        self._file = pa.OSFile(str(self._path), "wb")
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
        # A stream for each table, for every one has its own lists of names.
        schema = table.rows.schema.with_metadata({_TABLE: table.name.encode()})
        with pa.ipc.new_stream(self._file, schema, options=_PACKED) as stream:
            stream.write_table(table.rows.replace_schema_metadata(schema.metadata))

    def taken(self) -> Iterator[tuple[str, pa.Table]]:
        """The tables with their names; afterwards the file is gone."""
        with pa.OSFile(str(self._path)) as source:
            while source.tell() < source.size():
                rows = pa.ipc.open_stream(source).read_all()
                yield rows.schema.metadata[_TABLE].decode(), rows.replace_schema_metadata(None)
        self._path.unlink()
