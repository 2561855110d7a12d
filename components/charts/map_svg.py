"""A map as SVG, with its legend beside it."""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from components.charts.fonts import wrapped
from components.charts.frame import LINE, Paper
from components.charts.map import Area, MapDrawing, Points
from components.charts.svg import Style, text, wrapped_in

BESIDE = 0.3
"""The part of the paper's width that the legend takes."""
PATTERNS = {
    "withheld": '<path d="M-2 2l4 -4M0 10L10 0M8 12l4 -4" stroke="{ink}" stroke-width="1.6"/>',
    "missing": '<circle cx="5" cy="5" r="1.4" fill="{ink}"/>',
    "not_applicable": '<path d="M0 5H10" stroke="{ink}" stroke-width="1.2"/>',
}


def map_svg(drawing: MapDrawing, paper: Paper, *, title: str = "", hover: bool = True) -> str:
    """The map on the left, what its colours mean on the right."""
    room = paper.width * (1 - BESIDE)
    scale = min(room / drawing.wide, paper.height / drawing.high)
    left = (room - drawing.wide * scale) / 2
    thin = 1.2 / scale
    areas = "".join(_area(area, hover) for area in drawing.areas)
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
    parts = [f"<defs>{_patterns(drawing, paper)}</defs>", group, *_legend(drawing, paper)]
    return wrapped_in(parts, paper, title)


def _patterns(drawing: MapDrawing, paper: Paper) -> str:
    used = dict.fromkeys(pattern for _, _, pattern in drawing.legend if pattern)
    colour = {pattern: colour for _, colour, pattern in drawing.legend}
    return "".join(
        f'<pattern id="{one}" width="10" height="10" patternUnits="userSpaceOnUse" '
        f'patternTransform="scale({drawing.wide / 700:.2f})">'
        f'<rect width="10" height="10" fill="{colour[one]}"/>'
        f"{PATTERNS[one].format(ink=paper.look.quiet)}</pattern>"
        for one in used
    )


def fill(colour: str, pattern: str) -> str:
    """A colour, or the pattern of a state."""
    return f"url(#{pattern})" if pattern else colour


def _path(rings: Iterable[Points]) -> str:
    return "".join("M" + "L".join(f"{x} {y}" for x, y in ring.tolist()) + "Z" for ring in rings)


def _area(area: Area, hover: bool) -> str:
    told = f"<title>{escape(area.name)}: {escape(area.words)}</title>" if hover else ""
    shape = f'd="{_path(area.rings)}" fill="{fill(area.colour, area.pattern)}"'
    return f"<path {shape}>{told}</path>" if told else f"<path {shape}/>"


def _legend(drawing: MapDrawing, paper: Paper) -> Iterator[str]:
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
            f'height="{size:.1f}" fill="{fill(colour, pattern)}" stroke="{paper.look.quiet}" '
            'stroke-width="0.6"/>'
        )
        for line in wrapped(words, size, most - 2 * size):
            yield text(line, x + 2 * size, y)
            y += LINE * size
        y += 0.25 * size
