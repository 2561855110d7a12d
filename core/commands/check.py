"""``check``: whether a release is what was written, byte for byte."""

import argparse
from pathlib import Path

from core.commands.command import Command, json_option, judged, releases_folder
from core.release import Release, open_first, open_release, series_in
from core.release.schema import filled_tables


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("release", type=Path, nargs="?", help="folder or series (the first)")
    json_option(parser)


def _run(asked: argparse.Namespace) -> int:
    release = opened(asked.release)
    filled = filled_tables(release.basis)
    rows = [
        {
            "name": name,
            "figure": count,
            "unit": "rows",
            "limit": None,
            "ok": count > 0 or name not in filled,
        }
        for name, count in release.rows.items()
    ]
    return judged(rows, asked.json)


def opened(path: Path | None) -> Release:
    """The release that a command line names, by folder or by series; else the first series'."""
    if path is None:
        return open_first(releases_folder())
    named = [one for one in series_in(releases_folder()) if one.name == str(path)]
    return named[0].open() if named else open_release(path)


COMMAND = Command("check", "Verify a release", _arguments, _run)
