"""A sheet: everything of one slide as plain values, from which every kind of file is made."""

from dataclasses import dataclass, replace
from typing import Any

from components.charts.chart import Chart
from components.charts.map import MapDrawing
from components.slides.blocks import Block
from components.slides.grid import Grid
from core.language import Language


@dataclass(frozen=True)
class Fact:
    """One line of what the figures are: a label and what stands beside it."""

    code: str
    label: str
    text: str


@dataclass(frozen=True)
class Sheet:
    """One slide: a message, its figure or words, its tables, and what they rest on."""

    show: str
    language: Language
    name: str
    sentence: str
    """What the answer says of itself."""
    own_title: str = ""
    notes: str = ""
    chart: Chart | None = None
    figure: dict[str, Any] | None = None
    """The same figure as it goes to the browser."""
    maps: tuple[MapDrawing, ...] = ()
    """One, or two side by side."""
    blocks: tuple[Block, ...] = ()
    grids: tuple[Grid, ...] = ()
    reading: str = ""
    method: str = ""
    caveats: tuple[tuple[str, str], ...] = ()
    facts: tuple[Fact, ...] = ()
    source: str = ""
    """Basis, year, publisher and release in one line."""
    scheme: str = ""
    is_synthetic: bool = False
    release: str = ""
    year: int | None = None
    years: tuple[int, ...] = ()
    """The years that the same card has."""
    link: str = ""
    mark: str = ""
    """A name of the figures: other figures, another name."""

    @property
    def title(self) -> str:
        """The message: the presenter's own words, or the sentence of the answer."""
        return self.own_title or self.sentence

    @property
    def told(self) -> str:
        """What a reader who doesn't see the figure is told of it."""
        return " ".join(part for part in (self.name + ".", self.sentence, self.reading) if part)

    def named(self, code: str) -> str:
        """The text of one fact; empty where the sheet lacks it."""
        return next((fact.text for fact in self.facts if fact.code == code), "")


def same_scales(sheets: tuple[Sheet, ...]) -> tuple[Sheet, ...]:
    """The sheets with equal axes wherever the same card is shown more than once."""
    reach: dict[str, tuple[float, float]] = {}
    for sheet in sheets:
        if sheet.chart and len(sheet.chart.panels) == 1 and _is_open(sheet):
            axis = sheet.chart.panels[0].x
            low, high = reach.get(sheet.show, (axis.low, axis.high))
            reach[sheet.show] = (min(low, axis.low), max(high, axis.high))
    return tuple(
        _bounded(sheet, *reach[sheet.show]) if sheet.show in reach else sheet for sheet in sheets
    )


def _is_open(sheet: Sheet) -> bool:
    """Whether the horizontal axis follows the values instead of being fixed."""
    layout = (sheet.figure or {}).get("layout", {})
    return "range" not in layout.get("xaxis", {}) and not (sheet.chart and _has_names(sheet.chart))


def _has_names(chart: Chart) -> bool:
    return chart.panels[0].x.named


def _bounded(sheet: Sheet, low: float, high: float) -> Sheet:
    if sheet.chart is None or sheet.figure is None:
        return sheet
    layout = sheet.figure["layout"]
    axis = {**layout.get("xaxis", {}), "range": [low, high]}
    figure = {**sheet.figure, "layout": {**layout, "xaxis": axis}}
    return replace(sheet, chart=sheet.chart.with_bounds(low, high), figure=figure)
