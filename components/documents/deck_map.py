"""A map on a slide as shapes: one for each class, so that it stays sharp and can be recoloured."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple
from xml.sax.saxutils import quoteattr

import numpy as np
from pptx.oxml import parse_xml
from pptx.util import Inches

from components.charts.map import MapDrawing, Points
from components.documents.deck_text import SMALLEST, Page, Room, add_text

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
HATCHES = {"withheld": "wdUpDiag", "missing": "pct20", "not_applicable": "ltHorz"}
STRIPED = "wdUpDiag"
BESIDE = 0.3
SIZE = 14
ROOMY = Inches(2.6)
"""A legend that is narrower has smaller letters."""
SQUARE: Points = np.array([[0, 0], [3, 0], [3, 2], [0, 2], [0, 0]])


APART = 0.02
"""The part of the room between two maps."""


def add_maps(page: Page, drawings: Sequence[MapDrawing], alternative: str, room: Room) -> None:
    """One map, or several beside one another, each with its own legend."""
    share = (1 - APART * (len(drawings) - 1)) / len(drawings)
    for at, drawing in enumerate(drawings):
        named = alternative if len(drawings) == 1 else f"{drawing.name}. {alternative}"
        add_map(page, drawing, named, room.part(at * (share + APART), 0, share, 1))


def add_map(page: Page, drawing: MapDrawing, alternative: str, room: Room) -> None:
    """The map on the left as one group with its alternative, its legend on the right."""
    field = room.part(0, 0, 1 - BESIDE, 1)
    scale = min(field.wide / drawing.wide, field.high / drawing.high)
    wide, high = int(drawing.wide * scale), int(drawing.high * scale)
    place = Room(field.left + (field.wide - wide) // 2, field.top, wide, high)
    group = page.slide.shapes.add_group_shape()
    group.name = drawing.name
    group._element.nvGrpSpPr.cNvPr.set("descr", alternative)
    for number, (name, fill, colour, rings) in enumerate(_layers(drawing), 1):
        identity = page.slide.shapes._next_shape_id + number
        line = drawing.border if colour else drawing.strong
        look = Outline(place, (drawing.wide, drawing.high), fill, line)
        group._element.append(_freeform(identity, name, rings, look))
    group._element.recalculate_extents()
    _legend(page, drawing, room.part(1 - BESIDE + 0.015, 0, BESIDE - 0.015, 1))


def _layers(drawing: MapDrawing) -> Iterator[tuple[str, str, str, list[Points]]]:
    words = {(colour, pattern): told for told, colour, pattern in drawing.legend}
    looks = dict.fromkeys((area.colour, area.pattern, area.stripes) for area in drawing.areas)
    for colour, pattern, stripes in looks:
        rings = [
            ring
            for area in drawing.areas
            if (area.colour, area.pattern, area.stripes) == (colour, pattern, stripes)
            for ring in area.rings
        ]
        also = words.get((stripes, ""), "")
        if rings:
            name = " + ".join(filter(None, (words[colour, pattern], also)))
            yield name, _fill(colour, pattern, stripes), colour, rings
    if drawing.chosen:
        yield "•", "<a:noFill/>", "", list(drawing.chosen)


def _fill(colour: str, pattern: str, stripes: str = "") -> str:
    plain = f'<a:srgbClr val="{colour.lstrip("#")}"/>'
    if not pattern and not stripes:
        return f"<a:solidFill>{plain}</a:solidFill>"
    lines = stripes.lstrip("#") or "7A828C"
    return (
        f'<a:pattFill prst="{HATCHES.get(pattern, STRIPED)}"><a:fgClr><a:srgbClr val="{lines}"/>'
        f"</a:fgClr>"
        f"<a:bgClr>{plain}</a:bgClr></a:pattFill>"
    )


def _path(rings: Iterable[Points]) -> str:
    return "".join(
        f'<a:moveTo><a:pt x="{ring[0][0]}" y="{ring[0][1]}"/></a:moveTo>'
        + "".join(f'<a:lnTo><a:pt x="{x}" y="{y}"/></a:lnTo>' for x, y in ring[1:].tolist())
        + "<a:close/>"
        for ring in rings
    )


class Outline(NamedTuple):
    """Where a shape of lines lies, on a paper with which sides, and how it is filled."""

    place: Room
    sides: tuple[int, int]
    fill: str
    line: str


def _freeform(identity: int, name: str, rings: list[Points], look: Outline) -> Any:
    place, sides, fill, line = look
    wide = 6350 if "noFill" not in fill else 25400
    return parse_xml(
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{identity}" name={quoteattr(name)}/>'
        f'<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{place.left}" '
        f'y="{place.top}"/><a:ext cx="{place.wide}" cy="{place.high}"/></a:xfrm><a:custGeom>'
        f'<a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{sides[0]}" h="{sides[1]}">{_path(rings)}</a:path></a:pathLst>'
        f'</a:custGeom>{fill}<a:ln w="{wide}"><a:solidFill><a:srgbClr val="{line.lstrip("#")}"/>'
        "</a:solidFill><a:round/></a:ln></p:spPr></p:sp>"
    )


def _legend(page: Page, drawing: MapDrawing, room: Room) -> None:
    add_text(page, drawing.name, room.part(0, 0, 1, 0.14), 16, "accent")
    step = min(0.085, 0.82 / max(1, len(drawing.legend)))
    size = SIZE if room.wide > ROOMY else SMALLEST
    for number, (words, colour, pattern) in enumerate(drawing.legend):
        row = room.part(0, 0.16 + number * step, 1, step)
        square = Room(row.left, row.top + row.high // 8, row.high * 9 // 10, row.high * 6 // 10)
        shapes = page.slide.shapes
        look = Outline(square, (3, 2), _fill(colour, pattern), "7A828C")
        shapes._spTree.append(_freeform(shapes._next_shape_id, words, [SQUARE], look))
        indent = int(1.4 * row.high)
        beside = Room(row.left + indent, row.top, row.wide - indent, row.high)
        add_text(page, words, beside, size)
