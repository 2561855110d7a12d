"""``bench``: figures on speed and size, each beside a peer where it is a ratio."""

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path

from core.bench.ask import ask
from core.bench.build import build
from core.bench.growth import growth
from core.bench.tables import tables
from core.commands.command import Command, Row, json_option, judged
from core.indices.bench import bench as indices

PARTS: dict[str, Callable[[Path], list[Row]]] = {
    "tables": tables,
    "build": build,
    "ask": ask,
    "growth": growth,
    "indices": lambda _folder: indices(),
}


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("part", nargs="?", choices=PARTS, help="one part only (all)")
    parser.add_argument("--folder", type=Path, help="where drawn records are kept between runs")
    json_option(parser)


def _run(asked: argparse.Namespace) -> int:
    chosen = [asked.part] if asked.part else list(PARTS)
    with tempfile.TemporaryDirectory(prefix="contactatlas-bench-") as passing:
        folder = asked.folder or Path(passing)
        folder.mkdir(parents=True, exist_ok=True)
        rows = [row for part in chosen for row in PARTS[part](folder)]
    return judged(rows, asked.json)


COMMAND = Command("bench", "Measure speed and size", _arguments, _run)
