"""``demo``: the synthetic country, from nothing to a release that can be served."""

import argparse
from pathlib import Path

from core.commands.command import OK, Command, end_progress, progress_bar, releases_folder, say
from core.commands.protecting import profile_option
from core.demo.fit import fit
from core.demo.generation import demo_release
from core.protection.profiles import profile_named
from core.protection.synthetic import synthetic_protection
from core.release import series_in


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--if-missing", action="store_true", help="only if there is no release yet")
    parser.add_argument("--scale", type=float, default=1.0, help="size of the country (1)")
    parser.add_argument("--fit", action="store_true", help="fit the levers again, and keep them")
    profile_option(parser)
    parser.add_argument("--into", type=Path, help="data folder (data)")


def _run(asked: argparse.Namespace) -> int:
    if asked.fit:
        fit(asked.scale, tell=say)
        return OK
    data = asked.into or releases_folder().parent
    if asked.if_missing and series_in(data / "releases"):
        return OK
    protection = synthetic_protection(profile_named(asked.profile))
    release = demo_release(data, asked.scale, progress_bar(), protection)
    end_progress()
    say(f"{release.path}")
    return OK


COMMAND = Command("demo", "Make the synthetic country", _arguments, _run)
