"""Decoded columns of a release that were asked for lately, as many as fit."""

import threading
from collections import OrderedDict

import pyarrow as pa

Name = tuple[str, int, str]
"""Table, row group and column."""


class KeptColumns:
    """The columns used last, together no larger than a bound; for any thread."""

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._bytes = 0
        self._columns: OrderedDict[Name, pa.ChunkedArray] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, name: Name) -> pa.ChunkedArray | None:
        """A column, if it is still kept."""
        with self._lock:
            found = self._columns.get(name)
            if found is not None:
                self._columns.move_to_end(name)
            return found

    def put(self, name: Name, column: pa.ChunkedArray) -> None:
        """Keep a column, and let go of those that were not used for longest."""
        with self._lock:
            self._forget(self._columns.pop(name, None))
            self._columns[name] = column
            self._bytes += column.nbytes
            while self._bytes > self._most:
                self._forget(self._columns.popitem(last=False)[1])

    def _forget(self, column: pa.ChunkedArray | None) -> None:
        if column is not None:
            self._bytes -= column.nbytes
