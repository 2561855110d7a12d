"""How long an answer takes: one question of each kind cold, and many of them warm."""

import json
import math
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from core.bench import product
from core.bench.records import REGISTER, Size
from core.bench.rows import Row, at_most, shown
from core.bench.stopwatch import cost_of, timed, usual
from core.questions import QUESTIONS

COLD_ROUNDS = 3
WARM_ROUNDS = 200
MOST_WARM_MS = 30.0


def bench_ask(folder: Path, size: Size = REGISTER, rounds: int = WARM_ROUNDS) -> list[Row]:
    """A row for each kind of question from a cold process, and one for each in a warm one."""
    release = _release(folder, size)
    rows = []
    for kind in QUESTIONS:
        cost = usual([cost_of(product.ask(release, kind.name)) for _ in range(COLD_ROUNDS)])
        rows.append(shown(f"ask {kind.name}, cold: wall clock", cost.seconds, "s"))
        rows.append(shown(f"ask {kind.name}, cold: peak memory", cost.peak_mb, "MB"))
    _, printed = timed(product.ask_warm(release, rounds))
    for name, seconds in json.loads(printed).items():
        usually, slow = median(seconds) * 1e3, percentile(seconds, 95) * 1e3
        rows.append(shown(f"ask {name}, warm: median of {len(seconds)}", usually, "ms"))
        rows.append(at_most(f"ask {name}, warm: 95 in 100 within", slow, "ms", MOST_WARM_MS))
    return rows


def percentile(figures: Sequence[float], percent: int) -> float:
    """The smallest figure that this many in a hundred don't exceed."""
    return sorted(figures)[max(math.ceil(len(figures) * percent / 100), 1) - 1]


def _release(folder: Path, size: Size) -> Path:
    """The release of the register; built if it is not there yet."""
    releases = folder / "releases"
    if not (releases / "current").exists():
        cost_of(product.build(product.records(folder, "register", size), releases))
    return releases / (releases / "current").read_text("utf-8").strip()
