"""The figure of a sheet as SVG, whatever it is; empty where it is read as words."""

from typing import NamedTuple

from components.charts.frame import LOOKS, Paper
from components.charts.map_svg import maps_svg
from components.charts.svg import svg
from components.slides.sheet import Sheet


class Area(NamedTuple):
    """How large a drawing is, and its letters."""

    wide: float
    high: float
    size: float


PAGE = Area(1500, 550, 24)
CELL = Area(900, 480, 25)
"""On a page of its own, and as one of several on a page."""
ROWS = 0.62
"""The part of a row's height that its name may take."""


def figure_svg(sheet: Sheet, scheme: str, area: Area = PAGE, *, hover: bool = False) -> str:
    """The chart or the map, drawn for a paper of this size."""
    rows = len(sheet.chart.panels[0].y.ticks) if sheet.chart else 1
    named = sheet.chart is not None and sheet.chart.panels[0].y.named
    letters = min(area.size, ROWS * area.high / rows) if named else area.size
    paper = Paper(area.wide, area.high, letters, LOOKS[scheme])
    if sheet.maps:
        return maps_svg(sheet.maps, paper, title=sheet.sentence if hover else "", hover=hover)
    if sheet.chart is not None:
        return svg(sheet.chart, paper, title=sheet.sentence if hover else "")
    return ""
