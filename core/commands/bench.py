"""``bench``: figures on speed and size, each beside a peer where it is a ratio."""

import argparse
import tempfile
from pathlib import Path

from core.bench import PARTS
from core.commands.command import Command, json_option, judged


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "part", nargs="?", choices=[part.name for part in PARTS], help="one part only (all)"
    )
    parser.add_argument("--folder", type=Path, help="where drawn records are kept between runs")
    json_option(parser)


def _run(asked: argparse.Namespace) -> int:
    chosen = [part for part in PARTS if asked.part in (None, part.name)]
    with tempfile.TemporaryDirectory(prefix="contactatlas-bench-") as passing:
        folder = asked.folder or Path(passing)
        folder.mkdir(parents=True, exist_ok=True)
        rows = [row for part in chosen for row in part.rows(folder)]
    return judged(rows, asked.json)


COMMAND = Command("bench", "Measure speed and size", _arguments, _run)
