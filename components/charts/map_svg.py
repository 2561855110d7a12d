"""A map as SVG, with its legend beside it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape

from components.charts.fonts import wrapped
from components.charts.frame import LINE, Paper
from components.charts.map import Area, MapDrawing, Points
from components.charts.svg import Style, text, wrapped_in

STRIPES = '<path d="M-3 3l6 -6M0 10L10 0M7 13l6 -6" stroke="{ink}" stroke-width="3.4"/>'
NARROW = 0.8
"""Letters beside one of two maps, as a part of those beside one."""
BESIDE = 0.3
"""The part of the paper's width that the legend takes."""
PATTERNS = {
    "withheld": '<path d="M-2 2l4 -4M0 10L10 0M8 12l4 -4" stroke="{ink}" stroke-width="1.6"/>',
    "missing": '<circle cx="5" cy="5" r="1.4" fill="{ink}"/>',
    "not_applicable": '<path d="M0 5H10" stroke="{ink}" stroke-width="1.2"/>',
}


APART = 0.02
"""The part of the paper's width between two maps."""


@dataclass(frozen=True)
class _Fills:
    """The fills of one map; its patterns are told from those of others by ``prefix``."""

    drawing: MapDrawing
    paper: Paper
    prefix: str

    def of(self, colour: str, pattern: str, stripes: str = "") -> str:
        """A colour, the pattern of a state, or a colour with stripes."""
        if pattern:
            return f"url(#{self.prefix}-{pattern})"
        return f"url(#{self._striped(colour, stripes)})" if stripes else colour

    def definitions(self) -> str:
        """Every pattern that is used."""
        used = dict.fromkeys(pattern for _, _, pattern in self.drawing.legend if pattern)
        colour = {pattern: colour for _, colour, pattern in self.drawing.legend}
        marks = {
            f"{self.prefix}-{one}": (
                colour[one],
                PATTERNS[one].format(ink=self.paper.look.quiet),
            )
            for one in used
        }
        for area in self.drawing.areas:
            if area.stripes:
                name = self._striped(area.colour, area.stripes)
                marks[name] = (area.colour, STRIPES.format(ink=area.stripes))
        return "".join(
            f'<pattern id="{name}" width="10" height="10" patternUnits="userSpaceOnUse" '
            f'patternTransform="scale({self.drawing.wide / 700:.2f})">'
            f'<rect width="10" height="10" fill="{ground}"/>{drawn}</pattern>'
            for name, (ground, drawn) in marks.items()
        )

    def _striped(self, colour: str, stripes: str) -> str:
        return f"{self.prefix}-{colour.lstrip('#')}-{stripes.lstrip('#')}"


def maps_svg(
    drawings: Sequence[MapDrawing], paper: Paper, *, title: str = "", hover: bool = True
) -> str:
    """One map, or several beside one another; below one another on paper that is upright."""
    share = (1 - APART * (len(drawings) - 1)) / len(drawings)
    upright = paper.height > paper.width
    if upright:
        each = replace(paper, height=share * paper.height)
    else:
        size = paper.size if len(drawings) == 1 else NARROW * paper.size
        each = replace(paper, width=share * paper.width, size=size)
    parts = []
    for at, drawing in enumerate(drawings):
        after = at * (share + APART)
        corner = f"0 {after * paper.height:.1f}" if upright else f"{after * paper.width:.1f} 0"
        fills = _Fills(drawing, each, f"m{at}")
        inner = "".join(_parts(fills, upright=upright, hover=hover))
        parts.append(f'<g transform="translate({corner})" font-size="{each.size:g}">{inner}</g>')
    return wrapped_in(parts, paper, title)


def _parts(fills: _Fills, *, upright: bool, hover: bool) -> Iterator[str]:
    """The map, and what its colours mean: on its right, or below it on paper that is upright."""
    drawing = fills.drawing
    legend, room, high = _placed_legend(fills, upright=upright)
    scale = min(room / drawing.wide, high / drawing.high)
    left = (room - drawing.wide * scale) / 2
    thin = 1.2 / scale
    areas = "".join(_area(area, fills, hover) for area in drawing.areas)
    chosen = _path(drawing.chosen)
    outline = (
        f'<path d="{chosen}" fill="none" stroke="{drawing.strong}" stroke-width="{3 * thin:.1f}"/>'
        if chosen
        else ""
    )
    yield f"<defs>{fills.definitions()}</defs>"
    yield (
        f'<g transform="translate({left:.1f} 0) scale({scale:.5f})" stroke="{drawing.border}" '
        f'stroke-width="{thin:.1f}" stroke-linejoin="round">{areas}{outline}</g>'
    )
    yield legend


def _placed_legend(fills: _Fills, *, upright: bool) -> tuple[str, float, float]:
    """The legend at its place, and how wide and how high that leaves the map."""
    paper = fills.paper
    room, high = paper.width, paper.height
    if upright:
        parts, needed = _legend(fills, room)
        high -= needed
        corner = f"0 {high:.1f}"
    else:
        room -= paper.width * BESIDE
        parts, _ = _legend(fills, paper.width - room - paper.size)
        corner = f"{room + paper.size:.1f} 0"
    return f'<g transform="translate({corner})">{"".join(parts)}</g>', room, high


def _path(rings: Iterable[Points]) -> str:
    return "".join("M" + "L".join(f"{x} {y}" for x, y in ring.tolist()) + "Z" for ring in rings)


def _area(area: Area, fills: _Fills, hover: bool) -> str:
    told = f"<title>{escape(area.name)}: {escape(area.words)}</title>" if hover else ""
    shape = f'd="{_path(area.rings)}" fill="{fills.of(area.colour, area.pattern, area.stripes)}"'
    return f"<path {shape}>{told}</path>" if told else f"<path {shape}/>"


def _legend(fills: _Fills, most: float) -> tuple[list[str], float]:
    """The name and the colours of a map below one another, and how high they are together."""
    drawing, paper, size = fills.drawing, fills.paper, fills.paper.size
    parts, y = [], 1.4 * size
    for line in wrapped(drawing.name, size, most, bold=True):
        parts.append(text(line, 0, y, Style(bold=True)))
        y += LINE * size
    y += 0.5 * size
    for words, colour, pattern in drawing.legend:
        parts.append(
            f'<rect x="0" y="{y - 0.85 * size:.1f}" width="{1.5 * size:.1f}" '
            f'height="{size:.1f}" fill="{fills.of(colour, pattern)}" stroke="{paper.look.quiet}" '
            'stroke-width="0.6"/>'
        )
        for line in wrapped(words, size, most - 2 * size):
            parts.append(text(line, 2 * size, y))
            y += LINE * size
        y += 0.25 * size
    return parts, y - size
