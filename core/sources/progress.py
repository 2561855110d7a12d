"""How work that takes long tells where it is."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called with what begins now, how many steps are done and how many there are."""


def no_progress(_step: str, _done: int, _steps: int) -> None:
    """Tells nobody."""
