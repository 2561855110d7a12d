"""Rows of a chart on a slide: their names, and room for all of them."""

from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml

from components.charts.chart import Axis, Panel
from components.charts.fonts import width, wrapped
from components.documents.deck_text import EMU_PER_POINT, WIDER, Page, Room, add_text
from components.documents.fitting import in_one_line

CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
SIZE = 14
WIDEST = 0.34
"""The part of a chart that the names of its rows may take."""
TOP, HIGH = 0.02, 0.78
GAP = 0.015


def name_rows(page: Page, drawn: Any, rows: Axis, room: Room) -> None:
    """The names of rows between points: boxes of words, as programs cut labels in two."""
    left = _room_for(rows, room)
    plot = Room(0, 0, room.wide, room.high).part(left, TOP, 0.97 - left, HIGH)
    _placed(drawn, room, plot)
    step = HIGH / max(1.0, abs(rows.high - rows.low))
    for at, words in rows.ticks:
        middle = TOP + HIGH * abs(rows.high - at) / max(1e-9, abs(rows.high - rows.low))
        box = room.part(0, middle - step / 2, left - GAP, step)
        # A box of its own keeps its place in every program, and can be edited.
        named = add_text(page, in_one_line(words), box, SIZE)
        named.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        for paragraph in named.text_frame.paragraphs:
            paragraph.alignment = PP_ALIGN.RIGHT


def _room_for(rows: Axis, room: Room) -> float:
    """The part of the width that the names need, on two lines where they are long."""
    whole = room.wide / EMU_PER_POINT
    most = WIDEST * whole
    lines = [
        line for _, words in rows.ticks for line in wrapped(in_one_line(words), SIZE * WIDER, most)
    ]
    return min(WIDEST, max(width(line, SIZE * WIDER) for line in lines) / whole + 2 * GAP)


def filled_up(drawn: Any, panel: Panel, room: Room) -> None:
    """Give many rows all the height: without the axis's name, and with the least around them."""
    names = [in_one_line(words) for _, words in panel.y.ticks]
    widest = max(width(words, SIZE * WIDER * 0.86) for words in names)
    left = min(0.4, widest * EMU_PER_POINT / room.wide + 2 * GAP)
    drawn.value_axis.has_title = False
    above = 0.08 if drawn.has_legend else 0.0
    plot = Room(0, 0, room.wide, room.high).part(left, above, 0.96 - left, 0.92 - above)
    _placed(drawn, room, plot)


def _placed(drawn: Any, room: Room, plot: Room) -> None:
    """Put the plot within its chart here, and not where a program would."""
    parts = {
        "x": plot.left / room.wide,
        "y": plot.top / room.high,
        "w": plot.wide / room.wide,
        "h": plot.high / room.high,
    }
    sides = "".join(f'<c:{side} val="{part:.4f}"/>' for side, part in parts.items())
    layout = parse_xml(
        f'<c:layout xmlns:c="{CHART}"><c:manualLayout><c:layoutTarget val="inner"/>'
        f'<c:xMode val="edge"/><c:yMode val="edge"/>{sides}</c:manualLayout></c:layout>'
    )
    area = drawn._chartSpace.chart.plotArea
    for old in area.findall(f"{{{CHART}}}layout"):
        area.remove(old)
    area.insert(0, layout)
