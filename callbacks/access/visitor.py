"""A visitor: someone who signed in, with groups, or anyone."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Visitor:
    """Who asks; without a name nobody has signed in."""

    name: str = ""
    groups: frozenset[str] = frozenset()


ANYONE = Visitor()
