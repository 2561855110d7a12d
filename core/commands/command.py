"""What a command is, and what all of them share: output, progress, exit codes."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.settings import settings

if TYPE_CHECKING:  # what reads sources takes long to load, and no question needs it
    from core.sources.progress import Progress

OK = 0
FAILED = 1
"""The command did its work and what it judged is not right."""
UNUSABLE = 2
"""The command couldn't do its work: the message says what to do."""
INTERRUPTED = 130

Row = dict[str, Any]


@dataclass(frozen=True)
class Command:
    """One command of the command line."""

    name: str
    about: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def releases_folder() -> Path:
    """Where releases are kept unless the command says otherwise."""
    return settings().data / "releases"


def say(line: str) -> None:
    """A line of result."""
    sys.stdout.write(line + "\n")


def progress_bar() -> "Progress":
    """A bar on standard error for someone who watches; nothing where nobody does."""
    if not sys.stderr.isatty():
        return lambda step, done, steps: None

    def show(step: str, done: int, steps: int) -> None:
        width = 24
        filled = width * done // max(steps, 1)
        bar = "█" * filled + "░" * (width - filled)
        sys.stderr.write(f"\r\033[K{bar} {step}")
        sys.stderr.flush()

    return show


def end_progress() -> None:
    """Clear the bar, so that the result begins on a clean line."""
    if sys.stderr.isatty():
        sys.stderr.write("\r\033[K")


def judged(rows: Sequence[Row], as_json: bool) -> int:
    """Print rows of figures with their limits; the exit code says whether all are right."""
    if as_json:
        say(json.dumps(rows))
    else:
        width = max((len(row["name"]) for row in rows), default=0)
        for row in rows:
            limit = "" if row["limit"] is None else f"  (limit {_limit(row['limit'])})"
            mark = "ok " if row["ok"] else "NOT"
            say(f"{mark} {row['name']:{width}}  {row['figure']:.6g} {row['unit']}{limit}")
    return OK if all(row["ok"] for row in rows) else FAILED


def _limit(limit: float | Sequence[float]) -> str:
    return (
        f"{limit:g}" if isinstance(limit, int | float) else " to ".join(f"{one:g}" for one in limit)
    )


def json_option(parser: argparse.ArgumentParser) -> None:
    """The option for machines."""
    parser.add_argument("--json", action="store_true", help="print for machines")
