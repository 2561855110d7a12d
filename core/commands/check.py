"""``check``: whether a release is what was written, byte for byte."""

import argparse
from pathlib import Path

from core.commands.command import Command, json_option, judged, releases_folder
from core.errors import ReleaseError
from core.release import Release, current_release_id, open_release


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("release", type=Path, nargs="?", help="folder of a release (the current)")
    json_option(parser)


def _run(asked: argparse.Namespace) -> int:
    release = opened(asked.release)
    rows = [
        {"name": name, "figure": count, "unit": "rows", "limit": None, "ok": count > 0}
        for name, count in release.rows.items()
    ]
    return judged(rows, asked.json)


def opened(path: Path | None) -> Release:
    """The release that a command line names, or else the current one."""
    if path is not None:
        return open_release(path)
    releases = releases_folder()
    name = current_release_id(releases)
    if name is None:
        raise ReleaseError(f"{releases}: holds no release yet; make one with `build` or `demo`")
    return open_release(releases / name)


COMMAND = Command("check", "Verify a release", _arguments, _run)
