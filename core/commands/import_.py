"""``import``: a statistics office's files, as a mapping file describes them, into a bundle."""

import argparse
import sys
from pathlib import Path

from core.bundle.register import import_register
from core.commands.command import OK, Command, end_progress, progress_bar, say
from core.commands.protecting import register_seed
from core.language import LANGUAGES
from core.protection.register_keys import register_keys


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("mapping", type=Path, help="mapping file (TOML) of the delivery")
    parser.add_argument("--into", type=Path, required=True, help="folder of the bundle to make")
    parser.add_argument("--dry-run", action="store_true", help="read and check, write nothing")
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="language of the report")


def _run(asked: argparse.Namespace) -> int:
    seed = None if asked.dry_run else register_seed()
    report = import_register(
        asked.mapping,
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


COMMAND = Command("import", "Read a register's files into a bundle", _arguments, _run)
