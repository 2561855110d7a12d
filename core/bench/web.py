"""What visitors of the dashboard wait for: starting, painting, recolouring, cards, and crowds."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from core.bench import product
from core.bench.ask import percentile
from core.bench.rows import Row, at_most, shown
from core.bench.served import serving
from core.bench.stopwatch import cost_of, timed
from core.bench.visitor import Taken
from core.release import open_first

ROUNDS = 5
CARD_ROUNDS = 40
VISITORS = 50
SECONDS = 40
MOST_START_S = 3.0
MOST_USABLE_MS = {
    "start": 1_500.0,
    "map of municipalities": 2_500.0,
    "map of neighbourhoods": 4_000.0,
}
MOST_CHANGE_MS = {"municipalities": 150.0, "neighbourhoods": 300.0}
MOST_CHANGE_KB = 40.0
MOST_THRESHOLD_MS = 150.0
MOST_CARD_MS = 60.0
MOST_CROWD_MS = 250.0


def bench_web(folder: Path) -> list[Row]:
    """Every limit that a visitor would notice, on the full demo country."""
    kept = demo_country(folder)
    release = _current(kept)
    with _nothing_drawn(kept) as data:
        rows = [at_most("web: start of the server", _started(data), "s", MOST_START_S)]
        with serving(data) as served:
            rows += _painted(served.address)
    with _nothing_drawn(kept) as data, serving(data) as served:
        rows += _drawn(served.address, release)
    with _nothing_drawn(kept) as data, serving(data) as served:
        rows += _crowded(served.address, release)
    return rows


@contextmanager
def _nothing_drawn(kept: Path) -> Iterator[Path]:
    """A data folder with these releases and an empty cache: cards of an earlier run are no gain."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "releases").symlink_to((kept / "releases").resolve())
        yield Path(folder)


def demo_country(folder: Path) -> Path:
    """The data folder of the demo country; made if it is not there yet."""
    data = folder / "demo"
    cost_of([product.PYTHON, "-m", "core", "demo", "--if-missing", "--into", str(data)])
    return data


def _current(data: Path) -> Path:
    return open_first(data / "releases").path


def _started(data: Path) -> float:
    times = []
    for _ in range(ROUNDS):
        with serving(data) as served:
            times.append(served.seconds)
    return median(times)


def _painted(address: str) -> list[Row]:
    _, printed = timed(product.painting(address, ROUNDS))
    seen = json.loads(printed)
    rows = [
        at_most(f"web: {name} can be used", median(times), "ms", MOST_USABLE_MS[name])
        for name, times in seen["views"].items()
    ]
    for name, changes in seen["changes"].items():
        times, sizes = zip(*changes, strict=True)
        limit = MOST_CHANGE_MS[name]
        rows.append(at_most(f"web: another figure, {name}: seen", median(times), "ms", limit))
        wire = max(sizes) / 1e3
        rows.append(at_most(f"web: another figure, {name}: wire", wire, "kB", MOST_CHANGE_KB))
    positions = seen["thresholds"]
    name = f"web: a threshold moved: median of {len(positions)}"
    rows.append(at_most(name, median(positions), "ms", MOST_THRESHOLD_MS))
    return rows


def _drawn(address: str, release: Path) -> list[Row]:
    _, printed = timed(product.visits(address, release, "cards", CARD_ROUNDS))
    return _rows("a card drawn anew", _of(printed, ("card",)), MOST_CARD_MS)


def _crowded(address: str, release: Path) -> list[Row]:
    _, printed = timed(product.visits(address, release, "many", VISITORS, SECONDS))
    return _rows(f"{VISITORS} visitors side by side", _of(printed), MOST_CROWD_MS)


def _of(printed: str, kinds: Sequence[str] = ()) -> list[Taken]:
    taken = [Taken(*one) for one in json.loads(printed)]
    return [one for one in taken if not kinds or one.kind in kinds]


def _rows(name: str, taken: Sequence[Taken], limit: float) -> list[Row]:
    seconds = [one.seconds for one in taken]
    failed = sum(not one.fine for one in taken)
    return [
        shown(f"web: {name}: median of {len(seconds)}", median(seconds) * 1e3, "ms"),
        at_most(f"web: {name}: 95 in 100 within", percentile(seconds, 95) * 1e3, "ms", limit),
        at_most(f"web: {name}: errors", failed, "requests", 0),
    ]
