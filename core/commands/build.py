"""``build``: a bundle into a release, which becomes the current one."""

import argparse
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from core.bundle import open_bundle
from core.bundle.published import is_published, open_published
from core.commands.command import (
    OK,
    Command,
    end_progress,
    progress_bar,
    releases_folder,
    say,
)
from core.commands.protecting import profile_option, protection_of
from core.cube.engine import Engine
from core.cube.engines import ENGINES, engine
from core.protection.profiles import profile_named
from core.release.build import build
from core.release.published.build import build_published
from core.release.series import OF_BASIS, series_folder


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("bundle", type=Path, help="folder of a bundle")
    parser.add_argument("--into", type=Path, help="folder of releases (data/releases)")
    profile_option(parser)
    parser.add_argument("--as", dest="series", help="series that it joins (after its basis)")
    parser.add_argument("--engine", choices=ENGINES, default=ENGINES[0], help="what counts")


def _run_published(asked: argparse.Namespace) -> int:
    into: Path = asked.into or releases_folder()
    if asked.series or not asked.into:
        into = series_folder(into, asked.series or OF_BASIS["published"])
    release = build_published(open_published(asked.bundle), into, progress_bar())
    end_progress()
    say(f"{release.path}")
    return OK


def _run(asked: argparse.Namespace) -> int:
    if is_published(asked.bundle):
        return _run_published(asked)
    bundle = open_bundle(asked.bundle)
    protection = protection_of(bundle, profile_named(asked.profile))
    into: Path = asked.into or releases_folder()
    if asked.series or not asked.into:
        into = series_folder(into, asked.series or OF_BASIS[bundle.basis])
    # The embedded engine is left to the build, which may want several.
    chosen: AbstractContextManager[Engine | None] = (
        nullcontext() if asked.engine == ENGINES[0] else engine(asked.engine)
    )
    with chosen as counting:
        release = build(bundle, into, counting, progress_bar(), protection=protection)
    end_progress()
    say(f"{release.path}")
    return OK


COMMAND = Command("build", "Count and protect a bundle into a release", _arguments, _run)
