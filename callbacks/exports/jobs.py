"""The queue of files to be made: a folder for each, which all web processes and makers share.

A job is waiting until a maker renames its mark, so that no two take the same one. A maker holds
a lock on its place for as long as it lives; a job of a place that nobody holds has failed.
"""

import json
import re
import secrets
import shutil
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal

from core.errors import FileNotMadeError

State = Literal["waiting", "working", "done", "failed", "cancelled"]
FOLDER = "exports"
REQUEST, STATUS, CANCEL, WAITING = "request.json", "status.json", "cancel", "waiting"
SERIES = "series"
"""In a request: by the series that a slide names, the one that is meant."""
MOST_WAITING = 20
KEPT_SECONDS = 3600
LONGEST_SECONDS = 120
NAME = r"[A-Za-z0-9_-]{22}"
"""The name of a job has too many letters to be guessed."""


@dataclass(frozen=True)
class Status:
    """How far a job is."""

    state: State
    done: int = 0
    of: int = 0
    file: str = ""
    """The name under which a reader keeps the file."""
    problem: str = ""
    """The key of the text that says what failed."""
    place: int = -1
    """The maker that took it."""


class Jobs:
    """The jobs of a data folder."""

    def __init__(self, data: Path) -> None:
        self.folder = data / FOLDER

    def add(self, wanted: Mapping[str, Any], slides: int) -> str:
        """Put a job in the queue; its name."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._tidy()
        if len(list(self.waiting())) >= MOST_WAITING:
            raise FileNotMadeError("too many files are being made; expected a free place: wait")
        name = secrets.token_urlsafe(16)
        job = self.folder / name
        job.mkdir()
        (job / REQUEST).write_text(json.dumps(wanted), "utf-8")
        self.write(name, Status("waiting", 0, slides))
        (job / WAITING).touch()
        return name

    def waiting(self) -> Iterator[str]:
        """The jobs that nobody took yet, the oldest first."""
        marks = [(_age(mark), mark.parent.name) for mark in self.folder.glob(f"*/{WAITING}")]
        yield from (name for _, name in sorted(marks, reverse=True))

    def take(self, place: int) -> str | None:
        """The oldest waiting job, taken for this place; None where there is none."""
        for name in self.waiting():
            try:
                (self.folder / name / WAITING).rename(self.folder / name / f"taken-{place}")
            except FileNotFoundError:
                continue
            return name
        return None

    def status(self, name: str) -> Status | None:
        """How far a job is; None where there is none of this name."""
        try:
            written = json.loads((self.path(name) / STATUS).read_text("utf-8"))
        except (OSError, ValueError):
            return None
        return Status(**written)

    def wanted(self, name: str) -> dict[str, Any]:
        """What a job is to make; empty where there is none of this name."""
        try:
            found: dict[str, Any] = json.loads((self.path(name) / REQUEST).read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return found

    def write(self, name: str, status: Status) -> None:
        """Say how far a job is, at once or not at all."""
        target = self.path(name) / STATUS
        passing = target.with_suffix(f".{secrets.token_hex(4)}")
        passing.write_text(json.dumps(asdict(status)), "utf-8")
        passing.replace(target)

    def cancel(self, name: str) -> None:
        """Stop a job: before it begins, or at the next slide."""
        status = self.status(name)
        if status is None or status.state in ("done", "failed"):
            return
        (self.path(name) / CANCEL).touch()
        (self.path(name) / WAITING).unlink(missing_ok=True)
        self.write(name, replace(status, state="cancelled"))

    def is_cancelled(self, name: str) -> bool:
        """Whether someone asked to stop."""
        return (self.path(name) / CANCEL).exists()

    def ahead(self, name: str) -> int:
        """How many jobs are taken before this one."""
        names = list(self.waiting())
        return names.index(name) if name in names else 0

    def path(self, name: str) -> Path:
        """The folder of a job; a name that no job has leads nowhere."""
        plain = name if re.fullmatch(NAME, name) else "-"
        return self.folder / plain

    def _tidy(self) -> None:
        """Take away what nobody fetched in time."""
        for job in self.folder.iterdir():
            if job.is_dir() and _age(job) > KEPT_SECONDS:
                shutil.rmtree(job, ignore_errors=True)


def _age(path: Path) -> float:
    """Seconds since something was written; 0 where it is gone."""
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0.0
