"""``audit``: attack a release; it may be published only if every attack fails."""

import argparse
from pathlib import Path

from core.audit import audit
from core.bundle import open_bundle
from core.commands.command import Command, json_option, judged
from core.commands.protecting import protection_of
from core.protection.profiles import profile_named
from core.release import open_release


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("release", type=Path, help="folder of a release")
    parser.add_argument("--against", type=Path, required=True, help="the bundle it was made of")
    json_option(parser)


def _run(asked: argparse.Namespace) -> int:
    release, bundle = open_release(asked.release), open_bundle(asked.against, verify=False)
    protection = protection_of(bundle, profile_named(release.protection))
    return judged([found.row() for found in audit(release, bundle, protection)], asked.json)


COMMAND = Command("audit", "Attack a release", _arguments, _run)
