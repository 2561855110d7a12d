"""HTML attributes that no keyword can name: aria-… for assistive technology, data-… for scripts."""

from typing import Any


def aria(**named: Any) -> dict[str, Any]:
    """aria-<name> for each keyword."""
    return {f"aria-{name}": value for name, value in named.items()}


def data(**named: Any) -> dict[str, Any]:
    """data-<name> for each keyword."""
    return {f"data-{name}": value for name, value in named.items()}
