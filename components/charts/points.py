"""Points with their labels, and lines, as SVG."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar
from xml.sax.saxutils import escape

from components.charts.chart import Series
from components.charts.fonts import width
from components.charts.frame import Paper, Plot
from components.charts.symbols import symbol
from components.figures.labels import Box

DASHES = {"dash": "9 6", "dot": "2 5", "solid": ""}
T = TypeVar("T")
SMALLER = 0.88
"""Height of labels beside that of other letters."""
LARGER = 14
"""Letters beside which the sizes of a figure's points were chosen, in pixels."""


class Dot(NamedTuple):
    """A point on the paper."""

    x: float
    y: float
    size: float
    colour: str
    symbol: str
    label: str
    hover: str
    opacity: float


def line(series: Series, plot: Plot) -> str:
    """A line through its points."""
    path = "L".join(f"{plot.at_x(x):.1f} {plot.at_y(y):.1f}" for x, y in _pairs(series))
    dashes = DASHES.get(series.dash, "")
    told = f"<title>{escape(series.hovers[0])}</title>" if series.hovers[0] else ""
    more = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<path d="M{path}" fill="none" stroke="{series.colours[0]}" '
        f'stroke-width="{series.width * 1.3:.1f}" stroke-opacity="{series.opacity:g}"{more}>'
        f"{told}</path>"
    )


def _pairs(series: Series) -> Iterator[tuple[float, float]]:
    yield from zip(series.xs, series.ys, strict=True)


def points(series: Sequence[Series], plot: Plot, paper: Paper) -> Iterator[str]:
    """All points, the first series on top, and the labels that have room."""
    dots = [dot for one in reversed(series) for dot in _dots(one, plot, paper)]
    for dot in dots:
        drawn = symbol(dot.symbol, (dot.x, dot.y), dot.size, dot.colour, dot.opacity)
        yield f"<g>{drawn}<title>{escape(dot.hover)}</title></g>" if dot.hover else drawn
    yield from _labels(dots[::-1], plot, paper)


def _dots(series: Series, plot: Plot, paper: Paper) -> Iterator[Dot]:
    scale = paper.size / LARGER
    for at, (x, y) in enumerate(_pairs(series)):
        yield Dot(
            plot.at_x(x), plot.at_y(y), _of(series.sizes, at) * scale, _of(series.colours, at),
            _of(series.symbols, at), _of(series.texts, at), _of(series.hovers, at), series.opacity,
        )  # fmt: skip


def _of(values: Sequence[T], at: int) -> T:
    return values[at] if at < len(values) else values[0]


def _labels(dots: Sequence[Dot], plot: Plot, paper: Paper) -> Iterator[str]:
    size = SMALLER * paper.size
    for dot, _, box in _placed(dots, plot, paper):
        y = box.top - 0.28 * size
        yield (
            f'<text x="{box.left:.1f}" y="{y:.1f}" font-size="{size:.1f}">'
            f"{escape(dot.label)}</text>"
        )


def labelled(
    series: Sequence[Series], plot: Plot, paper: Paper
) -> dict[tuple[float, float, str], str]:
    """By point and label, on which side the label has room; without those that have none."""
    found = {}
    for one in series:
        for dot, x, y in zip(_dots(one, plot, paper), one.xs, one.ys, strict=True):
            found[dot] = (x, y, dot.label)
    return {found[dot]: side for dot, side, _ in _placed(list(found), plot, paper)}


def _placed(dots: Sequence[Dot], plot: Plot, paper: Paper) -> Iterator[tuple[Dot, str, Box]]:
    """Labels that have room, the side of their point on which, and where that is."""
    size = SMALLER * paper.size
    own = {
        d: Box(d.x - d.size / 2, d.x + d.size / 2, d.y - d.size / 2, d.y + d.size / 2) for d in dots
    }
    taken = list(own.values())
    edge = Box(plot.left, plot.right + 2 * paper.size, plot.top, plot.bottom)
    for dot in dots:
        if not dot.label:
            continue
        others = [box for box in taken if box is not own[dot]]
        fits = ((side, b) for side, b in _places(dot, size) if _fits(b, others, edge))
        if found := next(fits, None):
            taken.append(found[1])
            yield dot, *found


def _fits(box: Box, others: Sequence[Box], edge: Box) -> bool:
    inside = box.left >= edge.left and box.right <= edge.right
    return inside and box.bottom >= edge.bottom and box.top <= edge.top and not any(
        box.meets(other) for other in others
    )  # fmt: skip


def _places(dot: Dot, size: float) -> Iterator[tuple[str, Box]]:
    """Beside the point, right and left, above and below; ``top`` is further down the paper."""
    wide, half, away = width(dot.label, size), 0.6 * size, dot.size / 2 + 0.25 * size
    for side, left, middle in (
        ("right", dot.x + away, dot.y),
        ("left", dot.x - away - wide, dot.y),
        ("above", dot.x - wide / 2, dot.y - away - half),
        ("below", dot.x - wide / 2, dot.y + away + half),
    ):
        yield side, Box(left, left + wide, middle - half, middle + half)
