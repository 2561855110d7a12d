"""The command line: one file per command, listed here in the order of the help.

Named rather than imported: a question is answered before all that building needs is loaded.
"""

from collections.abc import Sequence
from importlib import import_module

from core.commands.command import Command
from core.memory import loaded_for_good

COMMANDS = ("demo", "targets", "fetch", "import_", "build", "check", "audit", "ask", "bench")
"""The files; a command is called as its file, without the underscore a Python word needs."""


def commands_for(arguments: Sequence[str]) -> list[Command]:
    """The command that is asked for; all of them where none is."""
    asked = arguments[0] if arguments else ""
    files = [file for file in COMMANDS if file.removesuffix("_") == asked] or COMMANDS
    with loaded_for_good():
        return [import_module(f"core.commands.{file}").COMMAND for file in files]
