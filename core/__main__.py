"""The command line: ``python -m core --help``."""

import argparse
import os
import sys
from collections.abc import Sequence

from core.commands import commands_for
from core.commands.command import INTERRUPTED, UNUSABLE, end_progress
from core.errors import CoreError


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line says; the exit code means something."""
    try:
        return _done(sys.argv[1:] if arguments is None else arguments)
    except CoreError as error:
        return _ended(str(error), UNUSABLE)
    except KeyboardInterrupt:
        return _ended("Interrupted; nothing was left half-made.", INTERRUPTED)
    except BrokenPipeError:
        # Whoever read our output has seen enough, as `head` does: what is left goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNUSABLE
    except OSError as error:
        where = error.filename or "the output"
        return _ended(f"{where}: {error.strerror}; mend that, and begin again", UNUSABLE)


def _done(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m core", description=__doc__)
    choices = parser.add_subparsers(dest="command", required=True, metavar="command")
    for command in commands_for(arguments):
        own = choices.add_parser(command.name, help=command.about, description=command.about)
        command.arguments(own)
        own.set_defaults(run=command.run)
    asked = parser.parse_args(arguments)
    code = int(asked.run(asked))
    sys.stdout.flush()
    return code


def _ended(message: str, code: int) -> int:
    end_progress()
    sys.stderr.write(f"{message}\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
