"""Reads a figure as it goes to the browser into a chart of plain values.

Only what our figures use is read: points, lines and bars, on one or more panels. A figure
with anything else is no chart, and its file shows the table instead.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from components.charts.axes import axis_of, categories_of
from components.charts.chart import Chart, Kind, Panel, Rule, Series, Words
from components.views.view import Figure
from core.language import Language

KNOWN = ("scatter", "bar")
PLAIN = "#8A8F98"
TAGS = re.compile(r"<[^>]+>")


def chart_of(figure: Figure, language: Language) -> Chart | None:
    """The chart of a figure; None where it holds something else, or nothing that may be shown."""
    traces = figure["data"]
    if any(trace.get("type") not in KNOWN for trace in traces):
        return None
    if not any(_has_points(trace) for trace in traces):
        return None
    suffixes = sorted({str(trace.get("yaxis", "y"))[1:] for trace in traces}, key=_as_number)
    panels = [_panel(figure, suffix, language) for suffix in suffixes]
    panels, under = _headed(panels, figure["layout"].get("annotations", ()), suffixes)
    keys = [_key(trace) for trace in traces if trace.get("showlegend", True)]
    named = {key.name: key for key in reversed(keys) if key.name}
    return Chart(tuple(panels), tuple(reversed(named.values())), under)


def _as_number(suffix: str) -> int:
    return int(suffix or "1")


def plain(words: str) -> str:
    """Words without marks of layout."""
    return TAGS.sub("", words.replace("<br>", " "))


def _panel(figure: Figure, suffix: str, language: Language) -> Panel:
    layout = figure["layout"]
    own = [trace for trace in figure["data"] if str(trace.get("yaxis", "y"))[1:] == suffix]
    rows = {side: categories_of(own, side) for side in ("x", "y")}
    series = tuple(_series(trace, rows) for trace in own if _has_points(trace))
    x, y = (
        axis_of(layout.get(f"{side}axis{suffix}", {}), side, rows[side], series, language)
        for side in ("x", "y")
    )
    shapes = layout.get("shapes", ()) if not suffix else ()
    return Panel(x, y, series, tuple(_rule(shape, rows) for shape in shapes))


def _has_points(trace: Mapping[str, Any]) -> bool:
    return any(value is not None for value in trace.get("x", ()))


def _headed(
    panels: Sequence[Panel], notes: Sequence[Mapping[str, Any]], suffixes: Sequence[str]
) -> tuple[list[Panel], str]:
    """The panels with their words; where there are several, words are headings or stand below."""
    if len(suffixes) == 1:
        (panel,) = panels
        words = tuple(_words(note) for note in notes)
        return [_with_words(panel, words)], ""
    heads = [plain(note["text"]) for note in notes if note.get("y") == 1]
    under = " ".join(plain(note["text"]) for note in notes if note.get("y") == 0)
    named = zip(panels, heads, strict=False)
    return [Panel(p.x, p.y, p.series, p.rules, p.words, head) for p, head in named], under


def _with_words(panel: Panel, words: tuple[Words, ...]) -> Panel:
    return Panel(panel.x, panel.y, panel.series, panel.rules, words)


def _words(note: Mapping[str, Any]) -> Words:
    anchors = {"left": "start", "right": "end"}
    return Words(
        text=plain(note["text"]),
        x=float(note["x"]),
        y=float(note["y"]),
        angle=float(note.get("textangle", 0)),
        x_is_part=note.get("xref") == "paper",
        y_is_part=note.get("yref") == "paper",
        anchor=anchors.get(note.get("xanchor", ""), "middle"),
        lift=float(note.get("yshift", 0)) + (8 if note.get("yanchor") == "bottom" else 0),
        bold="<b>" in note["text"],
    )


def _rule(shape: Mapping[str, Any], rows: Mapping[str, Sequence[str]]) -> Rule:
    line = shape.get("line", {})
    filled = shape["type"] == "rect"
    ends: dict[str, float | None] = {}
    for end in ("x0", "x1", "y0", "y1"):
        of_paper = shape.get(f"{end[0]}ref") == "paper"
        ends[end] = None if of_paper else at(shape[end], rows[end[0]])
    colour = shape.get("fillcolor", PLAIN) if filled else line.get("color", PLAIN)
    return Rule(**ends, colour=colour, width=line.get("width", 1), dash=line.get("dash", "solid"),
                filled=filled)  # fmt: skip


def at(value: Any, rows: Sequence[str]) -> float | None:
    """Where a value lies on an axis: a name at its row."""
    if value is None:
        return None
    return float(rows.index(value)) if isinstance(value, str) and rows else float(value)


def _each(value: Any, count: int, otherwise: Any) -> tuple[Any, ...]:
    """One value for every point."""
    if isinstance(value, list | tuple):
        return tuple(value)
    return (otherwise if value is None else value,) * count


def _series(trace: Mapping[str, Any], rows: Mapping[str, Sequence[str]]) -> Series:
    mode = str(trace.get("mode", "markers"))
    kind: Kind = "bars" if trace["type"] == "bar" else "line" if "lines" in mode else "points"
    marker, line = trace.get("marker", {}), trace.get("line", {})
    pairs = list(zip(trace.get("x", ()), trace.get("y", ()), strict=True))
    kept = [i for i, pair in enumerate(pairs) if None not in pair]

    def of(value: Any, otherwise: Any) -> tuple[Any, ...]:
        every = _each(value, len(pairs), otherwise)
        return tuple(every[i] for i in kept) or _each(value, 1, otherwise)[:1]

    return Series(
        kind=kind,
        name=plain(str(trace.get("name", ""))),
        xs=tuple(at(pairs[i][0], rows.get("x", ())) or 0.0 for i in kept),
        ys=tuple(at(pairs[i][1], rows.get("y", ())) or 0.0 for i in kept),
        colours=of(marker.get("color") or line.get("color"), PLAIN),
        symbols=of(marker.get("symbol"), "circle"),
        sizes=of(marker.get("size"), 8),
        texts=of(trace.get("text"), ""),
        hovers=tuple(plain_lines(str(one)) for one in of(trace.get("hovertext"), "")),
        bases=of(trace["base"], 0) if "base" in trace else (),
        upright=kind == "bars" and trace.get("orientation") != "h",
        dash=line.get("dash", "solid") if kind == "line" else "solid",
        width=float((line if kind == "line" else marker.get("line", {})).get("width", 2)),
        opacity=float(trace.get("opacity", marker.get("opacity", 1))),
        told=bool(trace.get("showlegend", True)),
        patterns=of(marker.get("pattern", {}).get("shape"), "") if kind == "bars" else (),
    )


def _key(trace: Mapping[str, Any]) -> Series:
    """A series as it stands in the legend: without its points, and what holds for some of them."""
    marker = dict(trace.get("marker", {}))
    if not isinstance(marker.get("pattern", {}).get("shape", ""), str):
        marker.pop("pattern")
    return _series({**trace, "x": [], "y": [], "marker": marker}, {})


def plain_lines(words: str) -> str:
    """Words of several lines, without marks of layout."""
    return "\n".join(TAGS.sub("", line) for line in words.split("<br>"))
