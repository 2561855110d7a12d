"""HTML attributes that no keyword can name: aria-… for assistive technology, data-… for scripts.

And elements as Dash sends them: where there are thousands of them, making each a component
first takes five times as long.
"""

from typing import Any


def aria(**named: Any) -> dict[str, Any]:
    """aria-<name> for each keyword."""
    return {f"aria-{name}": value for name, value in named.items()}


def data(**named: Any) -> dict[str, Any]:
    """data-<name> for each keyword."""
    return {f"data-{name}": value for name, value in named.items()}


def plain(kind: str, children: Any, **named: Any) -> dict[str, Any]:
    """An HTML element in the form in which Dash sends it to the browser."""
    return {
        "type": kind,
        "namespace": "dash_html_components",
        "props": {"children": children, **named},
    }
