"""Bars as SVG, lying or standing, one part after the other."""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from components.charts.chart import Series
from components.charts.fonts import width
from components.charts.frame import Paper, Plot

FILLED = 0.74
"""The part of a row that its bar takes."""


def ink_on(colour: str) -> str:
    """Black or white, whichever is read better on a colour."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#14181D" if 0.299 * red + 0.587 * green + 0.114 * blue > 135 else "#FFFFFF"


PATTERNS = {
    "/": '<path d="M-2 2L2 -2M0 8L8 0M6 10L10 6" stroke="#5C6670" stroke-width="1.4"/>',
    ".": '<circle cx="4" cy="4" r="1.3" fill="#5C6670"/>',
}
IDS = {"/": "untold", ".": "unsure"}


def pattern_definitions() -> str:
    """The patterns that bars refer to."""
    return "".join(
        f'<pattern id="{IDS[mark]}" width="8" height="8" patternUnits="userSpaceOnUse">{drawn}'
        "</pattern>"
        for mark, drawn in PATTERNS.items()
    )


def patterned(mark: str, x: float, y: float, wide: float, high: float) -> str:
    """A pattern over a rectangle."""
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}" '
        f'fill="url(#{IDS[mark]})"/>'
    )


def bars(series: Sequence[Series], plot: Plot, paper: Paper) -> Iterator[str]:
    """Every part of every bar; parts without a base follow on one another."""
    reached: dict[float, float] = {}
    for one in series:
        rows, values = (one.xs, one.ys) if one.upright else (one.ys, one.xs)
        for at, (row, value) in enumerate(zip(rows, values, strict=True)):
            start = one.bases[at] if one.bases else reached.get(row, 0.0)
            reached[row] = start + value
            yield _part(one, at, (row, start, start + value), plot, paper)


def _part(
    series: Series, at: int, where: tuple[float, float, float], plot: Plot, paper: Paper
) -> str:
    row, start, end = where
    thick = FILLED * _row_height(series, plot)
    if series.upright:
        x, wide = plot.at_x(row) - thick / 2, thick
        y, high = plot.at_y(max(start, end)), abs(plot.at_y(start) - plot.at_y(end))
    else:
        y, high = plot.at_y(row) - thick / 2, thick
        x, wide = plot.at_x(min(start, end)), abs(plot.at_x(end) - plot.at_x(start))
    colour = _of(series.colours, at)
    told = f"<title>{escape(_of(series.hovers, at))}</title>" if _of(series.hovers, at) else ""
    box = (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}" fill="{colour}" '
        f'stroke="{paper.look.ground}" stroke-width="1.2">{told}</rect>'
    )
    if series.pattern(at):
        box += patterned(series.pattern(at), x, y, wide, high)
    words = _of(series.texts, at)
    size = min(paper.size, 0.8 * high)
    if not words or width(words, size) + 4 > wide:
        return box
    return box + (
        f'<text x="{x + wide / 2:.1f}" y="{y + high / 2 + 0.35 * size:.1f}" text-anchor="middle" '
        f'font-size="{size:.1f}" fill="{ink_on(colour)}">{escape(words)}</text>'
    )


def _row_height(series: Series, plot: Plot) -> float:
    """The room of one row; rows lie one apart."""
    if series.upright:
        return plot.wide / abs(plot.x.high - plot.x.low)
    return plot.high / abs(plot.y.high - plot.y.low)


def _of(values: Sequence[str], at: int) -> str:
    return values[at] if at < len(values) else values[0] if values else ""
