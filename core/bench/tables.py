"""The six tables of 8.1 million people: ours beside pandas and Polars, in the same run."""

import json
from pathlib import Path
from statistics import median

from core.bench import product
from core.bench.agreement import largest_difference
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


def tables(folder: Path, size: Size = REGISTER, rounds: int = ROUNDS) -> list[Row]:
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
        rows.append(shown(f"six tables, {name}, cold: wall clock", cost.seconds, "s"))
        rows.append(shown(f"six tables, {name}, cold: processors", cost.cpu_seconds, "s"))
        memory = f"six tables, {name}, cold: peak memory"
        ours = name == "ours"
        rows.append(
            at_most(memory, cost.peak_mb, "MB", MOST_MB)
            if ours
            else shown(memory, cost.peak_mb, "MB")
        )
    return rows


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
    module, *arguments = product.six_tables(bundle, out)[2:]
    _, printed = timed(product.warm(module, max(rounds, 5), *arguments))
    seconds = median(json.loads(printed))
    return at_most("six tables, ours, warm: wall clock", seconds, "s", MOST_WARM_SECONDS)


def _equality_row(out: dict[str, Path]) -> Row:
    difference = largest_difference(out["ours"], out["pandas"])
    return at_most("six tables: largest difference from pandas", difference, "", LARGEST_DIFFERENCE)
