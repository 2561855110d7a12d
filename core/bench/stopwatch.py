"""What a command costs in a process of its own: wall clock, processor time and memory."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from core.errors import CoreError

ROOT = Path(__file__).resolve().parents[2]
LAUNCHER = Path(__file__).with_name("launcher.py")


class Cost(NamedTuple):
    """What one run took; memory is the peak of all its processes together."""

    seconds: float
    cpu_seconds: float
    peak_mb: float


def cost_of(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Cost:
    """The cost of a command from start to end; CoreError with its last words if it went wrong."""
    return timed(command, environment)[0]


def timed(command: Sequence[str], environment: Mapping[str, str] | None = None) -> tuple[Cost, str]:
    """The cost of a command, and what it printed."""
    with tempfile.TemporaryDirectory(prefix="stopwatch-") as folder:
        result = Path(folder) / "cost.json"
        run = subprocess.run(  # noqa: S603 - our own commands, no shell
            [sys.executable, "-I", "-S", str(LAUNCHER), str(result), *command],
            cwd=ROOT,
            env={**os.environ, **(environment or {})},
            capture_output=True,
            text=True,
            check=False,
        )
        if run.returncode:
            last = (run.stderr.strip().splitlines() or ["it said nothing"])[-1]
            raise CoreError(f"'{' '.join(command)}' ended with code {run.returncode}: {last}")
        return Cost(**json.loads(result.read_text())), run.stdout


def in_turns(commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, list[Cost]]:
    """The costs of every command in every round.

    In each round they run one after the other, so that what else the machine does falls on
    all of them alike.
    """
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            costs[name].append(cost_of(command))
    return costs


def usual(costs: Sequence[Cost]) -> Cost:
    """The median of each figure."""
    return Cost(*(median(figures) for figures in zip(*costs, strict=True)))


def times_as_fast(ours: Sequence[Cost], theirs: Sequence[Cost]) -> float:
    """How many times as long theirs took: the median over the rounds."""
    return median(their.seconds / our.seconds for our, their in zip(ours, theirs, strict=True))
