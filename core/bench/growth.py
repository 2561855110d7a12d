"""What a person costs as the register grows: the six tables at 1, 7, 30 and 100 million jobs."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from core.bench import product
from core.bench.records import REGISTER, Size
from core.bench.rows import Row, at_most, shown
from core.bench.stopwatch import Cost, in_turns, times_as_fast, usual

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
    costs = _costs(folder, sizes, rounds)
    rows = []
    for one, each in zip(sizes, costs, strict=True):
        name, cost = f"six tables at {one.jobs / 1e6:g} million jobs", usual(each)
        rows.append(shown(f"{name}: wall clock", cost.seconds, "s"))
        rows.append(shown(f"{name}: each person", cost.seconds / _people(one) * 1e9, "ns"))
        rows.append(shown(f"{name}: peak memory", cost.peak_mb, "MB"))
    name = f"cost of a person at {jobs[-1] / 1e6:g} against {jobs[FROM] / 1e6:g} million jobs"
    more_people = _people(sizes[-1]) / _people(sizes[FROM])
    growth = times_as_fast(costs[FROM], costs[-1]) / more_people
    return [*rows, at_most(name, growth, "×", MOST_GROWTH)]


def _people(size: Size) -> int:
    return size.jobs + size.pupils


def _costs(folder: Path, sizes: Sequence[Size], rounds: int) -> list[list[Cost]]:
    """The costs at each size, in turns; the records are removed, as they take much room."""
    bundles = [product.records(folder, f"jobs-{size.jobs}", size) for size in sizes]
    out = folder / "six-tables-growth"
    commands = {bundle.name: product.six_tables(bundle, out) for bundle in bundles}
    try:
        return list(in_turns(commands, rounds).values())
    finally:
        for bundle in bundles:
            shutil.rmtree(bundle)
