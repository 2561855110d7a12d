"""A chart as SVG: for files that are made without a browser, and for slides."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.sax.saxutils import escape

from components.charts.bars import bars, pattern_definitions, patterned
from components.charts.chart import Chart, Panel, Rule, Words
from components.charts.fonts import FAMILY
from components.charts.frame import LINE, Key, Paper, Plot, legend, names, plots
from components.charts.points import line, points
from components.charts.symbols import symbol

DASHES = {"dash": "7 5", "dot": "2 4", "dashdot": "7 4 2 4", "longdash": "12 6"}


def svg(chart: Chart, paper: Paper, *, title: str = "") -> str:
    """The drawing, as large as the paper."""
    keys, top = legend(chart, paper)
    parts = [_key(key, paper) for key in keys]
    frames = plots(chart, paper, top)
    for panel, plot in zip(chart.panels, frames, strict=True):
        parts += _panel(panel, plot, paper)
    if chart.under:
        middle = (frames[0].left + frames[-1].right) / 2
        parts.append(text(chart.under, middle, paper.height - 0.4 * paper.size, Style("middle")))
    return wrapped_in(parts, paper, title)


def wrapped_in(parts: Iterable[str], paper: Paper, title: str) -> str:
    """The parts of a drawing as one SVG."""
    named = f"<title>{escape(title)}</title>" if title else ""
    drawn = "".join(parts)
    defined = f"<defs>{pattern_definitions()}</defs>" if "url(#" in drawn else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {paper.width:g} {paper.height:g}" '
        f"font-family=\"'{FAMILY}','Source Sans 3',Arial,sans-serif\" "
        f'font-size="{paper.size:g}" fill="{paper.look.ink}" role="img">{named}{defined}{drawn}'
        "</svg>"
    )


class Style(NamedTuple):
    """How words stand."""

    anchor: str = "start"
    colour: str = ""
    bold: bool = False
    angle: float = 0
    size: float = 0


class Pen(NamedTuple):
    """How a line is drawn."""

    colour: str
    width: float = 1
    dash: str = "solid"


PLAIN = Style()


def text(words: str, x: float, y: float, style: Style = PLAIN) -> str:
    """One line of words."""
    more = f' fill="{style.colour}"' if style.colour else ""
    more += ' font-weight="600"' if style.bold else ""
    more += f' transform="rotate({style.angle:g} {x:.1f} {y:.1f})"' if style.angle else ""
    more += f' font-size="{style.size:g}"' if style.size else ""
    where = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{style.anchor}"'
    return f"<text {where}{more}>{escape(words)}</text>"


def stroke(x0: float, y0: float, x1: float, y1: float, pen: Pen) -> str:
    """A straight line."""
    dashes = f' stroke-dasharray="{DASHES[pen.dash]}"' if pen.dash in DASHES else ""
    return (
        f'<path d="M{x0:.1f} {y0:.1f}L{x1:.1f} {y1:.1f}" stroke="{pen.colour}" '
        f'stroke-width="{pen.width:g}"{dashes}/>'
    )


def _key(key: Key, paper: Paper) -> str:
    size, series = paper.size, key.series
    colour, middle = series.colours[0], key.y - 0.33 * size
    if series.kind == "line":
        mark = stroke(key.x, middle, key.x + 1.4 * size, middle, Pen(colour, 3, series.dash))
    elif series.kind == "bars":
        mark = (
            f'<rect x="{key.x:.1f}" y="{key.y - 0.8 * size:.1f}" width="{1.2 * size:.1f}" '
            f'height="{0.9 * size:.1f}" fill="{colour}"/>'
        )
        if series.pattern(0):
            box = (key.x, key.y - 0.8 * size, 1.2 * size, 0.9 * size)
            mark += patterned(series.pattern(0), *box)
    else:
        mark = symbol(series.symbols[0], (key.x + 0.7 * size, middle), 0.8 * size, colour, 1)
    return mark + text(series.name, key.x + 1.7 * size, key.y)


def _panel(panel: Panel, plot: Plot, paper: Paper) -> Iterator[str]:
    rules = [rule for rule in panel.rules if rule.filled]
    yield from (_rule(rule, plot) for rule in rules)
    yield from _across(plot, paper)
    yield from _upward(plot, paper)
    yield from (_rule(rule, plot) for rule in panel.rules if not rule.filled)
    if panel.title:
        middle = (plot.left + plot.right) / 2
        yield text(panel.title, middle, plot.top - 0.5 * paper.size, Style("middle", bold=True))
    yield from bars([one for one in panel.series if one.kind == "bars"], plot, paper)
    yield from (line(one, plot) for one in panel.series if one.kind == "line")
    yield from points([one for one in panel.series if one.kind == "points"], plot, paper)
    yield from (_words(one, plot, paper) for one in panel.words)


def _across(plot: Plot, paper: Paper) -> Iterator[str]:
    """The horizontal axis: lines, figures and name."""
    look, size = paper.look, paper.size
    for value, words in plot.x.ticks:
        x = plot.at_x(value)
        if plot.x.grid and not plot.x.named:
            yield stroke(x, plot.top, x, plot.bottom, Pen(look.line))
        yield text(words, x, plot.bottom + 1.15 * size, Style("middle", look.quiet))
    if plot.x.title:
        middle = (plot.left + plot.right) / 2
        yield text(plot.x.title, middle, plot.bottom + 2.45 * size, Style("middle", look.quiet))


def _upward(plot: Plot, paper: Paper) -> Iterator[str]:
    """The vertical axis: lines, figures or names, and its own name."""
    look, size = paper.look, paper.size
    for (value, _), lines in zip(plot.y.ticks, names(plot.y, paper), strict=True):
        y = plot.at_y(value)
        if plot.y.grid:
            yield stroke(plot.left, y, plot.right, y, Pen(look.line))
        first = y + 0.35 * size - (len(lines) - 1) * LINE * size / 2
        for at, words in enumerate(lines):
            style = Style("end", look.ink if plot.y.named else look.quiet)
            yield text(words, plot.left - 0.5 * size, first + at * LINE * size, style)
    if plot.y.title:
        middle = (plot.top + plot.bottom) / 2
        ticks = max((len(t) for _, t in plot.y.ticks), default=0)
        x = plot.left - 0.9 * size - 0.55 * size * ticks
        yield text(plot.y.title, x, middle, Style("middle", look.quiet, angle=-90))


def _rule(rule: Rule, plot: Plot) -> str:
    x0 = plot.left if rule.x0 is None else plot.at_x(rule.x0)
    x1 = plot.right if rule.x1 is None else plot.at_x(rule.x1)
    y0 = plot.bottom if rule.y0 is None else plot.at_y(rule.y0)
    y1 = plot.top if rule.y1 is None else plot.at_y(rule.y1)
    if not rule.filled:
        return stroke(x0, y0, x1, y1, Pen(rule.colour, rule.width, rule.dash))
    left, top = min(x0, x1), min(y0, y1)
    return (
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{abs(x1 - x0):.1f}" '
        f'height="{abs(y1 - y0):.1f}" {paint(rule.colour)}/>'
    )


def paint(colour: str) -> str:
    """A fill, with its transparency beside it: not every reader of SVG knows rgba."""
    if not colour.startswith("rgba"):
        return f'fill="{colour}"'
    *rgb, alpha = (part.strip() for part in colour[5:-1].split(","))
    return f'fill="rgb({",".join(rgb)})" fill-opacity="{alpha}"'


def _words(words: Words, plot: Plot, paper: Paper) -> str:
    small = 0.82 * paper.size
    x = plot.left + words.x * plot.wide if words.x_is_part else plot.at_x(words.x)
    y = plot.bottom - words.y * plot.high if words.y_is_part else plot.at_y(words.y)
    if words.y_is_part and words.y <= 0:
        y = plot.bottom + 1.3 * paper.size
    else:
        y -= words.lift * paper.size / 14 - 0.35 * small * (words.lift == 0)
    style = Style(words.anchor, paper.look.quiet, words.bold, words.angle, small)
    return text(words.text, x, y, style)
