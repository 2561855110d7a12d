"""Slides as PPTX: titles, native charts and tables, maps as shapes, notes and alternatives."""

import io
from collections.abc import Callable
from typing import Any

from pptx import Presentation
from pptx.util import Emu

from components.documents.deck_chart import add_chart
from components.documents.deck_map import add_maps
from components.documents.deck_table import add_blocks, add_grid
from components.documents.deck_text import (
    SMALLEST,
    Page,
    Room,
    add_text,
    describe,
    put,
    rgb,
    written_title,
)
from components.documents.telling import Told, beside, eyebrow, foot, qr_png, spoken
from components.slides.sheet import Sheet
from core.language import text

WIDTH, HEIGHT = Emu(12192000), Emu(6858000)
TITLE_ONLY = "Title Only"
DARK_GROUND = "#1A232D"
LETTERS = (b'typeface="Calibri"', b'typeface="Arial"')
"""Arial, because every office program has it or its equal in width."""


def pptx(told: Told, progress: Callable[[int], None]) -> bytes:
    """The story as a file of slides."""
    deck = Presentation(str(told.template)) if told.template else _empty()
    deck.core_properties.title = told.name
    deck.core_properties.language = "nl-NL" if told.language == "nl" else "en-GB"
    deck.core_properties.author = "Contactatlas"
    deck.core_properties.subject = text("slides.subject", told.language)
    layout = _layout(deck)
    for number, sheet in enumerate(told.sheets, 1):
        _slide(deck, layout, sheet, told)
        progress(number)
    written = io.BytesIO()
    deck.save(written)
    return written.getvalue()


def _empty() -> Any:
    """A deck of wide slides without anything on them."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    for relation in deck.slide_master.part.rels.values():
        if relation.reltype.endswith("/theme"):
            theme: Any = relation.target_part
            theme._blob = theme.blob.replace(*LETTERS)
    return deck


def _layout(deck: Any) -> Any:
    """The layout with a title and no more; of a template, the one that comes nearest to it."""
    named = [one for one in deck.slide_layouts if one.name == TITLE_ONLY]
    titled = [one for one in deck.slide_layouts if _has_title(one)]
    few = sorted(titled, key=lambda one: len(one.placeholders))
    return (named or few or list(deck.slide_layouts))[0]


def _has_title(layout: Any) -> bool:
    return any(one.placeholder_format.type == 1 for one in layout.placeholders)


def _slide(deck: Any, layout: Any, sheet: Sheet, told: Told) -> None:
    # A template brings its own ground.
    look = "light" if told.template else told.scheme
    page = Page(deck.slides.add_slide(layout), look, sheet.language)
    whole = Room(0, 0, int(deck.slide_width), int(deck.slide_height))
    if look == "dark":
        page.slide.background.fill.solid()
        page.slide.background.fill.fore_color.rgb = rgb(DARK_GROUND)
    written_title(page, sheet.title, whole)
    add_text(page, eyebrow(sheet), whole.part(0.04, 0.035, 0.92, 0.045), 14, "accent")
    _figure(page, sheet, whole.part(0.04, 0.225, 0.92, 0.58))
    _foot(page, sheet, whole)
    page.slide.notes_slide.notes_text_frame.text = spoken(sheet)


def _figure(page: Page, sheet: Sheet, room: Room) -> None:
    """The figure; instead of one the words; else the table."""
    if sheet.maps:
        add_maps(page, sheet.maps, sheet.told, room)
    elif sheet.chart is not None:
        add_chart(page, sheet.chart, sheet.told, room)
    elif sheet.blocks:
        add_blocks(page, sheet, room)
    elif sheet.grids and sheet.grids[0].rows:
        add_grid(page, sheet.grids[0], sheet.sentence, room)


def _foot(page: Page, sheet: Sheet, whole: Room) -> None:
    """Caveats, source, synthetic where it is, and the code to scan."""
    narrow = 0.84 if sheet.link else 0.92
    if caveats := "\n".join(beside(sheet)):
        add_text(page, caveats, whole.part(0.04, 0.815, narrow, 0.11), SMALLEST)
    add_text(page, foot(sheet), whole.part(0.04, 0.93, narrow, 0.055), SMALLEST, "quiet")
    if sheet.link:
        side = int(0.125 * whole.high)
        left, top = int(0.96 * whole.wide) - side, int(0.85 * whole.high)
        picture = page.slide.shapes.add_picture(io.BytesIO(qr_png(sheet.link)), left, top, side)
        put(picture, Room(left, top, side, side))
        describe(picture, "QR", text("slides.qr", sheet.language, link=sheet.link))
        picture.click_action.hyperlink.address = sheet.link
