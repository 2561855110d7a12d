"""Reads a TOML file against what it may hold, and gathers everything that is wrong."""

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from core.errors import InputError
from core.sources.problems import closest, listed


def parsed(path: Path) -> dict[str, Any]:
    """The contents of a TOML file."""
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        wrong = "can't be read; expected a TOML file in UTF-8: mend its name or its encoding"
    except tomllib.TOMLDecodeError as error:
        wrong = f"is no TOML ({error}); expected TOML as in the example: mend that line"
    raise InputError(f"{path.name}: {wrong}")


class TomlReader:
    """Takes values of the expected kind out of a TOML file; what isn't is a problem."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[str] = []

    def refuse(self, where: str, wrong: str, expected: str) -> None:
        """Notes a problem."""
        problem = f"{self.file}: '{where}' {wrong}; expected {expected}: mend the mapping"
        if problem not in self.problems:
            self.problems.append(problem)

    def table(self, written: object, keys: Iterable[str], where: str) -> dict[str, Any]:
        """A TOML table that may hold these keys only."""
        known = tuple(keys)
        if not isinstance(written, dict):
            self.refuse(where, "is no table", f"one with {listed(known)}")
            return {}
        for key in sorted(written.keys() - set(known)):
            inside = f"{where}.{key}" if where else key
            self.refuse(inside, f"is not known{closest(key, known)}", f"one of {listed(known)}")
        return {key: value for key, value in written.items() if key in known}

    def texts(self, written: object, where: str) -> dict[str, str]:
        """A TOML table of texts or whole numbers, as text."""
        if not isinstance(written, dict):
            self.refuse(where, "is no table", "names and their values")
            return {}
        return {key: self.text(value, f"{where}.{key}") for key, value in written.items()}

    def text(self, written: object, where: str) -> str:
        """A text; a whole number is taken as it is written."""
        if isinstance(written, bool) or not isinstance(written, str | int):
            self.refuse(where, "is no text", "text in quotes")
        return str(written)

    def texts_in_list(self, written: object, where: str) -> tuple[str, ...]:
        """A list of texts."""
        if not isinstance(written, list):
            self.refuse(where, "is no list", 'one such as ["-", "9999"]')
            return ()
        return tuple(self.text(value, where) for value in written)
