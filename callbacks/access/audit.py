"""The audit log: who opened which release and when, without what was asked of it."""

import json
import os
import threading
from collections import OrderedDict
from datetime import UTC, datetime
from pathlib import Path

MOST_REMEMBERED = 20_000


class AuditLog:
    """One line of JSON per event, at the end of a file that only its owner may read."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._told: OrderedDict[tuple[str, ...], None] = OrderedDict()

    def opened(self, visitor: str, series: str, release: str) -> None:
        """Say it once per visitor, release and day, of each process."""
        today = datetime.now(UTC).date().isoformat()
        with self._lock:
            told = (today, visitor, series, release)
            if told in self._told:
                return
            self._told[told] = None
            if len(self._told) > MOST_REMEMBERED:
                self._told.popitem(last=False)
        self.write("opened", visitor, series=series, release=release)

    def write(self, event: str, visitor: str, **more: str) -> None:
        """Add a line; several processes can, since each line goes in one piece."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        line = json.dumps({"time": now, "event": event, "visitor": visitor} | more) + "\n"
        self._file.parent.mkdir(parents=True, exist_ok=True)
        opened = os.open(self._file, os.O_APPEND | os.O_CREAT | os.O_WRONLY, 0o600)
        try:
            os.write(opened, line.encode())
        finally:
            os.close(opened)
