"""``import``: files on disk into a bundle: a register with its mapping, or published figures."""

import argparse
import sys
from pathlib import Path

from core.bundle.register import import_register
from core.commands.command import OK, Command, end_progress, progress_bar, say
from core.commands.protecting import register_seed
from core.commands.published_import import import_published
from core.errors import InputError
from core.language import LANGUAGES
from core.protection.register_keys import register_keys
from core.sources.toml_reader import parsed as read_toml


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths",
        type=Path,
        nargs="+",
        metavar="path",
        help="a register's mapping file (TOML), or files and folders of published figures",
    )
    parser.add_argument("--into", type=Path, required=True, help="folder of the bundle to make")
    parser.add_argument("--dry-run", action="store_true", help="read and check, write nothing")
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="language of the report")
    parser.add_argument("--year", type=int, help="year of files that don't tell theirs")
    parser.add_argument(
        "--lenient", action="store_true", help="leave out files that can't be read, and go on"
    )
    parser.add_argument("--build", action="store_true", help="also make the release")


def _run(asked: argparse.Namespace) -> int:
    if is_register(asked.paths):
        return _register(asked)
    return import_published(asked)


def is_register(paths: list[Path]) -> bool:
    """Whether the paths are one mapping file of a register."""
    if len(paths) != 1 or paths[0].suffix != ".toml":
        return False
    try:
        return "figures" not in read_toml(paths[0])
    except InputError:
        return True


def _register(asked: argparse.Namespace) -> int:
    seed = None if asked.dry_run else register_seed()
    report = import_register(
        asked.paths[0],
        asked.into,
        dry_run=asked.dry_run,
        record_keys=None if seed is None else register_keys(seed),
        keys="" if seed is None else seed.fingerprint,
        progress=progress_bar(),
    )
    end_progress()
    for warning in report.warnings:
        sys.stderr.write(f"{warning}\n")
    for line in report.lines(asked.lang):
        say(line)
    return OK


COMMAND = Command("import", "Read files on disk into a bundle", _arguments, _run)
