"""Points and lines of a chart on a slide: one series per place, with symbols and labels."""

from typing import Any

from pptx.enum.chart import XL_LABEL_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.util import Pt

from components.charts.chart import Panel, Rule, Series
from components.charts.frame import Paper, Plot
from components.charts.points import labelled
from components.documents.deck_text import EMU_PER_POINT, INKS, Room, rgb

STYLES = XL_MARKER_STYLE
SYMBOLS = {
    "circle": STYLES.CIRCLE,
    "square": STYLES.SQUARE,
    "diamond": STYLES.DIAMOND,
    "triangle-up": STYLES.TRIANGLE,
    "cross": STYLES.PLUS,
    "x": STYLES.X,
    "star": STYLES.STAR,
    "line-ns": STYLES.PLUS,
    "pentagon": STYLES.CIRCLE,
}
POSITIONS = {
    "right": XL_LABEL_POSITION.RIGHT,
    "left": XL_LABEL_POSITION.LEFT,
    "above": XL_LABEL_POSITION.ABOVE,
    "below": XL_LABEL_POSITION.BELOW,
}
SIZE = 13
DASHES = {"dash": MSO_LINE.DASH, "dot": MSO_LINE.ROUND_DOT}
LARGEST = 40
QUIET = "8A8F98"


def point_series(panel: Panel) -> list[Series]:
    """What is drawn: lines to compare with, and the series."""
    rules = [_ruled(rule, panel) for rule in panel.rules if _is_long(rule, panel)]
    return [*rules, *panel.series]


def _is_long(rule: Rule, panel: Panel) -> bool:
    """Whether it is a line that runs through the whole panel."""
    if rule.filled:
        return False
    if None in (rule.x0, rule.x1, rule.y0, rule.y1):
        return True
    across = abs((rule.x1 or 0) - (rule.x0 or 0)) >= abs(panel.x.high - panel.x.low)
    return across or abs((rule.y1 or 0) - (rule.y0 or 0)) >= abs(panel.y.high - panel.y.low)


def _ruled(rule: Rule, panel: Panel) -> Series:
    def end(value: float | None, otherwise: float) -> float:
        return otherwise if value is None else value

    xs = (end(rule.x0, panel.x.low), end(rule.x1, panel.x.high))
    ys = (end(rule.y0, panel.y.low), end(rule.y1, panel.y.high))
    return Series("line", "–", xs, ys, (QUIET,), ("circle",), (1,), ("",), ("",), dash=rule.dash,
                  width=1.2, told=False)  # fmt: skip


def dress_points(drawn: Any, panel: Panel, room: Room, look: str) -> None:
    """Markers, lines and labels as on the screen."""
    beside = label_positions(panel, room)
    for series, one in zip(drawn.plots[0].series, point_series(panel), strict=True):
        if one.kind == "line":
            _line(series, one)
        else:
            _markers(series, one, beside, look)


def label_positions(panel: Panel, room: Room) -> dict[tuple[float, float, str], str]:
    """On which side each label has room, by its point; without one where none is free."""
    wide, high = room.wide / EMU_PER_POINT, room.high / EMU_PER_POINT
    plot = Plot(70, wide - 20, 10, high - 55, panel.x, panel.y)
    dots = [one for one in panel.series if one.kind == "points"]
    return labelled(dots, plot, Paper(wide, high, SIZE))


def _line(series: Any, one: Series) -> None:
    series.smooth = False
    series.marker.style = STYLES.NONE
    line = series.format.line
    line.color.rgb = rgb(one.colours[0])
    line.width = Pt(one.width * 0.9)
    if one.dash in DASHES:
        line.dash_style = DASHES[one.dash]


def _markers(
    series: Any, one: Series, beside: dict[tuple[float, float, str], str], look: str
) -> None:
    series.format.line.fill.background()
    _marker(series.marker, _look(one, 0))
    varied = len(set(one.symbols)) > 1 or len(set(one.sizes)) > 1 or len(set(one.colours)) > 1
    for at in range(len(one.xs)):
        if varied:
            _marker(series.points[at].marker, _look(one, at))
        words = _of(one.texts, at)
        side = beside.get((one.xs[at], one.ys[at], words))
        if words and side:
            _label(series.points[at].data_label, words, side, look)


def _look(one: Series, at: int) -> tuple[str, float, str]:
    return _of(one.symbols, at), _of(one.sizes, at), _of(one.colours, at)


def _of(values: Any, at: int) -> Any:
    return values[at] if at < len(values) else values[0]


def _marker(marker: Any, look: tuple[str, float, str]) -> None:
    symbol, size, colour = look
    marker.style = SYMBOLS.get(symbol.removesuffix("-open"), STYLES.CIRCLE)
    marker.size = max(2, min(LARGEST, round(size * 0.75)))
    marker.format.line.color.rgb = rgb(colour)
    if symbol.endswith("-open") or symbol in ("cross", "x", "star"):
        marker.format.fill.background()
    else:
        marker.format.fill.solid()
        marker.format.fill.fore_color.rgb = rgb(colour)


def _label(label: Any, words: str, position: str, look: str) -> None:
    frame = label.text_frame
    frame.text = words
    run = frame.paragraphs[0].runs[0]
    run.font.size = Pt(SIZE)
    run.font.color.rgb = rgb(INKS[look][0])
    label.position = POSITIONS[position]
