"""Texts that a spreadsheet would take for something else."""

from typing import Any

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(value: Any) -> Any:
    """A text that a program would run as a formula, made to stay a text."""
    if isinstance(value, str) and value.startswith(DANGEROUS):
        return f"'{value}"
    return value
