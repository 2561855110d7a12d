"""``demo``: the synthetic country, from nothing to a release that can be served."""

import argparse
from importlib import import_module
from pathlib import Path

from core.commands.command import OK, Command, end_progress, progress_bar, releases_folder, say
from core.commands.protecting import profile_option
from core.demo.generation import demo_release
from core.demo.people.parameters import FILE
from core.demo.years import FOR_TESTS
from core.errors import CoreError
from core.protection.profiles import profile_named
from core.protection.synthetic import synthetic_protection
from core.release import series_in


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--if-missing", action="store_true", help="only if there is no release yet")
    parser.add_argument("--scale", type=float, default=1.0, help="size of the country (1)")
    parser.add_argument(
        "--every-year",
        action="store_true",
        help=f"every year of a country up to {FOR_TESTS:g} too, which has few of them otherwise",
    )
    parser.add_argument(
        "--fit",
        nargs="?",
        const=FILE,
        type=Path,
        metavar="FILE",
        help="fit the levers to the published figures again, about half an hour, and keep them "
        "(in the source, unless in this file)",
    )
    profile_option(parser)
    parser.add_argument("--into", type=Path, help="data folder (data)")


def _run(asked: argparse.Namespace) -> int:
    if asked.fit:
        if asked.scale != 1 and asked.fit == FILE:
            raise CoreError(
                "the levers are fitted on the whole country; leave --scale out, or say "
                "which file may hold those of a small one: --fit FILE"
            )
        # Named rather than imported: what fits takes long to load, and no start needs it.
        import_module("core.demo.fit").fit(asked.scale, asked.fit, say)
        return OK
    data = asked.into or releases_folder().parent
    if asked.if_missing and series_in(data / "releases"):
        return OK
    protection = synthetic_protection(profile_named(asked.profile))
    release = demo_release(
        data, asked.scale, progress_bar(), protection, every_year=asked.every_year
    )
    end_progress()
    say(f"{release.path}")
    return OK


COMMAND = Command("demo", "Make the synthetic country", _arguments, _run)
