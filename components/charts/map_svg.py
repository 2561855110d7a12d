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


def maps_svg(
    drawings: Sequence[MapDrawing], paper: Paper, *, title: str = "", hover: bool = True
) -> str:
    """One map, or several beside one another."""
    share = (1 - APART * (len(drawings) - 1)) / len(drawings)
    size = paper.size if len(drawings) == 1 else NARROW * paper.size
    each = replace(paper, width=share * paper.width, size=size)
    parts = []
    for at, drawing in enumerate(drawings):
        left = at * (share + APART) * paper.width
        inner = "".join(_parts(drawing, each, f"m{at}", hover=hover))
        parts.append(
            f'<g transform="translate({left:.1f} 0)" font-size="{each.size:g}">{inner}</g>'
        )
    return wrapped_in(parts, paper, title)


def _parts(drawing: MapDrawing, paper: Paper, prefix: str, *, hover: bool) -> Iterator[str]:
    """The map on the left, what its colours mean on the right."""
    fills = _Fills(drawing, paper, prefix)
    room = paper.width * (1 - BESIDE)
    scale = min(room / drawing.wide, paper.height / drawing.high)
    left = (room - drawing.wide * scale) / 2
    thin = 1.2 / scale
    areas = "".join(_area(area, fills, hover) for area in drawing.areas)
    chosen = _path(drawing.chosen)
    outline = (
        f'<path d="{chosen}" fill="none" stroke="{drawing.strong}" stroke-width="{3 * thin:.1f}"/>'
        if chosen
        else ""
    )
    group = (
        f'<g transform="translate({left:.1f} 0) scale({scale:.5f})" stroke="{drawing.border}" '
        f'stroke-width="{thin:.1f}" stroke-linejoin="round">{areas}{outline}</g>'
    )
    yield from (f"<defs>{fills.definitions()}</defs>", group, *_legend(drawing, paper, fills))


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


def _path(rings: Iterable[Points]) -> str:
    return "".join("M" + "L".join(f"{x} {y}" for x, y in ring.tolist()) + "Z" for ring in rings)


def _area(area: Area, fills: _Fills, hover: bool) -> str:
    told = f"<title>{escape(area.name)}: {escape(area.words)}</title>" if hover else ""
    shape = f'd="{_path(area.rings)}" fill="{fills.of(area.colour, area.pattern, area.stripes)}"'
    return f"<path {shape}>{told}</path>" if told else f"<path {shape}/>"


def _legend(drawing: MapDrawing, paper: Paper, fills: _Fills) -> Iterator[str]:
    size = paper.size
    x, y = paper.width * (1 - BESIDE) + size, 1.4 * size
    most = paper.width - x
    for line in wrapped(drawing.name, size, most, bold=True):
        yield text(line, x, y, Style(bold=True))
        y += LINE * size
    y += 0.5 * size
    for words, colour, pattern in drawing.legend:
        yield (
            f'<rect x="{x:.1f}" y="{y - 0.85 * size:.1f}" width="{1.5 * size:.1f}" '
            f'height="{size:.1f}" fill="{fills.of(colour, pattern)}" stroke="{paper.look.quiet}" '
            'stroke-width="0.6"/>'
        )
        for line in wrapped(words, size, most - 2 * size):
            yield text(line, x + 2 * size, y)
            y += LINE * size
        y += 0.25 * size
