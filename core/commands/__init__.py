"""The command line: one file per command, listed here in the order of the help."""

from core.commands import ask, bench, build, check, demo, import_
from core.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    demo.COMMAND,
    import_.COMMAND,
    build.COMMAND,
    check.COMMAND,
    ask.COMMAND,
    bench.COMMAND,
)
