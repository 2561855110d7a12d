"""``targets``: what was published, held against what the demo country gives."""

import argparse
from pathlib import Path

from core.commands.check import opened
from core.commands.command import Command, json_option, judged, releases_folder, say
from core.demo.generation import demo_bundle
from core.demo.targets import exact_targets, targets
from core.errors import CoreError

FIRST = 1
"""Facts of this priority may not be missed."""


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--release", type=Path, help="folder of a release (the current one)")
    parser.add_argument(
        "--exact", action="store_true", help="count the people themselves, before protection"
    )
    json_option(parser)


def _run(asked: argparse.Namespace) -> int:
    bundle = demo_bundle(releases_folder().parent)
    if asked.exact and bundle is None:
        raise CoreError("no bundle of the demo to count; make it with python -m core demo")
    rows = (
        exact_targets(bundle)
        if asked.exact and bundle is not None
        else targets(opened(asked.release), bundle)
    )
    judged(rows, asked.json)
    if not asked.json:
        for about, chosen in (("priority 1", True), ("others", False)):
            part = [row for row in rows if (row["priority"] == FIRST) is chosen]
            say(f"{about}: {sum(row['ok'] for row in part)} of {len(part)} values within")
    return int(any(row["priority"] == FIRST and not row["ok"] for row in rows))


COMMAND = Command("targets", "Hold the demo against published figures", _arguments, _run)
