"""The axes of a chart: bounds and ticks, as the figure gives them or as its values need."""

from collections.abc import Mapping, Sequence
from math import ceil, floor, log10
from typing import Any

from components.charts.chart import Axis, Series
from core.language import Language, number

TICKS = 5
MOST_TICKS = 40


def categories_of(traces: Sequence[Mapping[str, Any]], side: str) -> tuple[str, ...]:
    """The names along an axis in the order in which they come; none where it counts."""
    values = [value for trace in traces for value in trace.get(side, ()) if value is not None]
    if not any(isinstance(value, str) for value in values):
        return ()
    return tuple(dict.fromkeys(map(str, values)))


def axis_of(
    told: Mapping[str, Any],
    side: str,
    rows: Sequence[str],
    series: Sequence[Series],
    language: Language,
) -> Axis:
    """The axis as the layout of the figure tells it."""
    title = told.get("title", "")
    words = title.get("text", "") if isinstance(title, Mapping) else str(title)
    low, high = told["range"] if "range" in told else _bounds(told, side, rows, series)
    suffix = str(told.get("ticksuffix", ""))
    ticks = _ticks(told, (float(low), float(high)), rows, suffix, language)
    named = bool(rows) or any(isinstance(one, str) for one in told.get("ticktext", ()))
    grid = bool(told.get("showgrid", True))
    return Axis(words, float(low), float(high), tuple(ticks), named, grid, suffix)


def _bounds(
    told: Mapping[str, Any], side: str, rows: Sequence[str], series: Sequence[Series]
) -> tuple[float, float]:
    if rows:
        return -0.5, len(rows) - 0.5
    values = _reached(side, series)
    if not values:
        return 0.0, 1.0
    low, high = min(values), max(values)
    from_zero = told.get("rangemode") == "tozero" or any(one.kind == "bars" for one in series)
    if from_zero:
        low, high = min(low, 0), max(high, 0)
    if low == high:  # one value, such as a series of one year
        return low - 1, high + 1
    step = nice_step(high - low)
    return floor(low / step) * step, ceil(high / step) * step


def _reached(side: str, series: Sequence[Series]) -> list[float]:
    """How far points and stacked bars reach."""
    stacked: dict[float, float] = {}
    values: list[float] = []
    for one in series:
        along = one.ys if one.upright else one.xs
        across = one.xs if one.upright else one.ys
        if one.kind != "bars" or side == ("x" if one.upright else "y"):
            values += one.xs if side == "x" else one.ys
            continue
        for row, value in zip(across, along, strict=True):
            stacked[row] = stacked.get(row, 0) + value
    return [*values, *stacked.values()]


def nice_step(span: float, wanted: int = TICKS) -> float:
    """A step of one, two or five of a power of ten, giving about this many ticks."""
    rough = span / wanted
    power = 10.0 ** floor(log10(rough))
    return next(power * one for one in (1, 2, 5, 10) if power * one >= rough * 0.999)


def _ticks(
    told: Mapping[str, Any],
    bounds: tuple[float, float],
    rows: Sequence[str],
    suffix: str,
    language: Language,
) -> list[tuple[float, str]]:
    if told.get("showticklabels") is False:
        return []
    if rows:
        return [(float(at), name) for at, name in enumerate(rows)]
    if "tickvals" in told:
        texts = told.get("ticktext", told["tickvals"])
        return [(float(v), str(t)) for v, t in zip(told["tickvals"], texts, strict=True)]
    low, high = min(bounds), max(bounds)
    step = float(told.get("dtick") or nice_step(high - low or 1))
    first = ceil(low / step - 1e-9)
    count = min(int((high - first * step) / step + 1e-9), MOST_TICKS)
    values = [(first + k) * step for k in range(count + 1)]
    return [(value, _written(value, step, language) + suffix) for value in values]


def _written(value: float, step: float, language: Language) -> str:
    """A tick without needless decimals; years without marks between thousands."""
    decimals = max(0, -floor(log10(step) + 1e-9))
    shown = number(value, language, decimals)
    is_year = 1900 <= value <= 2100 and not decimals
    return str(int(value)) if is_year else shown
