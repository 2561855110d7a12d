"""The whole release of the register and of the demo country: every node counted and written."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

from core.bench import product
from core.bench.records import REGISTER, Size
from core.bench.rows import Row, at_most, shown
from core.bench.stopwatch import Cost, cost_of, timed

MOST_SECONDS = 60.0
MOST_MB = 4_096.0
SMALL = 16
"""The protection is weighed on a country so many times smaller, counted thrice."""
PEOPLE, FEWEST_AREAS = ("jobs", "pupils", "residents"), 24
MOST_FOR_PROTECTION = 0.5
MOST_DEMO_SECONDS, MOST_DEMO_MB = 120.0, 6_000.0
SMALL_DEMO, MOST_SMALL_SECONDS = 0.05, 6.0


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
        *_protection(folder, size),
        *_demo(folder),
    ]


def _demo(folder: Path) -> list[Row]:
    """From nothing to an opened release, of the whole demo country and of a small one."""
    whole, small = (_cost_of_demo(folder, scale) for scale in (1.0, SMALL_DEMO))
    name = "demo country from nothing"
    return [
        at_most(f"{name}: wall clock", whole.seconds, "s", MOST_DEMO_SECONDS),
        shown(f"{name}: processors", whole.cpu_seconds, "s"),
        at_most(f"{name}: peak memory", whole.peak_mb, "MB", MOST_DEMO_MB),
        at_most(f"small {name}: wall clock", small.seconds, "s", MOST_SMALL_SECONDS),
        shown(f"small {name}: processors", small.cpu_seconds, "s"),
    ]


def _cost_of_demo(folder: Path, scale: float) -> Cost:
    into = folder / "demo"
    shutil.rmtree(into, ignore_errors=True)
    try:
        return cost_of(product.demo(into, scale))
    finally:
        shutil.rmtree(into, ignore_errors=True)


def _protection(folder: Path, size: Size) -> list[Row]:
    """What protecting adds to counting, and its part of both."""
    few = {name: number // SMALL for name, number in vars(size).items() if name in PEOPLE}
    areas = max(FEWEST_AREAS, size.areas // SMALL)
    bundle = product.records(folder, "small", replace(size, **few, areas=areas))
    spent = json.loads(timed(product.protecting(bundle))[1])
    added = spent["protected"] - spent["counted"]
    return [
        at_most("protection beside counting", added / spent["counted"], "x", MOST_FOR_PROTECTION),
        shown("protection's part of both", added / spent["protected"], "share"),
    ]
