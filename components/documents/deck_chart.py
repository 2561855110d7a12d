"""A chart on a slide as a chart of the office program, with its figures to be edited."""

from collections.abc import Sequence
from typing import Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_PATTERN
from pptx.oxml import parse_xml
from pptx.util import Pt

from components.charts.bars import ink_on
from components.charts.chart import Axis, Chart, Panel, Series
from components.documents.deck_legend import add_legend, add_long_legend
from components.documents.deck_points import dress_points, point_series
from components.documents.deck_rows import filled_up, name_rows
from components.documents.deck_text import INKS, Page, Room, add_text, describe, rgb
from components.documents.fitting import in_one_line
from core.language import text

SIZE = 14
MANY = 10
"""Rows from which their names are written smaller."""
CROWDED = 12
"""Rows from which the plot takes all the room there is."""
MOST_NAMES = 7
HATCH = "5C6670"
PATTERNS = {"/": MSO_PATTERN.WIDE_UPWARD_DIAGONAL, ".": MSO_PATTERN.PERCENT_20}
LINES = {"light": "DDDAD2", "dark": "33404D"}
CHART = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'


def add_chart(page: Page, chart: Chart, alternative: str, room: Room) -> None:
    """Every panel as a chart of its own; a legend for all of them where there are several."""
    panels = chart.panels
    if len(panels) == 1:
        _add_panel(page, panels[0], chart, alternative, room)
        return
    add_legend(page, chart.keys, room.part(0, 0, 1, 0.08))
    # The first has the figures of the vertical axis, and needs more room.
    share = 1 / (len(panels) + 0.4)
    for at, panel in enumerate(panels):
        left, wide = (0.0, 1.4 * share) if at == 0 else ((at + 0.4) * share, share)
        part = room.part(left, 0.08, wide, 0.84)
        _add_panel(page, panel, chart, f"{panel.title}. {alternative}", part)
    add_text(page, chart.under, room.part(0.3, 0.93, 0.6, 0.07), SIZE, "quiet")


def _add_panel(page: Page, panel: Panel, chart: Chart, alternative: str, room: Room) -> None:
    has_bars = any(one.kind == "bars" for one in panel.series)
    kind, filled = _bar_data(panel) if has_bars else _point_data(panel)
    is_alone = len(chart.panels) == 1 and _needs_legend(panel)
    if has_bars and is_alone and _has_many(panel):
        add_long_legend(page, chart.keys, room.part(0.72, 0, 0.28, 1))
        room = room.part(0, 0, 0.71, 1)
    if not has_bars and is_alone:
        add_legend(page, chart.keys, room.part(0, 0, 1, 0.13))
        room = room.part(0, 0.13, 1, 0.87)
    frame = page.slide.shapes.add_chart(kind, room.left, room.top, room.wide, room.high, filled)
    describe(frame, panel.title or text("slides.figure", page.language), alternative)
    _dress(frame.chart, panel, chart, page)
    if has_bars:
        _dress_bars(frame.chart, panel, page.look)
        if len(panel.series[0].xs) > CROWDED:
            filled_up(frame.chart, panel, room)
    else:
        dress_points(frame.chart, panel, room, page.look)
        _bounded(frame.chart.category_axis, panel.x, page.look)
        _bounded(frame.chart.value_axis, panel.y, page.look)
        if panel.y.named:
            name_rows(page, frame.chart, panel.y, room)


def _dress(drawn: Any, panel: Panel, chart: Chart, page: Page) -> None:
    """Letters, title and the program's own legend where that fits."""
    drawn.font.size = Pt(SIZE)
    drawn.font.color.rgb = rgb(page.ink())
    drawn.has_title = bool(panel.title)
    if panel.title:
        drawn.chart_title.text_frame.text = panel.title
    has_bars = any(one.kind == "bars" for one in panel.series)
    is_alone = len(chart.panels) == 1 and _needs_legend(panel)
    drawn.has_legend = has_bars and is_alone and not _has_many(panel)
    if drawn.has_legend:
        drawn.legend.position = XL_LEGEND_POSITION.TOP
        drawn.legend.include_in_layout = False
        drawn.legend.font.size = Pt(SIZE)


def _needs_legend(panel: Panel) -> bool:
    return len({one.name for one in panel.series}) > 1


def _has_many(panel: Panel) -> bool:
    """Whether there are more kinds of bars than one line of names has room for."""
    return len({one.name for one in panel.series}) > MOST_NAMES


def _bar_data(panel: Panel) -> tuple[Any, Any]:
    """Rows from above, as they lie on the screen; marks beside bars become bars of their own."""
    upright = any(one.upright for one in panel.series)
    ticks = _rows_told(panel)
    figures: Any = CategoryChartData
    filled = figures(number_format=_format(panel.y if upright else panel.x))
    filled.categories = [in_one_line(words) for _, words in ticks]
    for one in panel.series:
        rows, values = (one.xs, one.ys) if upright else (one.ys, one.xs)
        found = dict(zip(rows, values, strict=True))
        filled.add_series(one.name, [found.get(row) for row, _ in ticks])
    stacked = sum(one.kind == "bars" for one in panel.series) > 1
    kinds = XL_CHART_TYPE
    if upright:
        return (kinds.COLUMN_STACKED if stacked else kinds.COLUMN_CLUSTERED), filled
    return (kinds.BAR_STACKED if stacked else kinds.BAR_CLUSTERED), filled


