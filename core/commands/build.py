"""``build``: a bundle into a release, which becomes the current one."""

import argparse
from pathlib import Path

from core.bundle import open_bundle
from core.commands.command import (
    OK,
    Command,
    end_progress,
    progress_bar,
    releases_folder,
    say,
)
from core.cube.engines import ENGINES, engine
from core.release.build import build


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("bundle", type=Path, help="folder of a bundle")
    parser.add_argument("--into", type=Path, help="folder of releases (data/releases)")
    parser.add_argument("--engine", choices=ENGINES, default=ENGINES[0], help="what counts")


def _run(asked: argparse.Namespace) -> int:
    bundle = open_bundle(asked.bundle)
    with engine(asked.engine) as counting:
        release = build(bundle, asked.into or releases_folder(), counting, progress_bar())
    end_progress()
    say(f"{release.path}")
    return OK


COMMAND = Command("build", "Count and protect a bundle into a release", _arguments, _run)
