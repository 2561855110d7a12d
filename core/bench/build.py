"""The whole release of the register: every node of the lattice, counted and written."""

import shutil
from pathlib import Path

from core.bench import product
from core.bench.records import REGISTER, Size
from core.bench.rows import Row, at_most, shown
from core.bench.stopwatch import cost_of

MOST_SECONDS = 60.0
MOST_MB = 4_096.0


def bench_build(folder: Path, size: Size = REGISTER) -> list[Row]:
    """Time, memory and size of one build in a cold process."""
    bundle = product.records(folder, "register", size)
    releases = folder / "releases"
    shutil.rmtree(releases, ignore_errors=True)
    cost = cost_of(product.build(bundle, releases))
    written = sum(path.stat().st_size for path in releases.rglob("*") if path.is_file())
    return [
        at_most("release of the register: wall clock", cost.seconds, "s", MOST_SECONDS),
        shown("release of the register: processors", cost.cpu_seconds, "s"),
        at_most("release of the register: peak memory", cost.peak_mb, "MB", MOST_MB),
        shown("release of the register: on disk", written / 1e6, "MB"),
    ]
