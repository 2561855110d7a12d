"""The command line: ``python -m core --help``."""

import argparse
import sys
from importlib import import_module

from core.commands.command import INTERRUPTED, UNUSABLE, end_progress
from core.errors import CoreError


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line says; the exit code means something."""
    commands = import_module("core.commands").COMMANDS
    parser = argparse.ArgumentParser(prog="python -m core", description=__doc__)
    choices = parser.add_subparsers(dest="command", required=True, metavar="command")
    for command in commands:
        own = choices.add_parser(command.name, help=command.about, description=command.about)
        command.arguments(own)
        own.set_defaults(run=command.run)
    asked = parser.parse_args(arguments)
    try:
        return int(asked.run(asked))
    except CoreError as error:
        end_progress()
        sys.stderr.write(f"{error}\n")
        return UNUSABLE
    except KeyboardInterrupt:
        end_progress()
        sys.stderr.write("Interrupted; nothing was left half-made.\n")
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has seen enough, as `head` does.
        sys.stderr.close()
        return UNUSABLE


if __name__ == "__main__":
    sys.exit(main())
