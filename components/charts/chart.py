"""A chart as plain values: what a file of any kind needs to draw a figure again."""

from dataclasses import dataclass, field, replace
from typing import Literal

Kind = Literal["points", "line", "bars"]


@dataclass(frozen=True)
class Axis:
    """One axis: its bounds, and the ticks that are told."""

    title: str
    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    named: bool = False
    """Whether the ticks are names of rows rather than numbers."""
    grid: bool = True
    suffix: str = ""


@dataclass(frozen=True)
class Series:
    """Points, a line or one part of every bar, with what is said of each."""

    kind: Kind
    name: str
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    colours: tuple[str, ...]
    symbols: tuple[str, ...]
    sizes: tuple[float, ...]
    texts: tuple[str, ...]
    hovers: tuple[str, ...]
    bases: tuple[float, ...] = ()
    """Where bars begin that don't follow on the part before."""
    upright: bool = False
    """Whether bars stand up rather than lie."""
    dash: str = "solid"
    width: float = 2.0
    opacity: float = 1.0
    told: bool = True
    """Whether it stands in the legend."""
    patterns: tuple[str, ...] = ()
    """What lies over the colour of each bar: ``/`` where it isn't shown, ``.`` where less sure."""

    def pattern(self, at: int) -> str:
        """The pattern of one bar; empty for a plain one."""
        return self.patterns[at] if at < len(self.patterns) else ""


@dataclass(frozen=True)
class Rule:
    """A line or a band behind the figure; None as an end is the edge of the panel."""

    x0: float | None
    x1: float | None
    y0: float | None
    y1: float | None
    colour: str
    width: float = 1.0
    dash: str = "solid"
    filled: bool = False


@dataclass(frozen=True)
class Words:
    """Words at a place in the panel."""

    text: str
    x: float
    y: float
    angle: float = 0.0
    x_is_part: bool = False
    """Whether x is a part of the panel's width instead of a value; y alike."""
    y_is_part: bool = False
    anchor: str = "middle"
    lift: float = 0.0
    bold: bool = False


@dataclass(frozen=True)
class Panel:
    """One plot with its axes."""

    x: Axis
    y: Axis
    series: tuple[Series, ...]
    rules: tuple[Rule, ...] = ()
    words: tuple[Words, ...] = ()
    title: str = ""


@dataclass(frozen=True)
class Chart:
    """One or more panels side by side, with one legend."""

    panels: tuple[Panel, ...]
    keys: tuple[Series, ...] = field(default=())
    """The legend: a series without points for each line in it."""
    under: str = ""
    """What stands below all panels."""

    def with_bounds(self, low: float, high: float) -> "Chart":
        """The same chart, its horizontal axes from ``low`` to ``high``."""
        panels = tuple(replace(one, x=replace(one.x, low=low, high=high)) for one in self.panels)
        return replace(self, panels=panels)
