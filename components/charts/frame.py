"""Where everything of a chart stands on the paper: legend, panels, axes; and how values lie."""

from collections.abc import Sequence
from dataclasses import dataclass

from components.charts.chart import Axis, Chart, Panel, Series
from components.charts.fonts import width, wrapped

KEY = 1.9
"""Room for the mark before a name in the legend, in letter heights."""
APART = 1.1
WIDEST_NAMES = 0.3
"""The largest part of a panel that names of rows may take."""
MANY, WIDER_NAMES = 8, 0.45
"""From so many rows on, names get more width, because they have no height for a second line."""
LINE = 1.22


@dataclass(frozen=True)
class Look:
    """The colours of a drawing; ``currentColor`` follows the page around it."""

    ink: str = "#1B2430"
    quiet: str = "#55606E"
    line: str = "#DDDAD2"
    ground: str = "#FFFFFF"


LIGHT = Look()
DARK = Look("#E8EBEF", "#A9B4C0", "#33404D", "#1A232D")
LOOKS = {"light": LIGHT, "dark": DARK}


@dataclass(frozen=True)
class Paper:
    """What a chart is drawn on."""

    width: float
    height: float
    size: float
    """Height of the letters."""
    look: Look = LIGHT


@dataclass(frozen=True)
class Plot:
    """The rectangle of one panel in which values lie."""

    left: float
    right: float
    top: float
    bottom: float
    x: Axis
    y: Axis

    def at_x(self, value: float) -> float:
        """Where a value lies from left to right."""
        return self.left + (value - self.x.low) / (self.x.high - self.x.low) * self.wide

    def at_y(self, value: float) -> float:
        """Where a value lies from top to bottom."""
        return self.bottom - (value - self.y.low) / (self.y.high - self.y.low) * self.high

    @property
    def wide(self) -> float:
        """Its width."""
        return self.right - self.left

    @property
    def high(self) -> float:
        """Its height."""
        return self.bottom - self.top


@dataclass(frozen=True)
class Key:
    """One entry of the legend, and where it stands."""

    series: Series
    x: float
    y: float


def legend(chart: Chart, paper: Paper) -> tuple[list[Key], float]:
    """The entries of the legend in rows, and how much height they take."""
    told = [key for key in chart.keys if key.name]
    if len(told) < 2 and len(chart.panels) == 1:
        return [], 0.0
    keys: list[Key] = []
    x, y = 0.0, paper.size
    for key in told:
        long = KEY * paper.size + width(key.name, paper.size)
        if keys and x + long > paper.width:
            x, y = 0.0, y + 1.5 * paper.size
        keys.append(Key(key, x, y))
        x += long + APART * paper.size
    return keys, y + 0.9 * paper.size


def plots(chart: Chart, paper: Paper, top: float) -> list[Plot]:
    """The rectangles of the panels, side by side."""
    size, panels = paper.size, chart.panels
    heads = 1.5 * size if any(panel.title for panel in panels) else 0.0
    words_above = 1.5 * size if any(_above(panel) for panel in panels) else 0.3 * size
    below = 1.5 * size + (1.3 * size if any(p.x.title for p in panels) or chart.under else 0)
    below += 1.2 * size if any(_below(panel) for panel in panels) else 0
    lefts = [_left(panel, paper) for panel in panels]
    gap = 2.6 * size
    right = 2.2 * size
    free = paper.width - sum(lefts) - right - gap * (len(panels) - 1)
    each = free / len(panels)
    found, x = [], 0.0
    for panel, left in zip(panels, lefts, strict=True):
        start = x + left
        upper, lower = top + max(heads, words_above), paper.height - below
        found.append(Plot(start, start + each, upper, lower, panel.x, panel.y))
        x = start + each + gap
    return found


def _above(panel: Panel) -> bool:
    return any(not words.y_is_part and words.y >= panel.y.high for words in panel.words)


def _below(panel: Panel) -> bool:
    return bool(panel.x.title) and any(one.y_is_part and one.y <= 0 for one in panel.words)


def _left(panel: Panel, paper: Paper) -> float:
    """Room for the ticks of the vertical axis, and for its name."""
    name = 1.7 * paper.size if panel.y.title else 0.0
    longest = max((width(line, paper.size) for t in names(panel.y, paper) for line in t), default=0)
    return name + longest + 0.7 * paper.size


def names(axis: Axis, paper: Paper) -> Sequence[list[str]]:
    """The words of every tick of the vertical axis, in lines."""
    most = paper.width * (WIDEST_NAMES if len(axis.ticks) <= MANY else WIDER_NAMES)
    if not axis.named:
        return [[text] for _, text in axis.ticks]
    return [wrapped(text.replace("<br>", " "), paper.size, most) for _, text in axis.ticks]
