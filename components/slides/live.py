"""A sheet as a browser shows it on a wall: a live figure, and everything that stands around it."""

from dataclasses import replace
from typing import Any, NamedTuple

from components.charts.frame import LOOKS, Paper
from components.charts.map_svg import maps_svg
from components.documents.telling import beside, eyebrow, foot, qr_svg
from components.figures.base import dressed
from components.slides.blocks import Block
from components.slides.grid import Grid
from components.slides.sheet import Sheet

MOST_ROWS = 60
WALL = Paper(1500, 780, 24)
PHONE = Paper(760, 1150, 27)
"""What a map is drawn on; on a phone its letters are 13 pixels."""


class Screen(NamedTuple):
    """What slides are shown on."""

    scheme: str
    narrow: bool


def live(sheet: Sheet, screen: Screen) -> dict[str, Any]:
    """Everything of one slide, as plain values."""
    return {
        "name": sheet.name,
        "eyebrow": eyebrow(sheet),
        "title": sheet.title,
        "sentence": sheet.sentence,
        "notes": sheet.notes,
        "reading": sheet.reading,
        "beside": beside(sheet),
        "caveats": [words for _, words in sheet.caveats],
        "source": foot(sheet),
        "link": sheet.link,
        "qr": qr_svg(sheet.link) if sheet.link else "",
        "synthetic": sheet.is_synthetic,
        "release": sheet.release,
        "year": sheet.year,
        "years": sheet.years,
        "mark": sheet.mark,
        "figure": dressed(sheet.figure, screen.scheme, sheet.language) if sheet.figure else None,
        "svg": _maps(sheet, screen) if sheet.maps else "",
        "blocks": [_block(block) for block in sheet.blocks],
        "grids": [_grid(grid) for grid in sheet.grids],
        "told": sheet.told,
    }


def _maps(sheet: Sheet, screen: Screen) -> str:
    paper = replace(PHONE, height=PHONE.height * len(sheet.maps)) if screen.narrow else WALL
    return maps_svg(sheet.maps, replace(paper, look=LOOKS[screen.scheme]), title=sheet.told)


def _block(block: Block) -> dict[str, Any]:
    grid = _grid(block.grid) if block.grid else None
    return {"kind": block.kind, "text": block.text, "grid": grid}


def _grid(grid: Grid) -> dict[str, Any]:
    shown = grid.first(MOST_ROWS)
    rows = [[[cell.text, cell.stands_right] for cell in row] for row in shown.rows]
    return {"heads": shown.heads, "rows": rows, "all": len(grid.rows)}