def _rows_told(panel: Panel) -> list[tuple[float, str]]:
    """The rows of bars in the order of the slide, each with its name."""
    upright = any(one.upright for one in panel.series)
    axis = panel.x if upright else panel.y
    ticks = list(axis.ticks)
    if not upright and axis.low < axis.high:
        ticks.reverse()
    return ticks


def _format(axis: Axis) -> str:
    return '0.0"%"' if axis.suffix == "%" or not axis.suffix else "General"


def _dress_bars(drawn: Any, panel: Panel, look: str) -> None:
    plot = drawn.plots[0]
    plot.gap_width = 35
    stacked = sum(one.kind == "bars" for one in panel.series) > 1
    if stacked:
        plot.overlap = 100
    for series, one in zip(plot.series, panel.series, strict=True):
        colour = one.colours[0].lstrip("#")
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = rgb(colour)
        series.invert_if_negative = False
        _dress_patterns(series, one, [row for row, _ in _rows_told(panel)])
        if one.kind != "bars" or _is_hatched(one):
            continue
        labels = series.data_labels
        labels.show_value = True
        labels.number_format_is_linked = False
        labels.number_format = '[>=7]0"%";""' if stacked else '0.0"%"'
        labels.font.size = Pt(12)
        ink = ink_on(one.colours[0]).lstrip("#") if stacked else INKS[look][0]
        labels.font.color.rgb = rgb(ink)
    rows = drawn.category_axis
    rows.reverse_order = not any(one.upright for one in panel.series)
    rows.tick_labels.font.size = Pt(SIZE if len(panel.series[0].xs) <= MANY else 12)
    every = parse_xml(f'<c:tickLblSkip {CHART} val="1"/>')
    rows._element.find(f"{{{CHART[9:-1]}}}noMultiLvlLbl").addprevious(every)
    drawn.category_axis.format.line.color.rgb = rgb(LINES[look])
    values = drawn.value_axis
    upright = any(one.upright for one in panel.series)
    total = Axis("", 0, 100, panel.x.ticks, suffix="%")
    shown = panel.y if upright else panel.x
    _bounded(values, total if panel.x.low < 0 and stacked else shown, look)
    if not upright:
        values.tick_label_position = XL_TICK_LABEL_POSITION.HIGH


def _dress_patterns(drawn: Any, series: Series, rows: Sequence[float]) -> None:
    """Hatches and dots on bars that aren't shown or less sure."""
    if _is_hatched(series):
        _hatch(drawn, series.pattern(0), series.colours[0])
        return
    across = series.xs if series.upright else series.ys
    for row, mark in zip(across, series.patterns, strict=False):
        if mark:
            _hatch(drawn.points[rows.index(row)], mark, series.colours[0])


def _is_hatched(series: Series) -> bool:
    """Whether all bars of a series have one pattern, and so no figure to tell."""
    return len(set(series.patterns)) == 1 and bool(series.pattern(0))


def _hatch(drawn: Any, mark: str, colour: str) -> None:
    fill = drawn.format.fill
    fill.patterned()
    fill.pattern = PATTERNS[mark]
    fill.fore_color.rgb = rgb(HATCH)
    fill.back_color.rgb = rgb(colour.lstrip("#"))


def _bounded(axis: Any, told: Axis, look: str) -> None:
    """Bounds, steps, name and lines of an axis that counts."""
    axis.minimum_scale, axis.maximum_scale = min(told.low, told.high), max(told.low, told.high)
    steps = [value for value, _ in told.ticks]
    if len(steps) > 1 and not told.named and steps[1] > steps[0]:
        axis.major_unit = steps[1] - steps[0]
    axis.has_major_gridlines = told.grid and not told.named
    if axis.has_major_gridlines:
        axis.major_gridlines.format.line.color.rgb = rgb(LINES[look])
    axis.format.line.color.rgb = rgb(LINES[look])
    axis.tick_labels.number_format_is_linked = False
    axis.tick_labels.number_format = '0"%"' if told.suffix == "%" else "General"
    axis.tick_labels.font.size = Pt(SIZE)
    if told.named or not told.ticks:
        axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    axis.has_title = bool(told.title)
    if told.title:
        axis.axis_title.text_frame.text = told.title
        font = axis.axis_title.text_frame.paragraphs[0].runs[0].font
        font.size, font.bold = Pt(SIZE), False


def _point_data(panel: Panel) -> tuple[Any, Any]:
    figures: Any = XyChartData
    filled = figures(number_format='0.0"%"' if panel.x.suffix == "%" else "General")
    for one in point_series(panel):
        series = filled.add_series(one.name)
        for x, y in zip(one.xs, one.ys, strict=True):
            series.add_data_point(x, y)
    return XL_CHART_TYPE.XY_SCATTER, filled
