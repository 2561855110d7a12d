"""What a bench says: one row for each figure, with the limit it is held to."""

Row = dict[str, object]
"""name, figure, unit, limit (None where the figure only informs) and ok."""


def shown(name: str, figure: float, unit: str) -> Row:
    """A figure without a limit."""
    return _row(name, figure, unit, None, True)


def at_most(name: str, figure: float, unit: str, limit: float) -> Row:
    """A figure that may not be larger; NaN fails."""
    return _row(name, figure, unit, limit, figure <= limit)


def at_least(name: str, figure: float, unit: str, limit: float) -> Row:
    """A figure that may not be smaller; NaN fails."""
    return _row(name, figure, unit, limit, figure >= limit)


def _row(name: str, figure: float, unit: str, limit: float | None, ok: bool) -> Row:
    return {"name": name, "figure": figure, "unit": unit, "limit": limit, "ok": ok}
