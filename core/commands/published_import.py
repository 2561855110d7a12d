"""What ``import`` does with published figures: read, report, and keep them as a bundle."""

import argparse
import sys
from pathlib import Path

from core.bundle.published import write_published
from core.commands.command import FAILED, OK, end_progress, progress_bar, releases_folder, say
from core.errors import InputError
from core.release.published.build import build_published
from core.release.series import OF_BASIS, series_folder
from core.sources.publishers.own_figures import figures_with_mappings
from core.sources.publishers.reading import PublishedReading, read_published, report_lines


def import_published(asked: argparse.Namespace) -> int:
    """Read all files; write the bundle, and with ``--build`` the release."""
    paths, own = figures_with_mappings(asked.paths)
    reading = read_published(paths, asked.year, own, progress_bar())
    end_progress()
    for line in report_lines(reading.findings.reports):
        say(line)
    for problem in reading.problems:
        sys.stderr.write(f"{problem}\n")
    _require_readable(reading, asked.lenient)
    if asked.dry_run:
        return FAILED if reading.problems else OK
    _write(reading, asked.into, asked.build)
    return OK


def _require_readable(reading: PublishedReading, lenient: bool) -> None:
    if reading.problems and not lenient:
        raise InputError(
            f"{len(reading.problems)} of the files can't be used, so nothing was written; expected "
            f"none: mend or leave out the files named above, or say --lenient to go on without them"
        )


def _write(reading: PublishedReading, into: Path, build: bool) -> None:
    bundle = write_published(into, reading)
    say(f"{bundle.path}")
    if build:
        folder = series_folder(releases_folder(), OF_BASIS["published"])
        release = build_published(bundle, folder, progress_bar())
        end_progress()
        say(f"{release.path}")
