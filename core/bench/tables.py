"""The six tables of 8.1 million people: ours beside pandas and Polars, in the same run."""

import json
from pathlib import Path
from statistics import median

from core.bench import product
from core.bench.records import REGISTER, Size
from core.bench.rows import Row, at_least, at_most, shown
from core.bench.stopwatch import Cost, in_turns, timed, times_as_fast, usual

PEERS = ("pandas", "polars")
ROUNDS = 3
TIMES_AS_FAST_AS_PANDAS = 6.0
TIMES_AS_FAST_AS_POLARS = 1.0
MOST_MB = 400.0
MOST_WARM_SECONDS = 0.7
LARGEST_DIFFERENCE = 1e-9


def bench_tables(folder: Path, size: Size = REGISTER, rounds: int = ROUNDS) -> list[Row]:
    """Time, memory and equality from files on disk, each in a cold process; and ours warm."""
    bundle = product.records(folder, "register", size)
    out = {name: folder / f"six-tables-{name}" for name in ("ours", *PEERS)}
    commands = {"ours": product.six_tables(bundle, out["ours"])}
    commands |= {peer: product.six_tables_by(peer, bundle, out[peer]) for peer in PEERS}
    costs = in_turns(commands, rounds)
    return [
        *_cost_rows({name: usual(each) for name, each in costs.items()}),
        *_ratio_rows(costs),
        _warm_row(bundle, out["ours"], rounds),
        _equality_row(out),
    ]


def _cost_rows(costs: dict[str, Cost]) -> list[Row]:
    rows = []
    for name, cost in costs.items():
        what = f"six tables, {name}, cold"
        rows.append(shown(f"{what}: wall clock", cost.seconds, "s"))
        rows.append(shown(f"{what}: processors", cost.cpu_seconds, "s"))
        rows.append(_memory_row(f"{what}: peak memory", name, cost.peak_mb))
    return rows


def _memory_row(name: str, whose: str, peak_mb: float) -> Row:
    if whose == "ours":
        return at_most(name, peak_mb, "MB", MOST_MB)
    return shown(name, peak_mb, "MB")


def _ratio_rows(costs: dict[str, list[Cost]]) -> list[Row]:
    limits = {"pandas": TIMES_AS_FAST_AS_PANDAS, "polars": TIMES_AS_FAST_AS_POLARS}
    return [
        at_least(
            f"six tables: times as fast as {peer}",
            times_as_fast(costs["ours"], costs[peer]),
            "×",
            limits[peer],
        )
        for peer in PEERS
    ]


def _warm_row(bundle: Path, out: Path, rounds: int) -> Row:
    _, printed = timed(product.six_tables_warm(bundle, out, rounds))
    seconds = median(json.loads(printed))
    return at_most("six tables, ours, warm: wall clock", seconds, "s", MOST_WARM_SECONDS)


def _equality_row(out: dict[str, Path]) -> Row:
    _, printed = timed(product.difference(out["ours"], out["pandas"]))
    name = "six tables: largest difference from pandas"
    return at_most(name, float(printed), "", LARGEST_DIFFERENCE)
