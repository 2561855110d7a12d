"""What a bar says of figures that aren't shown or less sure: hatches and dots, told in its legend.

Marks beside colour, so that black-and-white print says the same.
"""

from collections.abc import Sequence
from typing import Any

from core.language import Language, text

DOUBTED = "low_reliability"
GROUND, HATCH = "#EDEFF2", "#5C6670"
"""Paper and lines of what isn't shown; the lines are dots where a figure is less reliable."""


def untold_bar(
    rows: Sequence[Any],
    widths: Sequence[float],
    hovers: Sequence[str],
    language: Language,
    bases: Sequence[float] | None = None,
) -> dict[str, Any]:
    """The parts of bars that aren't shown, hatched, from ``bases`` where these are given."""
    return {
        "type": "bar",
        "orientation": "h",
        "name": text("state.withheld", language),
        "y": list(rows),
        # A bar of no width would still have its edges, as a line through the bar before it.
        "x": [width or None for width in widths],
        **({} if bases is None else {"base": list(bases)}),
        "marker": {"color": GROUND, "pattern": {"shape": "/", "fgcolor": HATCH, "size": 7}},
        "hovertext": list(hovers),
        "hoverinfo": "text",
    }


def doubted_dots(states: Sequence[str]) -> dict[str, Any]:
    """Dots in the bars of rows that are less reliable; nothing where all are sure."""
    if DOUBTED not in states:
        return {}
    shapes = ["." if state == DOUBTED else "" for state in states]
    return {"pattern": {"shape": shapes, "fgcolor": HATCH, "size": 6, "solidity": 0.25}}


def doubted_key(rows: Sequence[Any], states: Sequence[str], language: Language) -> tuple[Any, ...]:
    """What the dots mean, as a line of the legend; none where there are no dots."""
    if DOUBTED not in states:
        return ()
    dots = {"shape": ".", "fgcolor": HATCH, "size": 6, "solidity": 0.25}
    return (
        {
            "type": "bar",
            "orientation": "h",
            "name": text("state.low_reliability", language),
            "y": [rows[0]],
            "x": [0],
            "marker": {"color": GROUND, "pattern": dots},
            "hoverinfo": "skip",
        },
    )
