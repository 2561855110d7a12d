"""``targets``: what was published, held against what the demo country gives."""

import argparse
from pathlib import Path

from core.commands.check import opened
from core.commands.command import Command, json_option, judged, releases_folder, say
from core.demo.generation import demo_bundle
from core.demo.targets import targets

FIRST = 1
"""Facts of this priority may not be missed."""


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--release", type=Path, help="folder of a release (the current one)")
    json_option(parser)


def _run(asked: argparse.Namespace) -> int:
    rows = targets(opened(asked.release), demo_bundle(releases_folder().parent))
    judged(rows, asked.json)
    if not asked.json:
        for about, chosen in (("priority 1", True), ("others", False)):
            part = [row for row in rows if (row["priority"] == FIRST) is chosen]
            say(f"{about}: {sum(row['ok'] for row in part)} of {len(part)} values within")
    return int(any(row["priority"] == FIRST and not row["ok"] for row in rows))


COMMAND = Command("targets", "Hold the demo against published figures", _arguments, _run)
