"""What a person costs as the register grows: the six tables at 1, 7, 30 and 100 million jobs."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from core.bench import product
from core.bench.records import REGISTER, Size
from core.bench.rows import Row, at_most, shown
from core.bench.stopwatch import Cost, cost_of, usual

JOBS = (1_000_000, 7_000_000, 30_000_000, 100_000_000)
ROUNDS = 3
FROM = 1
"""Growth is judged from the second size on: below it, starting up weighs too much."""
MOST_GROWTH = 1.25


def bench_growth(
    folder: Path, jobs: Sequence[int] = JOBS, size: Size = REGISTER, rounds: int = ROUNDS
) -> list[Row]:
    """Time and memory at each size, and how much more a person costs at the largest."""
    sizes = [replace(size, jobs=number) for number in jobs]
    costs = [_cost(folder, one, rounds) for one in sizes]
    each = [cost.seconds / (one.jobs + one.pupils) for one, cost in zip(sizes, costs, strict=True)]
    rows = []
    for one, cost, seconds in zip(sizes, costs, each, strict=True):
        name = f"six tables at {one.jobs / 1e6:g} million jobs"
        rows.append(shown(f"{name}: wall clock", cost.seconds, "s"))
        rows.append(shown(f"{name}: each person", seconds * 1e9, "ns"))
        rows.append(shown(f"{name}: peak memory", cost.peak_mb, "MB"))
    name = f"cost of a person at {jobs[-1] / 1e6:g} against {jobs[FROM] / 1e6:g} million jobs"
    return [*rows, at_most(name, each[-1] / each[FROM], "×", MOST_GROWTH)]


def _cost(folder: Path, size: Size, rounds: int) -> Cost:
    """The usual cost of the six tables; the bundle is removed, as the largest takes much room."""
    bundle = product.records(folder, f"jobs-{size.jobs}", size)
    command = product.six_tables(bundle, folder / "six-tables-growth")
    try:
        return usual([cost_of(command) for _ in range(rounds)])
    finally:
        shutil.rmtree(bundle)
